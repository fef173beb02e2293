package audit_test

import (
	"net/url"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/admin/kit"
	"appdepot/views/link"
)

func TestTheAuditLogTellsOldAndNewValues(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	g, err := site.AddGroup(storetest.System(t), field.Form{"name": {"=Team"}, "kind": {string(models.UserGroup)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := site.EditGroup(storetest.System(t), g.ID, g.Version, field.Form{"name": {"Crew"}, "description": {""}}); err != nil {
		t.Fatal(err)
	}
	b := site.As(models.ReadOnlyOperator)
	b.Visit("/audit?kind=group")
	b.DontSee("Sign in Read Only Operator")
	b.Click("Details: Change group, Crew")
	b.See("Old value")
	b.See("=Team")
	b.Click("Details: Change group, Crew")
	b.DontSee("Old value")
	b.Click("Export")
	csv := string(b.Body())
	if !strings.Contains(csv, "Change group,Group,Crew,Name: =Team → Crew") || !strings.Contains(csv, ",Create group,Group,'=Team,") {
		t.Errorf("the file is\n%s", csv)
	}
	b.SetHeader("Cookie", "timezone=UTC")
	b.Visit("/audit?kind=group") // the clock of tests stands at 9:00 in UTC on 2 March
	b.See("2 Mar 09:00:00")
	b.SetHeader("Cookie", "timezone=Pacific/Kiritimati") // 14 hours ahead, so that the local day is another one later
	b.Visit("/audit?kind=group")
	b.See("2 Mar 23:00:00")
	b.Visit("/audit?kind=group&from=2026-03-02&to=2026-03-02")
	b.See("2 Mar 23:00:00")
	b.SetHeader("Cookie", "timezone=../../etc/passwd")
	b.Visit("/audit?kind=group")
	b.See("Crew")
	b.SetHeader("Cookie", "")
	b.Visit("/audit?to=2026-01-01")
	b.See("No events match these filters.")
}

// Two people may have one name, and people change theirs: the address and the ID tell who it was.
func TestTheAuditLogTellsWhoItWas(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	u := site.Person(t, models.Administrator)
	b := site.As(models.Administrator)
	b.Visit("/groups/new")
	b.Fill("Name", "Crew")
	b.Press("Add group")
	b.Visit("/audit?kind=group")
	b.WithinRow("Create group", func() {
		b.See(u.Name)
		b.See(u.Email)
	})
	b.Click("Details: Create group, Crew")
	b.See("Initiator ID")
	b.See(string(u.ID))
	b.Click("Export")
	if csv := string(b.Body()); !strings.Contains(csv, ",Initiated by,Initiator email,Initiator ID,") || !strings.Contains(csv, ","+u.Name+","+u.Email+","+string(u.ID)+",") {
		t.Errorf("the file is\n%s", csv)
	}
	b.Visit("/audit?q=" + url.QueryEscape(strings.ToUpper(u.Email)))
	b.See("Create group")
}

// What is stored under keys and as codes is shown in words, and those of the object that the line is about: a source of apps and a group
// both record a kind.
func TestTheAuditLogShowsNoCodes(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	ctx := storetest.System(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	source, err := site.AddCatalogSource(ctx, field.Form{"name": {"Depot"}, "kind": {string(models.WingetFolder)}, "location": {"depot"}})
	must(err)
	must(site.EditCatalogSource(ctx, source.ID, source.Version, field.Form{"name": {"Depot"}, "kind": {string(models.WingetREST)}, "location": {"https://winget.example"}}))
	must(site.SetPlan(ctx, field.Form{"plan": {string(models.PlanTrial)}}))
	must(site.SwitchAppStore(ctx, false))
	app := site.Publish(t, "webApp", "", nil, field.Form{"displayName": {"Notes"}, "publisher": {"Example"}, "description": {"Notes."}, "appUrl": {"https://notes.example"}},
		models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers})
	b := site.As(models.ReadOnlyOperator)
	b.Visit("/audit.csv")
	csv := string(b.Body())
	for _, want := range []string{
		"Type: Folder on the server → winget REST source; Location: depot → https://winget.example", "Change settings,Settings,Storage,Plan: Full → Trial",
		"Change settings,Settings,App Store,Search: On → Off", "App type:  → Web link", "included:  → All users",
	} {
		if !strings.Contains(csv, want) {
			t.Errorf("the file does not say %q:\n%s", want, csv)
		}
	}
	b.Visit("/audit?kind=app&action=app.create")
	b.Click("Notes")
	b.AtPath(link.App(string(app.ID)))
	category, err := site.AddCategory(ctx, field.Form{"name": {"Loading dock"}})
	must(err)
	b.Visit("/audit?kind=category")
	b.Click("Loading dock")
	b.AtPath(link.Category(string(category.ID)))
}

// A draft without a name is called what it is of, in the reader's language, also in lines that have the words of earlier versions.
func TestTheAuditLogNamesDrafts(t *testing.T) {
	t.Parallel()
	site := handlertest.New(t)
	ctx := site.Fixture.As(t, models.ApplicationManager)
	for _, entry := range []string{"macOSMicrosoftEdgeApp", "lineOfBusinessApp"} {
		d, err := site.AddDraft(ctx, entry)
		if err == nil {
			_, err = site.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Form: field.Form{"displayName": {""}}})
		}
		if err == nil {
			_, err = site.DiscardDrafts(ctx, d.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, label := range []string{"Web link", "Windows 10 and later"} {
		site.WriteEvent(t, models.Event{ActorName: "Older", Action: "draft.create", ObjectKind: "draft", ObjectID: models.NewID(), ObjectName: label})
	}
	for language, want := range map[string][]string{
		"en": {"Create draft,Draft,Microsoft Edge (macOS),", "Discard draft,Draft,Line-of-business app,", "Create draft,Draft,Web link,", ",App for Windows 10 and later,"},
		"nl": {"Concept maken,Concept,Microsoft Edge (macOS),", "Concept weggooien,Concept,Line-Of-Business-app,", "Concept maken,Concept,Webkoppeling,", ",App voor Windows 10 en hoger,"},
	} {
		b := site.As(models.ReadOnlyOperator)
		b.SetHeader("Accept-Language", language)
		b.Visit("/audit.csv?kind=draft")
		csv := string(b.Body())
		for _, line := range want {
			if !strings.Contains(csv, line) {
				t.Errorf("the file in %s does not say %q:\n%s", language, line, csv)
			}
		}
		b.Visit("/audit?kind=draft&q=" + url.QueryEscape(strings.Split(want[2], ",")[2]))
		b.See(strings.Split(want[2], ",")[2])
		b.DontSee("Microsoft Edge")
	}
	b := site.As(models.ReadOnlyOperator)
	b.Visit("/audit?q=edge")
	b.See("Microsoft Edge (macOS)")
	b.DontSee("Web link")
}

func TestEveryWayOfShowingValuesIsThere(t *testing.T) {
	for _, v := range activity.AllValues {
		if kit.RecordedWays[v] == nil {
			t.Errorf("values of the kind %q have no words: add a way to put them into words", v)
		}
	}
	if len(kit.RecordedWays) != len(activity.AllValues) {
		t.Error("there are ways of showing values that no field has")
	}
}
