package access

import (
	"fmt"
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
enrolDevices      any  own  any  own  own
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

const self, other = models.ID("self"), models.ID("other")

func actor(role models.Role) models.Actor { return models.Actor{UserID: self, Role: role} }

// reach asks Can about somebody else's, nobody's and the actor's own object.
func reach(t *testing.T, role models.Role, action Action) string {
	t.Helper()
	anything := Can(actor(role), action, Object{OwnerID: other}) == nil
	nobodys := Can(actor(role), action, Object{}) == nil
	own := Can(actor(role), action, Object{OwnerID: self}) == nil
	if anything != nobodys || anything && !own {
		t.Errorf("%s %s: somebody else's %t, nobody's %t, own %t do not fit together", role, action, anything, nobodys, own)
	}
	if Allowed(role, action) != anything || AllowedOwn(role, action) != own || slices.Contains(Roles(action), role) != anything {
		t.Errorf("%s %s: Allowed, AllowedOwn and Roles do not say what Can says", role, action)
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
	for _, action := range Actions() {
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
	for _, action := range Actions() {
		if !AllowedOwn(models.Administrator, action) {
			t.Errorf("no Administrator may %s", action)
		}
	}
}

func TestNobodyMayDoNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		action := rapid.SampledFrom(Actions()).Draw(t, "action")
		role := rapid.SampledFrom(append([]models.Role{""}, models.Roles...)).Draw(t, "role")
		owner := rapid.SampledFrom([]models.ID{"", self}).Draw(t, "owner")
		err := Can(models.Actor{Role: role}, action, Object{OwnerID: owner})
		if err == nil || models.KindOf(err) != models.KindUnauthenticated {
			t.Fatalf("nobody with role %q may %s: %v", role, action, err)
		}
	})
}

func TestUnknownRolesAndActionsAreRefused(t *testing.T) {
	for _, action := range Actions() {
		if err := Can(actor("owner"), action, Object{OwnerID: self}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("an unknown role on %s: %v", action, err)
		}
	}
	if err := Can(actor(models.Administrator), "launchRockets", Object{}); models.KindOf(err) != models.KindForbidden {
		t.Errorf("an unknown action: %v", err)
	}
}

func TestTheServerMayDoEverything(t *testing.T) {
	for _, action := range Actions() {
		if err := Can(models.Actor{System: true}, action, Object{OwnerID: other}); err != nil {
			t.Errorf("the server may not %s: %v", action, err)
		}
	}
}

// A refusal names exactly the roles that would have been accepted.
func TestRefusalsNameTheRoles(t *testing.T) {
	for _, action := range Actions() {
		err := Can(actor(models.PortalUser), action, Object{OwnerID: other})
		roles := Roles(action)
		if err == nil || len(roles) == 0 {
			continue
		}
		named, _, _ := strings.Cut(err.Error(), ". ")
		for _, role := range models.Roles {
			if got, want := strings.Contains(named, role.Name()), slices.Contains(roles, role); got != want {
				t.Errorf("%s: %q names %s: %t, want %t", action, named, role.Name(), got, want)
			}
		}
	}
}

func TestWhatIsOnesOwnNeedsItsOwner(t *testing.T) {
	err := Can(actor(models.Administrator), ManageAccount, Object{OwnerID: other})
	if models.KindOf(err) != models.KindForbidden || !strings.Contains(err.Error(), "belongs to somebody else") {
		t.Errorf("somebody else's account: %v", err)
	}
}

func TestRolesIsACopy(t *testing.T) {
	Roles(ReadApps)[0] = models.PortalUser
	if !Allowed(models.Administrator, ReadApps) || Allowed(models.PortalUser, ReadApps) {
		t.Error("changing what Roles returned changed the table")
	}
}
