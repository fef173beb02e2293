package targeting

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

func group(kind models.GroupKind, name string) models.Assignment {
	return models.Assignment{Target: models.TargetGroup, GroupID: models.ID(name), GroupKind: kind, GroupName: name}
}

func users(name string) models.Assignment   { return group(models.UserGroup, name) }
func devices(name string) models.Assignment { return group(models.DeviceGroup, name) }

var (
	allUsers   = models.Assignment{Target: models.TargetAllUsers}
	allDevices = models.Assignment{Target: models.TargetAllDevices}
)

func include(intent models.Intent, a models.Assignment) models.Assignment {
	a.Intent, a.Mode = intent, models.Include
	return a
}

func exclude(intent models.Intent, a models.Assignment) models.Assignment {
	a.Intent, a.Mode = intent, models.Exclude
	return a
}

// annsLaptop is enrolled; Ann is in Sales and Contractors, the laptop in Laptops and Kiosks.
func annsLaptop() Subject {
	return Subject{
		DeviceID: "laptop", UserID: "ann", Enrolled: true,
		Groups: Groups{"Laptops": true, "Kiosks": true, "Sales": true, "Contractors": true},
	}
}

func nobodysKiosk() Subject {
	return Subject{DeviceID: "kiosk", Groups: Groups{"Kiosks": true}, Enrolled: true}
}

func annsOwnPhone() Subject {
	s := annsLaptop()
	s.Enrolled, s.Groups = false, Groups{"Sales": true, "Contractors": true}
	return s
}

type trail []string // one "verdict: reason" for each assignment weighed

func trailOf(d Decision) (lines trail) {
	for _, w := range d.Weighed {
		lines = append(lines, string(w.Verdict)+": "+w.Reason.String())
	}
	return lines
}

const (
	required  = models.Required
	available = models.Available
	without   = models.AvailableWithoutEnrollment
	uninstall = models.Uninstall
)

