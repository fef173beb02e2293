package company_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// companySite is a site with one app and a person who has an enrolled phone.
type companySite struct {
	*handlertest.Site
	ctx   context.Context
	app   models.App
	user  models.User
	phone models.Device
}

func newCompanySite(t *testing.T, appType string, intent models.Intent) *companySite {
	t.Helper()
	s := &companySite{Site: handlertest.New(t)}
	s.ctx = s.Fixture.As(t, models.Administrator)
	s.user = s.Person(t, models.PortalUser)
	s.phone = s.device(t, "Work phone", true)
	s.app = s.publish(t, appType)
	s.assign(t, intent)
	return s
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *companySite) device(t *testing.T, name string, enrolled bool) models.Device {
	t.Helper()
	d, err := s.AddDevice(s.ctx, models.Device{Name: name, Platform: models.Android, OSVersion: "14", Ownership: models.Personal,
		PrimaryUserID: s.user.ID, Enrolled: enrolled})
	noError(t, err)
	return d
}

// publish makes the type's example an app.
func (s *companySite) publish(t *testing.T, appType string) models.App {
	t.Helper()
	def, _ := apptype.Get(appType)
	d, err := s.AddDraft(s.ctx, def.Entry.ID)
	noError(t, err)
	d, err = s.SaveDraft(s.ctx, d.ID, d.Version, store.DraftAnswers{Step: def.Steps[0].Key, Form: def.Example})
	noError(t, err)
	a, err := s.PublishDraft(s.ctx, d.ID, d.Version)
	noError(t, err)
	return a
}

// assign gives the app to all users with one intent.
func (s *companySite) assign(t *testing.T, intent models.Intent) {
	t.Helper()
	a, err := s.App(s.ctx, s.app.ID)
	noError(t, err)
	noError(t, s.AssignApp(s.ctx, a.ID, a.Version, []models.DraftAssignment{{Intent: intent, Mode: models.Include, Target: models.TargetAllUsers}}))
}

func (s *companySite) open() *webtest.Browser { return s.As(models.PortalUser) }

func TestAPersonAsksForAnApp(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.Visit(link.Company())
	b.See("For Work phone, Android 14")
	b.Visit(link.CompanyApps())
	b.Fill("Search apps", "parcel")
	b.Click(s.app.Name)
	b.Press("Install " + s.app.Name)
	b.See("Waiting for check-in")
	b.DontSee("Install " + s.app.Name)
	b.Visit(link.CompanyInstalled())
	b.See(s.app.Name)
	b.See("Optional")
	d, err := s.Device(s.ctx, s.phone.ID)
	noError(t, err)
	if d.NextDueAt == nil {
		t.Error("the next check-in would plan nothing")
	}
}

func TestARequiredAppIsShownAsSuch(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Required)
	b := s.open()
	b.Visit(link.Company())
	b.See("Required by")
	b.Visit(link.CompanyApp(string(s.app.ID)))
	b.See("Waiting for check-in")
	b.DontSee("Uninstall")
}

func TestAPersonReadsWhyAnAppFailed(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Required)
	s.AddInstall(t, models.Install{AppID: s.app.ID, DeviceID: s.phone.ID, State: models.StateFailed, ErrorCode: 1603, Wanted: models.Required,
		Reason: reason.DeviceError.Of(1603, time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC))})
	b := s.open()
	b.Visit(link.CompanyApp(string(s.app.ID)))
	b.See("Something went wrong. Your device retries after 30 Nov 2026 12:00 UTC.")
	b.Within("details.failure-code", func() { b.See("1603") })
}

func TestAPersonReplacesAnotherVersion(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	s.AddInstall(t, models.Install{AppID: s.app.ID, DeviceID: s.phone.ID, State: models.StateInstalled, Wanted: models.Available, Reason: reason.OtherVersionPresent})
	s.Clock.Pass(time.Minute)
	b := s.open()
	b.Visit(link.CompanyApp(string(s.app.ID)))
	b.See("Your device has a different version. Install the app to replace it.")
	b.Press("Install " + s.app.Name)
	b.See("Waiting for check-in")
}

