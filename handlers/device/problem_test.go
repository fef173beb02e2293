package device

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/reason"
)

func TestProblemsHaveWordsAndCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want checkin.Problem
	}{
		{reason.WrongPlatform.Of("iOS/iPadOS", "Windows").Conflict(), checkin.Problem{Kind: "conflict", Title: "Conflict",
			Detail: "The app is for iOS/iPadOS. The device runs Windows.", Reason: "wrongPlatform"}},
		{models.InvalidField("name", "A value is required."), checkin.Problem{Kind: "invalid", Title: "Not acceptable",
			Fields: map[string]string{"name": "A value is required."}}},
	} {
		if diff := cmp.Diff(c.want, problem(t.Context(), c.err)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