var decisions = []struct {
	name        string
	subject     Subject
	scope       models.ExclusionScope
	rule        Rule
	assignments []models.Assignment
	want        Decision
	trail       trail
}{
	{
		name: "nothing is assigned", subject: annsLaptop(),
	},
	{
		name: "groups of users and of devices", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Sales")), include(required, users("Finance")), include(required, devices("Laptops")), include(required, devices("Tablets"))},
		want:        Decision{Required: true},
		trail: trail{
			"notReached: userNotInGroup(Finance)",
			"applies: deviceIncluded(Laptops)",
			"applies: userIncluded(Sales)",
			"notReached: deviceNotInGroup(Tablets)",
		},
	},
	{
		name: "the built-in targets", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, allUsers), include(required, allDevices)},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: allDevicesIncluded",
			"applies: allUsersIncluded",
		},
	},
	{
		name: "a device without a user", subject: nobodysKiosk(),
		assignments: []models.Assignment{include(required, allUsers), include(required, users("Sales")), include(uninstall, devices("Kiosks"))},
		want:        Decision{Uninstall: true},
		trail: trail{
			"notReached: deviceWithoutUser",
			"notReached: deviceWithoutUser",
			"applies: deviceIncluded(Kiosks)",
		},
	},
	{
		name: "a person without a device", subject: Subject{UserID: "ann", Groups: Groups{"Sales": true}},
		assignments: []models.Assignment{include(required, allDevices), include(without, users("Sales"))},
		want:        Decision{AvailableWithoutEnrollment: true},
		trail: trail{
			"notReached: noDevice",
			"applies: userIncluded(Sales)",
		},
	},
	{
		name: "a device that is not enrolled", subject: annsOwnPhone(),
		assignments: []models.Assignment{include(required, users("Sales")), include(available, allUsers), include(without, users("Contractors")), include(uninstall, allDevices)},
		want:        Decision{AvailableWithoutEnrollment: true},
		trail: trail{
			"notEnrolled: enrollmentRequired",
			"notEnrolled: enrollmentRequired",
			"applies: userIncluded(Contractors)",
			"notEnrolled: enrollmentRequired",
		},
	},
	{
		name: "an exclusion of the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allUsers), exclude(required, users("Contractors"))},
		trail: trail{
			"leftOut: userExcluded(Contractors)",
			"leavesOut: excludesUser(Contractors)",
		},
	},
	{
		name: "a device group excluded from what users get, across kinds", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, allUsers), exclude(required, devices("Kiosks"))},
		trail: trail{
			"leftOut: deviceExcluded(Kiosks)",
			"leavesOut: excludesDevice(Kiosks)",
		},
	},
	{
		name: "a device group excluded from what users get, within the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allUsers), exclude(required, devices("Kiosks"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: allUsersIncluded",
			"withoutEffect: excludesOnlyDevices",
		},
	},
	{
		name: "a user group excluded from what devices get, within the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allDevices), exclude(required, users("Contractors"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: allDevicesIncluded",
			"withoutEffect: excludesOnlyUsers",
		},
	},
	{
		name: "an exclusion belongs to its intent", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Sales")), exclude(uninstall, users("Sales")), include(uninstall, allUsers)},
		want:        Decision{Required: true},
		trail: trail{
			"applies: userIncluded(Sales)",
			"leftOut: userExcluded(Sales)",
			"leavesOut: excludesUser(Sales)",
		},
	},
	{
		name: "an exclusion with nothing to exclude", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Finance")), exclude(required, devices("Kiosks")), exclude(required, users("Finance"))},
		trail: trail{
			"notReached: userNotInGroup(Finance)",
			"notReached: userNotInGroup(Finance)",
			"withoutEffect: nothingToExclude",
		},
	},
	{
		name: "two exclusions: both work, the first is named", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), exclude(available, devices("Laptops")), exclude(available, devices("Kiosks"))},
		trail: trail{
			"leftOut: deviceExcluded(Kiosks)",
			"leavesOut: excludesDevice(Kiosks)",
			"leavesOut: excludesDevice(Laptops)",
		},
	},
	{
		name: "an exclusion from availability without enrollment", subject: annsOwnPhone(),
		assignments: []models.Assignment{include(without, allUsers), exclude(without, users("Contractors"))},
		trail: trail{
			"leftOut: userExcluded(Contractors)",
			"leavesOut: excludesUser(Contractors)",
		},
	},
	{
		name: "the built-in targets excluded", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Sales")), exclude(required, allUsers), include(uninstall, devices("Kiosks")), exclude(uninstall, allDevices)},
		trail: trail{
			"leftOut: allUsersExcluded",
			"leavesOut: excludesAllUsers",
			"leftOut: allDevicesExcluded",
			"leavesOut: excludesAllDevices",
		},
	},
	{
		name: "required, available and uninstall at once", subject: annsLaptop(),
		assignments: []models.Assignment{include(uninstall, allUsers), include(available, users("Sales")), include(required, devices("Laptops")), include(uninstall, devices("Kiosks"))},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: deviceIncluded(Laptops)",
			"applies: userIncluded(Sales)",
			"overruled: requiredOverUninstall",
			"overruled: requiredOverUninstall",
		},
	},
	{
		name: "uninstall from both sides leaves no availability", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), include(without, allUsers), include(available, devices("Laptops")), include(uninstall, users("Contractors")), include(uninstall, allDevices)},
		want:        Decision{Uninstall: true},
		trail: trail{
			"overruled: uninstallOverAvailableForDevices",
			"overruled: uninstallOverAvailableForUsers",
			"overruled: uninstallOverAvailableForUsers",
			"applies: allDevicesIncluded",
			"applies: userIncluded(Contractors)",
		},
	},
	{
		name: "availability of one side is overruled, of the other not", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), include(available, devices("Laptops")), include(uninstall, users("Contractors"))},
		want:        Decision{Available: true, Uninstall: true},
		trail: trail{
			"applies: deviceIncluded(Laptops)",
			"overruled: uninstallOverAvailableForUsers",
			"applies: userIncluded(Contractors)",
		},
	},
	{
		name: "availability without enrollment outlives device availability that was overruled", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, devices("Laptops")), include(uninstall, devices("Kiosks"))},
		want:        Decision{AvailableWithoutEnrollment: true, Uninstall: true},
		trail: trail{
			"overruled: uninstallOverAvailableForDevices",
			"applies: userIncluded(Sales)",
			"applies: deviceIncluded(Kiosks)",
		},
	},
	{
		name: "plain availability covers availability without enrollment", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, users("Contractors"))},
		want:        Decision{Available: true},
		trail: trail{
			"applies: userIncluded(Contractors)",
			"overruled: availableToEnrolled",
		},
	},
	{
		name: "plain availability of the device covers it too", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, devices("Laptops"))},
		want:        Decision{Available: true},
		trail: trail{
			"applies: deviceIncluded(Laptops)",
			"overruled: availableToEnrolled",
		},
	},
	{
		name: "required for the user next to availability without enrollment", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(required, users("Contractors"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: userIncluded(Contractors)",
			"overruled: requiredOverUnenrolled",
		},
	},
	{
		name: "a type whose required apps are available too", subject: annsLaptop(), rule: Rule{AlsoAvailable: true},
		assignments: []models.Assignment{include(required, devices("Laptops")), include(without, users("Sales")), include(uninstall, users("Sales"))},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: deviceIncluded(Laptops)",
			"overruled: availableToEnrolled",
			"overruled: requiredOverUninstall",
		},
	},
	{
		name: "such a type without a required assignment", subject: annsLaptop(), rule: Rule{AlsoAvailable: true},
		assignments: []models.Assignment{include(without, users("Sales")), include(uninstall, devices("Laptops"))},
		want:        Decision{AvailableWithoutEnrollment: true, Uninstall: true},
		trail: trail{
			"applies: userIncluded(Sales)",
			"applies: deviceIncluded(Laptops)",
		},
	},
}

