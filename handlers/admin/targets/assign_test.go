package targets_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/views/link"
)

// yard is a site with one app, two groups and two people who have a phone each; Anna is in both groups, Bram in Sales.
type yard struct {
	*handlertest.Site
	ctx            context.Context
	app            models.App
	sales, leavers models.Group
	annas          models.Device
}

func newYard(t *testing.T, appType string) *yard {
	t.Helper()
	y := &yard{Site: handlertest.New(t)}
	y.ctx = y.Fixture.As(t, models.Administrator)
	y.app = y.publish(t, appType)
	y.sales, y.leavers = y.group(t, "Sales"), y.group(t, "Leavers")
	anna, phone := y.person(t, "Anna")
	bram, _ := y.person(t, "Bram")
	y.annas = phone
	admintest.NoError(t, y.AddMember(y.ctx, y.sales.ID, anna.ID, bram.ID))
	admintest.NoError(t, y.AddMember(y.ctx, y.leavers.ID, anna.ID))
	return y
}

// publish makes the type's example an app.
func (y *yard) publish(t *testing.T, appType string) models.App {
	t.Helper()
	def, _ := apptype.Get(appType)
	d, err := y.AddDraft(y.ctx, def.Entry.ID)
	admintest.NoError(t, err)
	d, err = y.SaveDraft(y.ctx, d.ID, d.Version, store.DraftAnswers{Step: def.Steps[0].Key, Form: def.Example})
	admintest.NoError(t, err)
	a, err := y.PublishDraft(y.ctx, d.ID, d.Version)
	admintest.NoError(t, err)
	return a
}

func (y *yard) group(t *testing.T, name string) models.Group {
	t.Helper()
	g, err := y.AddGroup(y.ctx, field.Form{"name": {name}, "kind": {string(models.UserGroup)}})
	admintest.NoError(t, err)
	return g
}

func (y *yard) person(t *testing.T, name string) (models.User, models.Device) {
	t.Helper()
	u, err := y.AddUser(y.ctx, field.Form{"name": {name}, "email": {name + "@yard.example"}, "password": {"warehouse door 7"}, "role": {string(models.PortalUser)}})
	admintest.NoError(t, err)
	d, err := y.AddDevice(y.ctx, models.Device{Name: name + "'s phone", Platform: models.Android, OSVersion: "14",
		Ownership: models.Corporate, PrimaryUserID: u.ID, Enrolled: true})
	admintest.NoError(t, err)
	return u, d
}

func TestAssignmentsAreEditedPreviewedAndSaved(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.HelpDeskOperator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.See("Unsaved changes")
	b.WithinRow("Sales", func() { b.See("Included"); b.See("2 users") })
	b.See("2 devices")

	b.WithinGroup("Uninstall", func() { b.Click("+ Add group, Uninstall") })
	b.Check("Leavers 1 user")
	b.Press("Select groups")
	b.See("Required wins over Uninstall")
	b.See("Anna")
	b.See("1 user or device is in Sales (Required) and Leavers (Uninstall), and keeps the app.")

	b.WithinRow("Leavers", func() { b.Press("Exclude Leavers") })
	b.WithinRow("Leavers", func() { b.See("Excluded") })
	b.WithinRow("Leavers", func() { b.Press("Remove Leavers") })
	b.DontSee("Leavers")
	b.Press("Save")
	lines, err := y.Assignments(y.ctx, y.app.ID)
	admintest.NoError(t, err)
	if len(lines) != 1 || lines[0].GroupName != "Sales" || lines[0].Intent != models.Required {
		t.Errorf("saved %+v", lines)
	}
}

func TestAGroupInTwoIntentsIsRefusedWhereItIsChosen(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.ApplicationManager)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Click("+ Add group, Required") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.WithinGroup("Uninstall", func() { b.Click("+ Add group, Uninstall") })
	b.Check("Sales 2 users")
	b.Press("Select groups")
	b.Status(http.StatusUnprocessableEntity)
	b.See("The group Sales already has another intent")
}

func TestAllUsersIsOfferedUntilItIsThere(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Available for enrolled devices", func() {
		b.DontSee("+ Add all devices")
		b.Press("+ Add all users, Available for enrolled devices")
	})
	b.WithinRow("All users", func() { b.See("Included") })
	b.DontSee("+ Add all users")
}

func TestTwoPeopleEditOneAppsAssignments(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.WithinGroup("Required", func() { b.Press("+ Add all devices, Required") })
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID}}))
	b.Press("Save")
	b.Status(http.StatusConflict)
	b.See("Another administrator changed the assignments")
	b.WithinRow("All devices", func() { b.See("Included") })
}

func TestReadersSeeAssignmentsAndChangeNothing(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.ReadOnlyOperator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.See("Impact preview")
	b.DontSee("Add group")
	b.DontSee("Save")
}

