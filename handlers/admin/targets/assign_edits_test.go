package targets_test

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/views/link"
)

// assigned lists an app's assignments as "required Sales".
func (y *yard) assigned(t *testing.T, app models.App) []string {
	t.Helper()
	lines, err := y.Assignments(y.ctx, app.ID)
	admintest.NoError(t, err)
	var list []string
	for _, l := range lines {
		list = append(list, string(l.Intent)+" "+cmp.Or(l.GroupName, string(l.Target)))
	}
	return list
}

func TestManyAssignmentsHaveAShortAddress(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	for i := range 197 {
		y.group(t, fmt.Sprintf("Team %03d", i))
	}
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Press("+ Add all devices, Required") })
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	for i := range 197 {
		b.Check(fmt.Sprintf("Team %03d 0 users", i))
	}
	b.Check("Leavers 1 user")
	b.Check("Sales 2 users")
	b.Press("Select groups")
	if len(b.URL()) > 100 {
		t.Errorf("the address has %d characters", len(b.URL()))
	}
	b.WithinRow("Team 196", func() { b.Press("Exclude Team 196") })
	b.WithinRow("Team 196", func() { b.See("Excluded") })
	b.Press("Save")
	if got := y.assigned(t, y.app); len(got) != 200 {
		t.Errorf("%d assignments were saved", len(got))
	}
}

func TestChangesAreLeftAndResumed(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.ApplicationManager)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")

	other := y.As(models.HelpDeskOperator)
	other.Visit(link.AppSection(string(y.app.ID), "properties"))
	other.See("has unsaved changes")
	other.Visit(link.Assignments(string(y.app.ID)))
	other.See("has unsaved changes")
	other.DontSee("Unsaved changes")
	other.Visit(b.URL())
	other.Status(http.StatusForbidden)

	again := y.As(models.ApplicationManager) // another browser
	again.Visit(link.AppSection(string(y.app.ID), "properties"))
	again.See("Not assigned")
	again.Click("You have unsaved changes. Last change: just now")
	again.WithinRow("Sales", func() { again.See("Included") })
	again.Visit(link.AssignmentEdits())
	again.Click(y.app.Name)
	again.Visit(link.Assignments(string(y.app.ID)))
	again.See("Unsaved changes")
	again.Press("Save")
	again.See("were saved")
	if got := y.assigned(t, y.app); !slices.Equal(got, []string{"required Sales"}) {
		t.Errorf("saved %v", got)
	}
	again.Visit(link.AssignmentEdits())
	again.See("No unsaved changes")
}

func TestChangesAreDiscarded(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.See("Cancel")
	b.WithinGroup("Required", func() { b.Press("+ Add all devices, Required") })
	b.Press("Discard changes")
	b.See("Your changes were discarded")
	b.See("Not assigned")
	b.Visit(link.Assignments(string(y.app.ID)))
	b.DontSee("Unsaved changes")
}

// Two people edit one app: the second sees what the first saved, and nothing of either is lost.
func TestConflictShowsBoth(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Press("+ Add all devices, Required") })
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Uninstall, Mode: models.Include, Target: models.TargetGroup, GroupID: y.leavers.ID}}))
	b.Press("Save")
	b.Status(http.StatusConflict)
	b.See("Uninstall: Leavers")
	b.WithinRow("All devices", func() { b.See("Included") })
	b.DontSee("Remove Leavers")
	b.Press("Apply my changes")
	b.Status(http.StatusOK)
	b.WithinRow("Leavers", func() { b.See("Included") })
	b.WithinRow("All devices", func() { b.See("Included") })
	b.DontSee("Another administrator changed")
	b.Press("Save")
	if got := y.assigned(t, y.app); !slices.Equal(got, []string{"required allDevices", "uninstall Leavers"}) {
		t.Errorf("saved %v", got)
	}
}

