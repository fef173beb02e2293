package targeting

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

func everyIntent() map[models.Intent]bool {
	return map[models.Intent]bool{models.Required: true, models.Available: true, models.AvailableWithoutEnrollment: true, models.Uninstall: true}
}

func TestCheckAccepts(t *testing.T) {
	tests := map[string][]models.Assignment{
		"nothing":                      nil,
		"every intent":                 {include(required, devices("Laptops")), include(available, users("Sales")), include(without, allUsers), include(uninstall, allDevices)},
		"several groups of one intent": {include(required, users("Sales")), include(required, users("Finance")), include(required, allDevices)},
		"uninstall for everyone but the required group":   {include(required, users("Sales")), include(uninstall, allUsers), exclude(uninstall, users("Sales"))},
		"the same, the exclusion first":                   {exclude(uninstall, users("Sales")), include(required, users("Sales")), include(uninstall, allUsers)},
		"one group excluded from two intents":             {exclude(required, users("Sales")), exclude(available, users("Sales"))},
		"a device group excluded from availability":       {include(available, allUsers), exclude(available, devices("Kiosks"))},
		"a device group excluded from without enrollment": {include(without, allUsers), exclude(without, devices("Kiosks"))},
	}
	for name, assignments := range tests {
		if got := Check(assignments, Allow{Intents: everyIntent()}); got != nil {
			t.Errorf("%s: %v", name, got)
		}
	}
	toDevices := []models.Assignment{include(available, devices("Laptops")), include(available, allDevices)}
	if got := Check(toDevices, Allow{Intents: everyIntent(), AvailableToDevices: true}); got != nil {
		t.Errorf("available to devices where the type allows it: %v", got)
	}
}

func withMode(mode models.Mode, a models.Assignment) models.Assignment {
	a.Mode = mode
	return a
}

var refusals = []struct {
	name        string
	forbid      models.Intent
	assignments []models.Assignment
	index       int
	text        string
}{
	{"required", required, []models.Assignment{include(required, users("Sales"))}, 0,
		"Apps of this type cannot be required. Make the app available instead."},
	{"available", available, []models.Assignment{include(available, users("Sales"))}, 0,
		"Apps of this type cannot be made available for enrolled devices. Choose another intent."},
	{"without enrollment", without, []models.Assignment{include(required, users("Sales")), include(without, allUsers)}, 1,
		"Apps of this type require enrollment. Make the app available for enrolled devices instead."},
	{"uninstall, also as an exclusion", uninstall, []models.Assignment{exclude(uninstall, users("Sales"))}, 0,
		"Appdepot cannot uninstall apps of this type. Remove the other assignments to prevent reinstallation."},
	{"an unknown intent", "", []models.Assignment{include("given", users("Sales"))}, 0,
		"Choose Required, Available, or Uninstall."},
	{"an unknown target", "", []models.Assignment{include(required, models.Assignment{Target: "moon"})}, 0,
		"Choose a group, All users, or All devices."},
	{"no group", "", []models.Assignment{include(required, group(models.UserGroup, ""))}, 0,
		"This group no longer exists. Choose another group."},
	{"a group of no kind", "", []models.Assignment{include(required, group("", "Sales"))}, 0,
		"This group no longer exists. Choose another group."},
	{"an unknown mode", "", []models.Assignment{withMode("", include(required, users("Sales")))}, 0,
		"Choose Included or Excluded."},
	{"all users excluded", "", []models.Assignment{exclude(required, allUsers)}, 0,
		"You cannot exclude All users. Remove the included assignments instead."},
	{"all devices excluded", "", []models.Assignment{exclude(required, allDevices)}, 0,
		"You cannot exclude All devices. Remove the included assignments instead."},
	{"available to a device group", "", []models.Assignment{include(available, devices("Laptops"))}, 0,
		"Apps of this type can be available to users only. Choose a user group or All users, or make the app required."},
	{"available to all devices", "", []models.Assignment{include(available, allDevices)}, 0,
		"Apps of this type can be available to users only. Choose a user group or All users, or make the app required."},
	{"without enrollment to devices", "", []models.Assignment{include(without, devices("Laptops"))}, 0,
		"Available with or without enrollment is for users only. Choose a user group or All users."},
	{"a group twice", "", []models.Assignment{include(required, users("Sales")), include(required, users("Sales"))}, 1,
		"The group Sales is listed twice. Remove one of the two."},
	{"all users twice", "", []models.Assignment{include(required, allUsers), include(required, allUsers)}, 1,
		"All users is listed twice. Remove one of the two."},
	{"all devices twice", "", []models.Assignment{include(required, allDevices), include(required, allDevices)}, 1,
		"All devices is listed twice. Remove one of the two."},
	{"a group in two intents", "", []models.Assignment{include(required, users("Sales")), include(required, allDevices), include(uninstall, users("Sales"))}, 2,
		"The group Sales already has another intent. Remove one of the two."},
	{"all users in two intents", "", []models.Assignment{include(required, allUsers), include(available, allUsers)}, 1,
		"All users already has another intent. Remove one of the two."},
	{"all devices in two intents", "", []models.Assignment{include(required, allDevices), include(uninstall, allDevices)}, 1,
		"All devices already has another intent. Remove one of the two."},
	{"a group included and excluded", "", []models.Assignment{include(required, users("Sales")), exclude(required, users("Sales"))}, 1,
		"The group Sales is both included and excluded with this intent. Remove one of the two."},
}

func TestCheckRefuses(t *testing.T) {
	for _, tt := range refusals {
		t.Run(tt.name, func(t *testing.T) {
			allow := Allow{Intents: everyIntent()}
			delete(allow.Intents, tt.forbid)
			got := Check(tt.assignments, allow)
			if len(got) != 1 || got[0].Index != tt.index || got[0].Text.String() != tt.text {
				t.Errorf("got %v, want problem %d: %s", got, tt.index, tt.text)
			}
		})
	}
}

func TestCheckGivesOneProblemForEachAssignment(t *testing.T) {
	sales := include(models.Required, users("Sales"))
	got := Check([]models.Assignment{sales, sales, include("given", allUsers), sales}, Allow{Intents: everyIntent()})
	var indexes []int
	for _, p := range got {
		indexes = append(indexes, p.Index)
	}
	if diff := cmp.Diff([]int{1, 2, 3}, indexes); diff != "" {
		t.Errorf("problems at (-want +got):\n%s", diff)
	}
}
