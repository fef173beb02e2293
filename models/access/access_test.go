package access

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

// matrix is what the table comes to, so that a change of rights is seen as a change of this text.
// Columns: Administrator, Application Manager, Help Desk Operator, Read Only Operator, User.
const matrix = `
addDevices        any  own  own  own  own
askForApps        own  own  own  own  own
assignApps        any  any  any  -    -
deleteApps        any  any  -    -    -
editAssignments   own  own  own  -    -
enrollDevices     any  own  any  own  own
manageAccount     own  own  own  own  own
manageApps        any  any  -    -    -
manageCategories  any  any  -    -    -
manageDevices     any  -    -    -    -
manageDrafts      any  any  -    -    -
manageGroups      any  -    -    -    -
manageSessions    any  own  own  own  own
manageSettings    any  -    -    -    -
manageUsers       any  -    -    -    -
readApps          any  any  any  any  -
readAudit         any  -    any  any  -
readCategories    any  any  any  any  -
readDevices       any  any  any  any  own
readGroups        any  any  any  any  -
readUsers         any  any  any  any  own
relateApps        any  any  -    -    -
retireDevices     any  own  any  own  own
retryInstalls     any  any  any  -    -
useAdminPortal    any  any  any  any  -
usePortal         any  any  any  any  any
`

// actions lists every action in alphabetical order.
func actions() []Action { return slices.Sorted(maps.Keys(table)) }

const self, other = models.ID("self"), models.ID("other")

func actor(role models.Role) models.Actor { return models.Actor{UserID: self, Role: role} }

// reach asks May about somebody else's, nobody's and the actor's own object.
func reach(t *testing.T, role models.Role, action Action) string {
	t.Helper()
	anything := May(actor(role), action, Object{OwnerID: other}) == nil
	nobodys := May(actor(role), action, Object{}) == nil
	own := May(actor(role), action, Object{OwnerID: self}) == nil
	if anything != nobodys || anything && !own {
		t.Errorf("%s %s: somebody else's %t, nobody's %t, own %t do not fit together", role, action, anything, nobodys, own)
	}
	if r := RightsOf(actor(role)); r.Can(action) != anything || r.CanOwn(action) != own || slices.Contains(Roles(action), role) != anything {
		t.Errorf("%s %s: Rights and Roles do not say what May says", role, action)
	}
	if scope, err := Visible(actor(role), action, ""); (err == nil) != anything || scope.Everything != anything {
		t.Errorf("%s %s: all are visible as %v, %v", role, action, scope, err)
	}
	if scope, err := Visible(actor(role), action, self); (err == nil) != own || own && !anything && scope != (Scope{OwnerID: self}) {
		t.Errorf("%s %s: their own are visible as %v, %v", role, action, scope, err)
	}
	if _, err := Visible(actor(role), action, other); (err == nil) != anything {
		t.Errorf("%s %s: those of somebody else are visible: %v", role, action, err)
	}
	switch {
	case anything:
		return "any"
	case own:
		return "own"
	default:
		return "-"
	}
}

func TestTheTableIsAsAgreed(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n")
	for _, action := range actions() {
		line := fmt.Sprintf("%-18s", action)
		for _, role := range models.Roles {
			line += fmt.Sprintf("%-5s", reach(t, role, action))
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if diff := cmp.Diff(matrix, b.String()); diff != "" {
		t.Errorf("rights changed (-agreed +now):\n%s", diff)
	}
}

func TestAdministratorsHaveEveryAction(t *testing.T) {
	for _, action := range actions() {
		if !RightsOf(actor(models.Administrator)).CanOwn(action) {
			t.Errorf("no Administrator may %s", action)
		}
	}
}

func TestNobodyMayDoNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		action := rapid.SampledFrom(actions()).Draw(t, "action")
		role := rapid.SampledFrom(append([]models.Role{""}, models.Roles...)).Draw(t, "role")
		owner := rapid.SampledFrom([]models.ID{"", self}).Draw(t, "owner")
		err := May(models.Actor{Role: role}, action, Object{OwnerID: owner})
		if err == nil || models.KindOf(err) != models.KindUnauthenticated {
			t.Fatalf("nobody with role %q may %s: %v", role, action, err)
		}
	})
}

func TestUnknownRolesAndActionsAreRefused(t *testing.T) {
	for _, action := range actions() {
		if err := May(actor("owner"), action, Object{OwnerID: self}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("an unknown role on %s: %v", action, err)
		}
	}
	if err := May(actor(models.Administrator), "launchRockets", Object{}); models.KindOf(err) != models.KindForbidden {
		t.Errorf("an unknown action: %v", err)
	}
}

func TestTheServerMayDoEverything(t *testing.T) {
	for _, action := range actions() {
		if err := May(models.Actor{System: true}, action, Object{OwnerID: other}); err != nil {
			t.Errorf("the server may not %s: %v", action, err)
		}
	}
}

// A refusal says which permission is missing, each in its own words, and its cause says it for the log.
func TestRefusalsSayWhichPermissionIsMissing(t *testing.T) {
	said := map[string]Action{}
	for _, action := range actions() {
		text := table[action].missing.String()
		if before, twice := said[text]; twice {
			t.Errorf("%s and %s are refused with the same words: %q", before, action, text)
		}
		said[text] = action
		if action != UsePortal && !strings.HasPrefix(text, "You need permission to ") {
			t.Errorf("%s is refused with %q", action, text)
		}
		object := Object{Kind: DeviceKind, ID: "7", OwnerID: "owner"}
		err := May(models.Actor{UserID: "owner", Role: "unknown"}, action, object)
		if refused, ok := errors.AsType[*models.Error](err); !ok || refused.Text.String() != text {
			t.Errorf("%s: an unknown role reads %v", action, err)
		}
		if cause, ok := errors.AsType[Refusal](err); !ok || cause != (Refusal{action, object, NotPermitted}) {
			t.Errorf("%s: the cause is %v", action, cause)
		}
	}
}

func TestWhatIsOnesOwnNeedsItsOwner(t *testing.T) {
	err := May(actor(models.Administrator), ManageAccount, Object{OwnerID: other})
	if models.KindOf(err) != models.KindForbidden || !strings.Contains(err.Error(), "Only the owner can do this") {
		t.Errorf("somebody else's account: %v", err)
	}
}

func TestRolesIsACopy(t *testing.T) {
	Roles(ReadApps)[0] = models.PortalUser
	if !RightsOf(actor(models.Administrator)).Can(ReadApps) || RightsOf(actor(models.PortalUser)).Can(ReadApps) {
		t.Error("changing what Roles returned changed the table")
	}
}

// A device of the organization is not its user's to remove; whoever may retire any device may retire it.
func TestCorporateDevicesAreNotTheirUsersToRetire(t *testing.T) {
	for _, role := range models.Roles {
		for _, ownership := range []models.Ownership{models.Corporate, models.Personal} {
			d := models.Device{ID: "1", PrimaryUserID: self, Ownership: ownership}
			err := May(actor(role), RetireDevices, Device(d))
			allowed := ownership == models.Personal || RightsOf(actor(role)).Can(RetireDevices)
			if (err == nil) != allowed {
				t.Errorf("%s, own %s device: %v", role, ownership, err)
			}
			if cause, ok := errors.AsType[Refusal](err); err != nil && (!ok || cause.Reason != NotPersonal) {
				t.Errorf("%s: the cause is %v", role, cause)
			}
			if err := May(actor(role), AskForApps, Device(d)); err != nil {
				t.Errorf("%s may not install apps on the own %s device: %v", role, ownership, err)
			}
		}
	}
}
