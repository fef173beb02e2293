package add_test

import (
	"net/http"
	"strings"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
	"appdepot/views/say"
)

// tick chooses a supplied app for a platform.
func tick(b *webtest.Browser, platform models.Platform, name string) {
	b.WithinGroup(platform.Name(), func() { b.Check(name) })
}

// Several apps are added at once with the same assignments; those that are there are marked and not offered again.
func TestBuiltInAppsAreAddedTogether(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	if list, err := s.Apps(storetest.System(t), store.AppQuery{}); err != nil || len(list.Items) != 0 {
		t.Fatalf("%d apps are there from the beginning, %v", len(list.Items), err)
	}
	d := admintest.BeginType(b, "managedIOSStoreApp")
	b.Press("Next")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Choose at least one app.")
	tick(b, models.IOS, "Microsoft Outlook")
	tick(b, models.IOS, "Microsoft Teams")
	tick(b, models.Android, "Microsoft Outlook")
	b.Press("Next")
	b.Press("+ Add all users, Required")
	b.Press("Next")
	b.See("Microsoft Teams")
	b.See("All users")
	b.Press("Create")
	b.See("3 apps were created.")
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 3 {
		t.Fatalf("%d apps, %v", len(list.Items), err)
	}
	for _, a := range list.Items {
		if len(a.Assigned) != 1 || a.Assigned[0].Intent != models.Required {
			t.Errorf("%s is assigned as %+v", a.Name, a.Assigned)
		}
	}
	admintest.Begin(b, d.Entry)
	b.See("Already added")
	if teams := b.Doc().Find("input[value='ios:com.microsoft.skype.teams']"); !teams.Is("[disabled]") {
		t.Error("an app that is there is offered again")
	}
}

// An app that loses its last assignment leaves the list, and comes back when it is chosen again.
func TestBuiltInAppFadesAndComesBack(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	ctx := storetest.System(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "managedAndroidStoreApp")
	tick(b, models.Android, "Microsoft Word")
	b.Press("Next")
	b.Press("+ Add all devices, Uninstall")
	b.See("Other content may need this app.")
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)
	if got := d.Detect(d.ValuesOf(app)); got.Kind != "android" || got.ID != "com.microsoft.office.word" {
		t.Errorf("devices look for %+v", got)
	}
	if err := s.AssignApp(ctx, app.ID, app.Version, nil); err != nil {
		t.Fatal(err)
	}
	b.Visit(link.Apps())
	b.DontSee("Microsoft Word")
	admintest.Begin(b, d.Entry)
	b.DontSee("Already added")
	tick(b, models.Android, "Microsoft Word")
	b.Press("Next")
	b.Press("Next")
	twice := s.As(models.ApplicationManager)
	twice.Visit(b.URL())
	b.Press("Create")
	twice.Press("Create")
	twice.AtPath(link.App(string(app.ID)))
	if again := admintest.OnlyApp(t, s); again.ID != app.ID || again.Hidden {
		t.Errorf("%s comes back as %s, hidden %t", app.ID, again.ID, again.Hidden)
	}
	b.Visit(link.AppProperties(string(app.ID), apptype.Information))
	b.Fill("Description", "For letters.")
	b.See("Owner")
}

// Somebody else may add one of the apps before the draft is finished.
func TestBuiltInAppIsNotAddedTwice(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	first, second := s.As(models.ApplicationManager), s.As(models.Administrator)
	for _, b := range []*webtest.Browser{first, second} {
		admintest.BeginType(b, "managedIOSStoreApp")
		tick(b, models.IOS, "Slack")
		b.Press("Next")
		b.Press("Next")
	}
	first.Press("Create")
	second.Press("Create")
	second.Status(http.StatusUnprocessableEntity)
	second.See("Slack (Built-in iOS app) has already been added.")
	admintest.OnlyApp(t, s)
}

// What an app begins with is in the language of who adds it, with one app and with several from a list.
func TestAppsBeginInTheLanguageOfThePerson(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	b.SetHeader("Accept-Language", "nl")
	for id, want := range map[string]string{
		"officeSuiteApp": "Word, Excel, PowerPoint, Outlook en meer voor uw computer.", "macOSMicrosoftEdgeApp": "De webbrowser van Microsoft",
		"macOSMicrosoftDefenderApp": "Beschermt deze Mac",
	} {
		d, _ := apptype.Get(id)
		b.Visit(link.SelectAppType())
		dutch := func(source string) string { return say.Text(say.In(t.Context(), "nl"), models.Text{Source: source}) }
		b.WithinGroup(dutch(d.Entry.Heading), func() { b.Choose(dutch(d.Entry.Label)) })
		b.Press("Selecteren")
		if got := b.Value("Beschrijving"); !strings.HasPrefix(got, want) {
			t.Errorf("%s begins with %q", id, got)
		}
	}
	chosen, err := s.AddDraft(s.Fixture.As(t, models.Administrator), "builtInApp")
	if err != nil {
		t.Fatal(err)
	}
	b.Visit(link.Draft(string(chosen.ID)))
	tick(b, models.IOS, "Microsoft Outlook")
	b.Press("Volgende")
	b.Press("Volgende")
	b.Press("Maken")
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 1 {
		t.Fatalf("added: %+v, %v", list.Items, err)
	}
	app, err := s.App(storetest.System(t), list.Items[0].ID)
	if err != nil || app.Description != "E-mail, agenda en contactpersonen." {
		t.Errorf("it is described as %q, %v", app.Description, err)
	}
}
