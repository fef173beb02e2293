package checkin

import (
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/reason"
)

func TestReceiveTakesAResultOnce(t *testing.T) {
	open := models.Order{ID: "order", Action: install}
	failed := OrderResult{OrderID: "order", Outcome: Failed, ErrorCode: 1603, Detail: strings.Repeat("é", MaxDetail+1)}

	ended, reason := Receive(open, failed, noon)
	if reason != "" || ended.DoneAt == nil || !ended.DoneAt.Equal(noon) || ended.Succeeded || ended.ErrorCode != 1603 {
		t.Fatalf("the result is not taken: %+v, %s", ended, reason)
	}
	if got := len([]rune(ended.Detail)); got != MaxDetail {
		t.Errorf("the detail has %d characters, want %d", got, MaxDetail)
	}
	again, reason := Receive(ended, failed, noon.Add(time.Hour))
	if reason != "" || !again.DoneAt.Equal(noon) {
		t.Errorf("the same result again gives %+v, %s", again, reason)
	}
	if _, reason := Receive(ended, OrderResult{Outcome: Succeeded}, noon); reason != IgnoredFinished {
		t.Errorf("another result is ignored as %q, want %q", reason, IgnoredFinished)
	}
	if _, reason := Receive(models.Order{Withdrawn: true}, failed, noon); reason != IgnoredWithdrawn {
		t.Errorf("a withdrawn order's result is ignored as %q, want %q", reason, IgnoredWithdrawn)
	}
	if going, reason := Receive(open, OrderResult{Outcome: Downloading}, noon); reason != "" || going.DoneAt != nil {
		t.Errorf("progress gives %+v, %q", going, reason)
	}
}

func TestProgressKeepsSinceWhileTheStateStays(t *testing.T) {
	row := models.Install{State: models.StatePendingInstall, Since: ago(time.Hour)}
	order := models.Order{Action: install}
	row = Progress(row, order, OrderResult{Outcome: Downloading}, false, noon)
	if row.State != models.StatePendingInstall || !row.Since.Equal(ago(time.Hour)) {
		t.Errorf("downloading gives %s since %s", row.State, row.Since)
	}
	row = Progress(row, order, OrderResult{Outcome: Failed, ErrorCode: -2016063457}, false, noon)
	if row.State != models.StateFailed || !row.Since.Equal(noon) || row.Reason.Code != reason.DeviceError.Code {
		t.Errorf("failing gives %s since %s: %s", row.State, row.Since, row.Reason)
	}
}

func TestProgressOfAnOrderIsItsStageAndItsBytes(t *testing.T) {
	order := models.Order{ID: "order", Action: install, CreatedAt: ago(3 * time.Hour)}
	report := func(r OrderResult, before time.Duration) {
		order, _ = Receive(order, r, ago(before))
	}
	for _, c := range []struct {
		name   string
		result OrderResult
		at     time.Duration // before noon
		moved  time.Duration
	}{
		{"the first stage", OrderResult{Outcome: Downloading}, 150 * time.Minute, 150 * time.Minute},
		{"the same once more", OrderResult{Outcome: Downloading}, 140 * time.Minute, 150 * time.Minute},
		{"more bytes", OrderResult{Outcome: Downloading, BytesReceived: 10}, 130 * time.Minute, 130 * time.Minute},
		{"as many bytes", OrderResult{Outcome: Downloading, BytesReceived: 10}, 120 * time.Minute, 130 * time.Minute},
		{"fewer bytes", OrderResult{Outcome: Downloading, BytesReceived: 9}, 110 * time.Minute, 130 * time.Minute},
		{"the next stage", OrderResult{Outcome: Installing}, 100 * time.Minute, 100 * time.Minute},
	} {
		if report(c.result, c.at); !order.LastProgress().Equal(ago(c.moved)) {
			t.Errorf("%s: the order got further at %s, want %s", c.name, order.LastProgress(), ago(c.moved))
		}
	}
}
