package targeting

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"appdepot/models"
	"appdepot/models/reason"
)

// The columns of the matrix that say what is assigned: intent and kind.
var given = map[string]side{
	"user_required":                     {models.Required, models.UserGroup},
	"user_available":                    {models.Available, models.UserGroup},
	"user_available_without_enrollment": {models.AvailableWithoutEnrollment, models.UserGroup},
	"user_uninstall":                    {models.Uninstall, models.UserGroup},
	"device_required":                   {models.Required, models.DeviceGroup},
	"device_available":                  {models.Available, models.DeviceGroup},
	"device_uninstall":                  {models.Uninstall, models.DeviceGroup},
}

// ignoreTrail compares only what decisions come to.
var ignoreTrail = cmpopts.IgnoreFields(Decision{}, "Weighed")

func readMatrix(t *testing.T) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/intent-matrix.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// Every row holds with groups and with the built-in targets, in either scope of exclusions.
func TestTheMatrixHolds(t *testing.T) {
	rows := readMatrix(t)
	if len(rows) != 22 {
		t.Fatalf("the matrix has %d rows, want 22", len(rows))
	}
	for _, row := range rows {
		want := Decision{
			Required:                   row["result_required"] == "1",
			Available:                  row["result_available"] == "1",
			AvailableWithoutEnrollment: row["result_available_without_enrollment"] == "1",
			Uninstall:                  row["result_uninstall"] == "1",
		}
		for _, builtIn := range []bool{false, true} {
			assignments, subject := assignmentsOf(row, builtIn)
			for _, scope := range []models.ExclusionScope{models.AcrossKinds, models.SameKind} {
				got := Decide(assignments, subject, scope, Rule{})
				if diff := cmp.Diff(want, got, ignoreTrail); diff != "" {
					t.Errorf("%s (built-in targets: %t, %s) (-want +got):\n%s", row["note"], builtIn, scope, diff)
				}
			}
		}
	}
}

func assignmentsOf(row map[string]string, builtIn bool) ([]models.Assignment, Subject) {
	s := Subject{DeviceID: "d", UserID: "u", Enrolled: true, Groups: Groups{}}
	var assignments []models.Assignment
	for column, from := range given {
		if row[column] != "1" {
			continue
		}
		a := models.Assignment{ID: models.ID(column), Intent: from.intent, Mode: models.Include}
		switch {
		case builtIn && from.kind == models.UserGroup:
			a.Target = models.TargetAllUsers
		case builtIn:
			a.Target = models.TargetAllDevices
		default:
			a.Target, a.GroupID, a.GroupKind, a.GroupName = models.TargetGroup, models.ID(column), from.kind, column
		}
		s.Groups[a.GroupID] = true
		assignments = append(assignments, a)
	}
	return assignments, s
}

// The latch: wherever availability and uninstall both stand, the device removes the app until a person asks for it.
func TestTheLatch(t *testing.T) {
	latched := 0
	for _, row := range readMatrix(t) {
		assignments, subject := assignmentsOf(row, false)
		d := Decide(assignments, subject, models.AcrossKinds, Rule{})
		before, _ := d.Intent(false)
		after, why := d.Intent(true)
		if !d.Uninstall || !d.Offered() {
			if before != after {
				t.Errorf("%s: a request changes %q to %q where nothing is in conflict", row["note"], before, after)
			}
			continue
		}
		latched++
		if before != models.Uninstall || after != d.availability() || why.Code != reason.IsRequested.Code {
			t.Errorf("%s: %q before a request, %q after it: %s", row["note"], before, after, why)
		}
	}
	if latched != 3 {
		t.Errorf("%d rows have the latch, want 3", latched)
	}
}