func TestARefusalSpeaksToThePerson(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.Visit(link.CompanyApp(string(s.app.ID)))
	def, _ := apptype.Get(s.app.Type)
	form := def.FormOf(s.app)
	form["minimumSupportedOperatingSystem"] = []string{"15.0"}
	app, err := s.App(s.ctx, s.app.ID)
	noError(t, err)
	noError(t, s.EditApp(s.ctx, app.ID, app.Version, store.AppEdit{Section: def.Steps[0].Sections[0].Key, Form: form}))
	b.Press("Install " + s.app.Name)
	b.See("This app needs Android 15.0 or later. Your device has 14.")
}

// The question before uninstalling is not asked where the answer could only be no.
func TestWhatPeopleCannotUninstallIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		appType string
		intent  models.Intent
		because string
	}{
		{"androidStoreApp", models.Required, "Your organization requires %s. Contact your administrator if you do not need it."},
		{"webApp", models.Available, "%s is a web page, so there is nothing to install or uninstall. Open it in the browser."},
		{"androidStoreApp", models.Available, "%s cannot be uninstalled from the Company Portal. Contact your administrator if you do not need it."},
	} {
		s := newCompanySite(t, tt.appType, tt.intent)
		b := s.open()
		b.Visit(link.CompanyUninstall(string(s.app.ID)))
		b.Status(http.StatusConflict)
		b.See("Nothing was changed")
		b.See(fmt.Sprintf(tt.because, s.app.Name))
		b.DontSee("Uninstall " + s.app.Name + "?")
		b.Click("Apps")
		b.AtPath(link.CompanyApps())
	}
}

// Buttons that stand with many apps are told apart, in each language's order of words.
func TestInstallButtonsNameTheirApp(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.SetHeader("Accept-Language", "nl")
	b.Visit(link.CompanyApp(string(s.app.ID)))
	b.Press(s.app.Name + " installeren")
	b.See("Wacht op inchecken")
}

// A request that does not say for which device is refused with a whole sentence.
func TestARequestWithoutADevice(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.Visit(link.CompanyApp(string(s.app.ID)))
	b.Doc().Find("input[name=device]").SetAttr("value", "")
	b.Press("Install " + s.app.Name)
	b.Status(http.StatusNotFound)
	b.See("This link is incomplete. Check the link, or start from the list.")
}

func TestAWebLinkIsOpened(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "webApp", models.Available)
	b := s.open()
	b.Visit(link.CompanyApp(string(s.app.ID)))
	if href, _ := b.Doc().Find(".cp-action a").Attr("href"); href != "https://expenses.example.com/" {
		t.Errorf("Open leads to %q", href)
	}
	b.Visit(link.CompanyInstalled())
	b.See("Open")
}

func TestAnUnenrolledDeviceGetsTheStore(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.AvailableWithoutEnrollment)
	b := s.open()
	b.Visit(link.CompanyDevices())
	b.Click("Add device")
	b.Fill("Name", "Own phone")
	b.Select("Platform", "Android")
	b.Press("Add device")
	b.See("Own phone was added.")
	b.WithinRow("Own phone", func() { b.See("Not enrolled") })
	b.Click("Own phone Android")
	b.See("Own phone is not enrolled")
	b.Click(s.app.Name)
	b.See("Open in store")
}

func TestADeviceWithoutANameIsRefused(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.Visit(link.CompanyNewDevice())
	b.Press("Add device")
	b.Status(http.StatusUnprocessableEntity)
}

func TestAPersonEnrollsAndRemovesADevice(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	b := s.open()
	b.Visit(link.CompanyDevices())
	b.Press("Enroll device")
	b.See("Your enrollment token")
	b.Visit(link.CompanyDevices())
	b.DontSee("Your enrollment token")
	b.WithinRow("Work phone", func() { b.Click("Remove Work phone") })
	b.See("Your organization stops managing this device")
	b.Press("Remove device")
	b.See("Work phone is no longer managed by your organization.")
	d, err := s.Device(s.ctx, s.phone.ID)
	noError(t, err)
	if d.Enrolled {
		t.Error("the device is still enrolled")
	}
}