func TestConflictIsSettledByTakingOver(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Press("+ Add all devices, Required") })
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID}}))
	b.Reload()
	b.See("Another administrator changed the assignments")
	b.Press("Use the saved assignments")
	b.WithinRow("Sales", func() { b.See("Included") })
	b.DontSee("Remove All devices")
	b.DontSee("Unsaved changes")
}

// What the editor does not change, such as settings, stays with an assignment that is switched.
func TestSwitchedAssignmentKeepsItsSettings(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	quiet := models.NewSettings(map[string]string{"notifications": "none"})
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID, Settings: quiet},
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.leavers.ID, Settings: quiet}}))
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinRow("Sales", func() { b.Press("Exclude Sales") })
	b.WithinRow("Leavers", func() { b.Press("Remove Leavers") })
	b.Press("Save")
	lines, err := y.Assignments(y.ctx, y.app.ID)
	admintest.NoError(t, err)
	if len(lines) != 1 || lines[0].Mode != models.Exclude || lines[0].Settings != quiet {
		t.Errorf("saved %+v", lines)
	}
}

func TestSeveralAppsAreAssignedAtOnce(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	second := y.publish(t, "webApp")
	admintest.NoError(t, y.AssignApp(y.ctx, second.ID, second.Version, []models.DraftAssignment{
		{Intent: models.Uninstall, Mode: models.Include, Target: models.TargetGroup, GroupID: y.leavers.ID}}))
	b := y.As(models.Administrator)
	b.Visit(link.Apps())
	b.Click("Assign apps")
	b.Press("Edit assignments")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Select one or more apps")
	b.Check(y.app.Name + " " + typeName(y.app))
	b.Check(second.Name + " " + typeName(second))
	b.Press("Edit assignments")
	b.See("Assignments of 2 apps")
	b.DontSee("Remove Leavers")
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.See("Unsaved changes")
	b.Press("Save")
	if got := y.assigned(t, y.app); !slices.Equal(got, []string{"required Sales"}) {
		t.Errorf("the first: %v", got)
	}
	if got := y.assigned(t, second); !slices.Equal(got, []string{"required Sales", "uninstall Leavers"}) {
		t.Errorf("the second keeps what it has besides: %v", got)
	}
}

// A clash with what one of several apps has besides names that app.
func TestSeveralAppsNameTheOneThatClashes(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	other := y.publish(t, "webApp")
	admintest.NoError(t, y.AssignApp(y.ctx, other.ID, other.Version, []models.DraftAssignment{
		{Intent: models.Uninstall, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID}}))
	e, err := y.EditAssignments(y.Fixture.As(t, models.Administrator), []models.Object{models.AppOf(y.app.ID), models.AppOf(other.ID)})
	admintest.NoError(t, err)
	b := y.As(models.Administrator)
	b.Visit(link.AssignmentEdit(string(e.ID)))
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.Press("Save")
	b.Status(http.StatusUnprocessableEntity)
	b.See(other.Name + ": The group Sales already has another intent")
}

// A draft's assignments are edited in the same editor; the draft is the row that keeps them.
func TestDraftHasTheSameEditor(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	def, _ := apptype.Get("webApp")
	d, err := y.AddDraft(y.ctx, def.Entry.ID)
	admintest.NoError(t, err)
	_, err = y.SaveDraft(y.ctx, d.ID, d.Version, store.DraftAnswers{Step: def.Steps[0].Key, Form: def.Example})
	admintest.NoError(t, err)
	b := y.As(models.Administrator)
	b.Visit(link.DraftStep(string(d.ID), store.AssignmentsStep))
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.WithinRow("Sales", func() { b.Press("Exclude Sales") })
	b.WithinRow("Sales", func() { b.See("Excluded") })
	kept, err := y.Draft(y.ctx, d.ID)
	admintest.NoError(t, err)
	if len(kept.Assigned) != 1 || kept.Assigned[0].Mode != models.Exclude {
		t.Errorf("kept %+v", kept.Assigned)
	}
}

func typeName(app models.App) string {
	d, _ := apptype.Get(app.Type)
	return d.Name
}
