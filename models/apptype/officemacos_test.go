package apptype_test

import (
	"slices"
	"testing"

	"appdepot/models"
	"appdepot/models/checkin"
)

func TestSuiteForMacIsThereWhenAllOfItIs(t *testing.T) {
	d := definition(t, "macOSOfficeSuiteApp")
	want := d.Detect(values(t, d))
	if len(want.Also) != 7 {
		t.Fatalf("the suite is %+v", want)
	}
	present := []models.InstalledApp{{Kind: "macos", ID: want.ID, Version: "16.100"}}
	for _, also := range want.Also {
		if found := checkin.Detect(present, want); found.Fits {
			t.Errorf("found without %s", also.ID)
		}
		present = append(present, models.InstalledApp{Kind: "macos", ID: also.ID, Version: "1"})
	}
	if found := checkin.Detect(present, want); !found.Fits {
		t.Error("not found where all of it is")
	}
	if found := checkin.Detect(slices.Delete(present, 0, 1), want); found.Fits {
		t.Error("found without Word")
	}
}
