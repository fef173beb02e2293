package fleet

import (
	"io"
	"slices"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"appdepot/cmd/depotsim/client"
)

func TestTheSameSeedGivesTheSameChances(t *testing.T) {
	throw := func(seed uint64, device string) []bool {
		d := newDice(seed, device)
		thrown := make([]bool, 200)
		for i := range thrown {
			thrown[i] = d.happens(0.3)
		}
		return thrown
	}
	if !slices.Equal(throw(1, "b"), throw(1, "b")) {
		t.Error("the same seed behaves in two ways")
	}
	if slices.Equal(throw(1, "b"), throw(2, "b")) || slices.Equal(throw(1, "b"), throw(1, "c")) {
		t.Error("another seed or device behaves the same")
	}
}

func TestRatesAndWaits(t *testing.T) {
	d, times := newDice(1, "device"), 0
	for range 10_000 {
		if d.happens(0.3) {
			times++
		}
		if d.happens(0) || !d.happens(1) {
			t.Fatal("never and always are not what they say")
		}
		if wait := d.around(time.Minute); wait < 45*time.Second || wait > 75*time.Second {
			t.Fatalf("a minute, give or take a quarter, is %s", wait)
		}
	}
	if times < 2_700 || times > 3_300 {
		t.Errorf("a rate of 0.3 happened %d times in 10,000", times)
	}
}

func TestBackOffFollowsTheDescription(t *testing.T) {
	d := &Device{dice: newDice(1, "device")}
	for troubles, minutes := range map[int]time.Duration{1: 1, 2: 2, 5: 16, 7: 60, 100: 60} {
		want := minutes * time.Minute
		if got := d.backOff(io.ErrUnexpectedEOF, troubles); got < want*3/4 || got > want*5/4 {
			t.Errorf("after trouble %d it waits %s, want about %s", troubles, got, want)
		}
	}
	if got := d.backOff(&Refused{Status: 503, After: 7 * time.Second}, 1); got != 7*time.Second {
		t.Errorf("Retry-After: 7 makes it wait %s", got)
	}
}

func TestFactsAreWhatTheDescriptionAsksFor(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../../handlers/device/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	facts := doc.Components.Schemas["DeviceFacts"].Value
	for _, p := range doc.Components.Schemas["Platform"].Value.Enum {
		f := Facts(client.Platform(p.(string)), 7)
		value := map[string]any{"name": f.Name, "platform": string(f.Platform), "osVersion": f.OsVersion, "architecture": string(*f.Architecture),
			"manufacturer": *f.Manufacturer, "model": *f.Model, "serial": *f.Serial}
		if err := facts.VisitJSON(value); err != nil {
			t.Errorf("%s: %s", p, err)
		}
	}
}