// A filter and settings are shown wherever an assignment is, and nothing stands in their place when there are none.
func TestFilterAndSettingsAreShownWhenThereAreAny(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	plain := models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID}
	pages := []string{link.Assignments(string(y.app.ID)), link.AppSection(string(y.app.ID), "properties"), link.DeviceApp(string(y.annas.ID), string(y.app.ID))}
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{plain}))
	y.app.Version++
	b := y.As(models.ReadOnlyOperator)
	for _, page := range pages {
		b.Visit(page)
		b.See("Sales")
		b.DontSee("Filter:")
		b.DontSee("Settings:")
	}
	set := plain
	set.FilterID, set.Settings = models.NewID(), models.NewSettings(map[string]string{"restart": "no", "notifications": "none"})
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{set}))
	for _, page := range pages {
		b.Visit(page)
		b.See("Filter: " + string(set.FilterID))
		b.See("Settings: notifications: none, restart: no")
	}
}

func TestWhyExplains(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID},
		{Intent: models.Uninstall, Mode: models.Include, Target: models.TargetGroup, GroupID: y.leavers.ID}}))
	b := y.As(models.HelpDeskOperator)
	b.Visit(link.DeviceApp(string(y.annas.ID), string(y.app.ID)))
	b.See("Why does " + y.annas.Name + " get " + y.app.Name + "?")
	b.See("Included: the device's user is in the group Sales.")
	b.See("Overridden: Required takes precedence over Uninstall.")
	b.See("Required: the device installs and keeps the app.")
	b.DontSee("Retry")
}

func TestWhySaysWhatWentWrong(t *testing.T) {
	y := newYard(t, "androidStoreApp")
	pc := admintest.AddInstall(t, y.Site, y.app, "PC-1", "", models.StateFailed, 1603)
	b := y.As(models.HelpDeskOperator)
	b.Visit(link.DeviceApp(string(pc.ID), string(y.app.ID)))
	b.See("Windows Installer failed with a fatal error")
	b.DontSee("error 1603")
	b.Within("details", func() { b.See("1603") })
	b.See("Why does PC-1 not get " + y.app.Name + "?")
}

// What happens next is about this app, not about the moment at which the device is looked at for another one.
func TestWhySaysWhatReallyHappensNext(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	admintest.NoError(t, y.AssignApp(y.ctx, y.app.ID, y.app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID}}))
	tomorrow := y.Clock.Now().Add(24 * time.Hour)
	install := models.Install{AppID: y.app.ID, DeviceID: y.annas.ID, Wanted: models.Required, State: models.StateNotInstalled, Reason: reason.RemovedOrReplaced.Of(tomorrow)}
	y.AddInstall(t, install)
	y.Clock.Pass(time.Minute)
	b := y.As(models.HelpDeskOperator)
	b.Visit(link.DeviceApp(string(y.annas.ID), string(y.app.ID)))
	b.DontSee("Evaluated again at its next check-in.")
	b.Press("Retry at next check-in")
	b.See("Evaluated again at its next check-in.")
	b.DontSee("Evaluated again at the first check-in after")
	b.DontSee("Retry at next check-in")
}

func TestStoreAppsNameTheAccountPeopleNeed(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.DontSee("Google account")
	b.Press("+ Add all users, Required")
	b.See("People need a Google account to install this app from Google Play.")
}

func TestExcludedUninstallSaysThatTheAppIsKept(t *testing.T) {
	t.Parallel()
	y := newYard(t, "androidStoreApp")
	app, err := y.App(y.ctx, y.app.ID)
	admintest.NoError(t, err)
	admintest.NoError(t, y.AssignApp(y.ctx, app.ID, app.Version, []models.DraftAssignment{
		{Intent: models.Uninstall, Mode: models.Include, Target: models.TargetGroup, GroupID: y.sales.ID},
		{Intent: models.Uninstall, Mode: models.Exclude, Target: models.TargetGroup, GroupID: y.leavers.ID}}))
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(app.ID)))
	b.WithinRow("Leavers", func() { b.See("Keeps the app") })
	b.WithinRow("Sales", func() { b.DontSee("Keeps the app") })
}

// Source document: people with a personally owned work profile need a browser to open links.
func TestWebLinkWarnsOfWorkProfilesWithoutABrowser(t *testing.T) {
	t.Parallel()
	y := newYard(t, "webApp")
	u, err := y.AddUser(y.ctx, field.Form{"name": {"Carla"}, "email": {"carla@yard.example"}, "password": {"warehouse door 7"}, "role": {string(models.PortalUser)}})
	admintest.NoError(t, err)
	_, err = y.AddDevice(y.ctx, models.Device{Name: "Own phone", Platform: models.AndroidEnterprise, OSVersion: "14", Ownership: models.Personal, PrimaryUserID: u.ID, Enrolled: true})
	admintest.NoError(t, err)
	b := y.As(models.Administrator)
	b.Visit(link.Assignments(string(y.app.ID)))
	b.Press("+ Add all users, Required")
	b.See("These personally owned work profiles cannot open the link. Assign a browser to them.")
}