func TestDecide(t *testing.T) {
	for _, tt := range decisions {
		t.Run(tt.name, func(t *testing.T) {
			scope := tt.scope
			if scope == "" {
				scope = models.AcrossKinds
			}
			got := Decide(tt.assignments, tt.subject, scope, tt.rule)
			if diff := cmp.Diff(tt.want, got, ignoreTrail); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.trail, trailOf(got)); diff != "" {
				t.Errorf("trail (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIntentSaysWhatHoldsNow(t *testing.T) {
	tests := []struct {
		decision  Decision
		requested bool
		want      models.Intent
		reason    string
	}{
		{Decision{}, true, "", "notAssigned"},
		{Decision{Required: true}, false, models.Required, "isRequired"},
		{Decision{Required: true, Available: true}, true, models.Required, "isRequiredAndListed"},
		{Decision{Uninstall: true}, true, models.Uninstall, "isUninstalled"},
		{Decision{Uninstall: true, Available: true}, false, models.Uninstall, "isUninstalledUntilRequested"},
		{Decision{Uninstall: true, Available: true}, true, models.Available, "isRequested"},
		{Decision{Uninstall: true, AvailableWithoutEnrollment: true}, true, models.AvailableWithoutEnrollment, "isRequested"},
		{Decision{Available: true}, false, models.Available, "isAvailable"},
	}
	for _, tt := range tests {
		got, reason := tt.decision.Intent(tt.requested)
		if got != tt.want || reason.String() != tt.reason {
			t.Errorf("%+v, requested %t: %q, %q; want %q, %q", tt.decision, tt.requested, got, reason, tt.want, tt.reason)
		}
	}
}

func BenchmarkDecide(b *testing.B) {
	assignments := []models.Assignment{
		include(models.Required, users("Sales")), include(models.Available, allUsers), exclude(models.Available, users("Contractors")),
		include(models.Uninstall, devices("Kiosks")), include(models.Required, devices("Tablets")),
	}
	s := annsLaptop()
	b.ReportAllocs()
	for b.Loop() {
		Decide(assignments, s, models.AcrossKinds, Rule{})
	}
}

func TestPageOrderReadsNamesAsPeopleDo(t *testing.T) {
	list := []models.Assignment{
		include(models.Uninstall, users("Attic")), exclude(models.Required, users("Attic")), include(models.Required, users("Zoo")),
		include(models.Required, users("Érable")), include(models.Required, users("beta")), include(models.Required, users("Alpha")),
		include(models.Required, allUsers),
	}
	slices.SortFunc(list, PageOrder)
	var names []string
	for _, a := range list {
		names = append(names, a.GroupName)
	}
	if diff := cmp.Diff([]string{"", "Alpha", "beta", "Zoo", "Érable", "Attic", "Attic"}, names); diff != "" {
		t.Errorf("in page order (-want +got):\n%s", diff)
	}
}
