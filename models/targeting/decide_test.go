package targeting

import (
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

// ann's laptop is enrolled; ann is in Sales and Contractors, the laptop in Laptops and Kiosks.
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
			"notReached: Not reached: the device's user is not in the group Finance.",
			"applies: Included through the group Laptops: the device is in it.",
			"applies: Included through the group Sales: the device's user is in it.",
			"notReached: Not reached: the device is not in the group Tablets.",
		},
	},
	{
		name: "the built-in targets", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, allUsers), include(required, allDevices)},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: Included: the app is assigned to all devices.",
			"applies: Included: the app is assigned to all users, and the device has a user.",
		},
	},
	{
		name: "a device without a user", subject: nobodysKiosk(),
		assignments: []models.Assignment{include(required, allUsers), include(required, users("Sales")), include(uninstall, devices("Kiosks"))},
		want:        Decision{Uninstall: true},
		trail: trail{
			"notReached: Not reached: this is about users, and the device has no user.",
			"notReached: Not reached: this is about users, and the device has no user.",
			"applies: Included through the group Kiosks: the device is in it.",
		},
	},
	{
		name: "a person without a device", subject: Subject{UserID: "ann", Groups: Groups{"Sales": true}},
		assignments: []models.Assignment{include(required, allDevices), include(without, users("Sales"))},
		want:        Decision{AvailableWithoutEnrollment: true},
		trail: trail{
			"notReached: Not reached: this is about devices, and there is none here.",
			"applies: Included through the group Sales: the device's user is in it.",
		},
	},
	{
		name: "a device that is not enrolled", subject: annsOwnPhone(),
		assignments: []models.Assignment{include(required, users("Sales")), include(available, allUsers), include(without, users("Contractors")), include(uninstall, allDevices)},
		want:        Decision{AvailableWithoutEnrollment: true},
		trail: trail{
			"notEnrolled: Does not apply: the device is not enrolled, and only availability without enrollment reaches such a device.",
			"notEnrolled: Does not apply: the device is not enrolled, and only availability without enrollment reaches such a device.",
			"applies: Included through the group Contractors: the device's user is in it.",
			"notEnrolled: Does not apply: the device is not enrolled, and only availability without enrollment reaches such a device.",
		},
	},
	{
		name: "an exclusion of the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allUsers), exclude(required, users("Contractors"))},
		trail: trail{
			"leftOut: Left out: the group Contractors is excluded, and the device's user is in it.",
			"leavesOut: Leaves out: the device's user is in the group Contractors.",
		},
	},
	{
		name: "a device group excluded from what users get, across kinds", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, allUsers), exclude(required, devices("Kiosks"))},
		trail: trail{
			"leftOut: Left out: the group Kiosks is excluded, and the device is in it.",
			"leavesOut: Leaves out: the device is in the group Kiosks.",
		},
	},
	{
		name: "a device group excluded from what users get, within the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allUsers), exclude(required, devices("Kiosks"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: Included: the app is assigned to all users, and the device has a user.",
			"withoutEffect: Without effect: it leaves out only what is assigned to devices, and nothing of that reaches the device with this intent.",
		},
	},
	{
		name: "a user group excluded from what devices get, within the same kind", subject: annsLaptop(), scope: models.SameKind,
		assignments: []models.Assignment{include(required, allDevices), exclude(required, users("Contractors"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: Included: the app is assigned to all devices.",
			"withoutEffect: Without effect: it leaves out only what is assigned to users, and nothing of that reaches the device with this intent.",
		},
	},
	{
		name: "an exclusion belongs to its intent", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Sales")), exclude(uninstall, users("Sales")), include(uninstall, allUsers)},
		want:        Decision{Required: true},
		trail: trail{
			"applies: Included through the group Sales: the device's user is in it.",
			"leftOut: Left out: the group Sales is excluded, and the device's user is in it.",
			"leavesOut: Leaves out: the device's user is in the group Sales.",
		},
	},
	{
		name: "an exclusion with nothing to exclude", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Finance")), exclude(required, devices("Kiosks")), exclude(required, users("Finance"))},
		trail: trail{
			"notReached: Not reached: the device's user is not in the group Finance.",
			"notReached: Not reached: the device's user is not in the group Finance.",
			"withoutEffect: Without effect: nothing that is included with this intent reaches the device, so there is nothing to leave out.",
		},
	},
	{
		name: "two exclusions: both work, the first is named", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), exclude(available, devices("Laptops")), exclude(available, devices("Kiosks"))},
		trail: trail{
			"leftOut: Left out: the group Kiosks is excluded, and the device is in it.",
			"leavesOut: Leaves out: the device is in the group Kiosks.",
			"leavesOut: Leaves out: the device is in the group Laptops.",
		},
	},
	{
		name: "an exclusion from availability without enrollment", subject: annsOwnPhone(),
		assignments: []models.Assignment{include(without, allUsers), exclude(without, users("Contractors"))},
		trail: trail{
			"leftOut: Left out: the group Contractors is excluded, and the device's user is in it.",
			"leavesOut: Leaves out: the device's user is in the group Contractors.",
		},
	},
	{
		name: "the built-in targets excluded", subject: annsLaptop(),
		assignments: []models.Assignment{include(required, users("Sales")), exclude(required, allUsers), include(uninstall, devices("Kiosks")), exclude(uninstall, allDevices)},
		trail: trail{
			"leftOut: Left out: all users are excluded, and the device has a user.",
			"leavesOut: Leaves out: all users are excluded here, and the device has a user.",
			"leftOut: Left out: all devices are excluded.",
			"leavesOut: Leaves out: all devices are excluded here.",
		},
	},
	{
		name: "required, available and uninstall at once", subject: annsLaptop(),
		assignments: []models.Assignment{include(uninstall, allUsers), include(available, users("Sales")), include(required, devices("Laptops")), include(uninstall, devices("Kiosks"))},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: Included through the group Laptops: the device is in it.",
			"applies: Included through the group Sales: the device's user is in it.",
			"overruled: Overruled: a required assignment wins over uninstall.",
			"overruled: Overruled: a required assignment wins over uninstall.",
		},
	},
	{
		name: "uninstall from both sides leaves no availability", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), include(without, allUsers), include(available, devices("Laptops")), include(uninstall, users("Contractors")), include(uninstall, allDevices)},
		want:        Decision{Uninstall: true},
		trail: trail{
			"overruled: Overruled: among assignments to devices, uninstall wins over available.",
			"overruled: Overruled: among assignments to users, uninstall wins over available.",
			"overruled: Overruled: among assignments to users, uninstall wins over available.",
			"applies: Included: the app is assigned to all devices.",
			"applies: Included through the group Contractors: the device's user is in it.",
		},
	},
	{
		name: "availability of one side is overruled, of the other not", subject: annsLaptop(),
		assignments: []models.Assignment{include(available, users("Sales")), include(available, devices("Laptops")), include(uninstall, users("Contractors"))},
		want:        Decision{Available: true, Uninstall: true},
		trail: trail{
			"applies: Included through the group Laptops: the device is in it.",
			"overruled: Overruled: among assignments to users, uninstall wins over available.",
			"applies: Included through the group Contractors: the device's user is in it.",
		},
	},
	{
		name: "availability without enrollment outlives device availability that was overruled", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, devices("Laptops")), include(uninstall, devices("Kiosks"))},
		want:        Decision{AvailableWithoutEnrollment: true, Uninstall: true},
		trail: trail{
			"overruled: Overruled: among assignments to devices, uninstall wins over available.",
			"applies: Included through the group Sales: the device's user is in it.",
			"applies: Included through the group Kiosks: the device is in it.",
		},
	},
	{
		name: "plain availability covers availability without enrollment", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, users("Contractors"))},
		want:        Decision{Available: true},
		trail: trail{
			"applies: Included through the group Contractors: the device's user is in it.",
			"overruled: Overruled: the app is available for enrolled devices, and this device is enrolled.",
		},
	},
	{
		name: "plain availability of the device covers it too", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(available, devices("Laptops"))},
		want:        Decision{Available: true},
		trail: trail{
			"applies: Included through the group Laptops: the device is in it.",
			"overruled: Overruled: the app is available for enrolled devices, and this device is enrolled.",
		},
	},
	{
		name: "required for the user next to availability without enrollment", subject: annsLaptop(),
		assignments: []models.Assignment{include(without, users("Sales")), include(required, users("Contractors"))},
		want:        Decision{Required: true},
		trail: trail{
			"applies: Included through the group Contractors: the device's user is in it.",
			"overruled: Overruled: an assignment that requires the app for the device's user wins over availability without enrollment.",
		},
	},
	{
		name: "a type whose required apps are available too", subject: annsLaptop(), rule: Rule{AlsoAvailable: true},
		assignments: []models.Assignment{include(required, devices("Laptops")), include(without, users("Sales")), include(uninstall, users("Sales"))},
		want:        Decision{Required: true, Available: true},
		trail: trail{
			"applies: Included through the group Laptops: the device is in it.",
			"overruled: Overruled: the app is available for enrolled devices, and this device is enrolled.",
			"overruled: Overruled: a required assignment wins over uninstall.",
		},
	},
	{
		name: "such a type without a required assignment", subject: annsLaptop(), rule: Rule{AlsoAvailable: true},
		assignments: []models.Assignment{include(without, users("Sales")), include(uninstall, devices("Laptops"))},
		want:        Decision{AvailableWithoutEnrollment: true, Uninstall: true},
		trail: trail{
			"applies: Included through the group Sales: the device's user is in it.",
			"applies: Included through the group Laptops: the device is in it.",
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
		decision Decision
		wished   bool
		want     models.Intent
		reason   string
	}{
		{Decision{}, true, "", "Nothing: no assignment of this app applies here."},
		{Decision{Required: true}, false, models.Required, "Required: the device installs it and keeps it."},
		{Decision{Required: true, Available: true}, true, models.Required, "Required: the device installs it and keeps it, and the Company Portal lists it."},
		{Decision{Uninstall: true}, true, models.Uninstall, "Uninstall: the device removes it if it is present."},
		{Decision{Uninstall: true, Available: true}, false, models.Uninstall, "Uninstall until somebody asks for it: the device removes it if it is present, and the Company Portal still offers it."},
		{Decision{Uninstall: true, Available: true}, true, models.Available, "Available: somebody asked for it in the Company Portal, and that wins over uninstall."},
		{Decision{Uninstall: true, AvailableWithoutEnrollment: true}, true, models.AvailableWithoutEnrollment, "Available: somebody asked for it in the Company Portal, and that wins over uninstall."},
		{Decision{Available: true}, false, models.Available, "Available: the Company Portal offers it, and it is installed when somebody asks."},
	}
	for _, tt := range tests {
		got, reason := tt.decision.Intent(tt.wished)
		if got != tt.want || reason.String() != tt.reason {
			t.Errorf("%+v, wished %t: %q, %q; want %q, %q", tt.decision, tt.wished, got, reason, tt.want, tt.reason)
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