// What belongs to the organization is not the person's to remove, on the page, by a link that is kept or by a form that is made up.
func TestAPersonRemovesNoCorporateDevice(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	theirs, err := s.AddDevice(s.ctx, models.Device{Name: "Shop scanner", Platform: models.Android, OSVersion: "14", Ownership: models.Corporate,
		PrimaryUserID: s.user.ID, Enrolled: true})
	noError(t, err)
	b := s.open()
	b.Visit(link.CompanyDevices())
	b.WithinRow("Shop scanner", func() {
		b.See("Managed by your organization")
		b.DontSee("Remove")
	})
	b.WithinRow("Work phone", func() { b.DontSee("Managed by your organization") })
	b.Visit(link.CompanyRetire(string(theirs.ID)))
	b.Status(http.StatusForbidden)
	b.See("This device belongs to your organization")
	for what, verb := range map[string]func() error{
		"retire": func() error { return s.RetireDevice(s.Fixture.As(t, models.PortalUser), theirs.ID) },
		"delete": func() error { return s.DeleteDevice(s.Fixture.As(t, models.PortalUser), theirs.ID) },
	} {
		if err := verb(); models.KindOf(err) != models.KindForbidden {
			t.Errorf("%s: %v", what, err)
		}
	}
	if d, err := s.Device(s.ctx, theirs.ID); err != nil || !d.Enrolled {
		t.Errorf("the device is %+v, %v", d, err)
	}
	noError(t, s.RetireDevice(s.Fixture.As(t, models.HelpDeskOperator), theirs.ID))
}

func TestAPersonWithoutADeviceIsToldWhatToDo(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	b := site.As(models.PortalUser)
	for _, page := range []string{link.Company(), link.CompanyApps(), link.CompanyInstalled()} {
		b.Visit(page)
		b.See("No devices yet")
	}
	b.Visit(link.CompanyApp(string(models.NewID())))
	b.Status(http.StatusNotFound)
	b.Click("Go to Company Portal")
	b.AtPath(link.Company())
}

func TestAProblemInTheCompanyPortalLeadsBackToIt(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	for _, c := range []struct {
		role models.Role
		path string
		want int
	}{
		{models.PortalUser, link.CompanyApp(string(models.NewID())), http.StatusNotFound},
		{models.PortalUser, link.Company() + "/nowhere", http.StatusNotFound},
		{models.PortalUser, "/nowhere", http.StatusNotFound},
		{models.PortalUser, link.Apps(), http.StatusForbidden},
		{models.Administrator, link.Company() + "/nowhere", http.StatusNotFound},
	} {
		for _, way := range []string{"Appdepot", "Go to Company Portal"} {
			b := site.As(c.role)
			b.Visit(c.path)
			b.Status(c.want)
			b.Click(way)
			b.AtPath(link.Company())
			b.Status(http.StatusOK)
		}
	}
}

func TestSomebodyElsesDeviceIsRefused(t *testing.T) {
	t.Parallel()
	s := newCompanySite(t, "androidStoreApp", models.Available)
	other, err := s.AddUser(s.ctx, field.Form{"name": {"Bram"}, "email": {"bram@shop.example"}, "password": {storetest.Password}, "role": {string(models.PortalUser)}})
	noError(t, err)
	theirs, err := s.AddDevice(s.ctx, models.Device{Name: "Bram's phone", Platform: models.Android, Ownership: models.Personal, PrimaryUserID: other.ID})
	noError(t, err)
	b := s.open()
	b.Visit(link.CompanyRetire(string(theirs.ID)))
	b.Status(http.StatusForbidden)
	b.Visit(link.Query(link.Company(), "device", string(theirs.ID)))
	b.DontSee("Bram")
}
