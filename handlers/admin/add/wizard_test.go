package add_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// Every type there is can be added, and what was answered is what the app has.
func TestEveryTypeIsAdded(t *testing.T) {
	t.Parallel()
	for _, d := range apptype.Addable() {
		if d.Entry.Choose == apptype.InCatalog || d.Fetched() {
			continue // these need a catalog: see the journeys in stores_test.go and catalog_updates_test.go
		}
		t.Run(d.ID, func(t *testing.T) {
			s := handlertest.New(t)
			b := s.As(models.ApplicationManager)
			admintest.Begin(b, d.Entry)
			if d.Package != nil {
				admintest.Upload(b, "example"+d.Package.Extensions[0], admintest.ExamplePackage(d))
				b.See("Uploaded")
				b.See("From the file")
			}
			for _, step := range d.Steps {
				if len(d.Supplied) > 0 {
					b.WithinGroup(d.Platform.Name(), func() { b.Check(d.Example.Get("displayName")) })
				} else {
					answerAll(b, d, step, d.Example)
				}
				b.Press("Next")
			}
			b.See("Required")
			b.Press("Next")
			b.See(d.Example.Get("description"))
			b.Press("Create")
			app := admintest.OnlyApp(t, s)
			if app.Type != d.ID || b.URL() != link.App(string(app.ID)) {
				t.Fatalf("%s was made, and %s is shown", app.Type, b.URL())
			}
			got, information := d.ValuesOf(app), section(d, apptype.Information)
			want, _ := d.Decode(d.Example)
			for _, f := range information.Fields {
				if got[f.Key] != want[f.Key] {
					t.Errorf("%s is %q, not %q", f.Key, got[f.Key], want[f.Key])
				}
			}
		})
	}
}

func section(d *apptype.Definition, key string) field.Section {
	s, _ := d.Section(key)
	return s
}

func TestDraftIsLeftAndResumed(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "webApp")
	b.Fill("Name", "Travel expenses")
	b.Fill("App URL", "no address yet")
	b.Press("Next")
	b.See("Some fields need your attention")
	b.See("Enter a description.")

	colleague := s.As(models.Administrator)
	colleague.Visit(link.Apps())
	colleague.Click("1 draft")
	colleague.Click("Travel expenses")
	if got := colleague.Value("App URL"); got != "no address yet" {
		t.Errorf("the colleague finds %q", got)
	}
	colleague.Fill("App URL", "https://expenses.example.com/")
	colleague.Fill("Description", "Hand in costs.")
	colleague.Fill("Publisher", "Finance")
	colleague.Press("Next")
	colleague.Press("Previous")
	if got := colleague.Value("Description"); got != "Hand in costs." {
		t.Errorf("going back shows %q", got)
	}
}

func TestPreviousKeepsWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "webApp")
	answerAll(b, d, d.Steps[0], d.Example)
	b.Press("Next")
	b.Press("Next")
	b.Press("Previous")
	b.Press("Previous")
	b.Fill("Name", "")
	b.Press("Next")
	b.See("Enter a name.")
	b.Visit(b.URL()[:len(b.URL())-len(apptype.Information)] + store.ReviewStep)
	b.See("Fix 1 issue to create the app")
	b.Press("Create")
	b.See("The app was not created: fix 1 issue")
	b.Click("Name: Enter a name.")
	b.See("In the Company Portal")
}

func TestTwoPeopleOnOneDraft(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	first, second := s.As(models.ApplicationManager), s.As(models.Administrator)
	admintest.BeginType(first, "webApp")
	second.Visit(first.URL())
	first.Fill("Name", "From the first")
	first.Press("Next")
	second.Fill("Name", "From the second")
	second.Press("Next")
	second.See("This draft changed while you were editing")
	second.See("From the first")
	second.Status(http.StatusConflict)
	if got := second.Value("Name"); got != "From the second" {
		t.Errorf("the page keeps %q", got)
	}
	second.Press("Next")
	if got := second.Value("Name"); got != "From the second" {
		t.Errorf("pressing Next again saves %q", got)
	}
}

func TestTwoPeopleAssignOneDraft(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	first, second := s.As(models.ApplicationManager), s.As(models.Administrator)
	d := admintest.BeginType(first, "webApp")
	answerAll(first, d, d.Steps[0], d.Example)
	first.Press("Next")
	second.Visit(first.URL())
	first.Press("+ Add all users, Required")
	first.See("Included")
	second.Press("+ Add all devices, Required")
	second.Status(http.StatusConflict)
	second.See("This draft changed while you were editing")
	first.Press("Next")
	first.See("All users")
	first.DontSee("All devices")
}

func TestRefusedFileKeepsTheForm(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "windowsMobileMSI")
	admintest.Upload(b, "probe.msi", admintest.ExamplePackage(d))
	b.Fill("Description", "Measures.")
	b.Press("Next")
	b.Press("Previous")
	b.Click("Replace file")
	admintest.Upload(b, "manual.pdf", []byte("%PDF-1.7 how to measure"))
	b.See("Cannot be used")
	if got := b.Value("Description"); got != "Measures." {
		t.Errorf("the description is %q", got)
	}
	b.Press("Remove manual.pdf")
	admintest.Upload(b, "probe.msi", admintest.ExamplePackage(d))
	b.Press("Next")
	b.See("Required")
}

func TestOneNameTwice(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	for range 2 {
		d := admintest.BeginType(b, "webApp")
		answerAll(b, d, d.Steps[0], d.Example)
		b.Press("Next")
		b.Press("Next")
		b.Press("Create")
	}
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 2 {
		t.Errorf("%d apps, %v", len(list.Items), err)
	}
	b.Visit(link.Apps())
	admintest.BeginType(b, "webApp")
	b.Fill("Name", "TRAVEL expenses")
	b.Press("Next")
	b.See("Another app already has this name")
}

func TestLogoIsChosenAndLeftOut(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "webApp")
	b.Attach("Logo", "logo.png", bytes.NewReader([]byte("no picture")))
	b.Fill("Name", "Kept")
	b.Press("Next")
	b.See("Choose a PNG, JPEG, GIF")
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 64, 64))); err != nil {
		t.Fatal(err)
	}
	b.Attach("Logo", "logo.png", &logo)
	b.Press("Next")
	b.Check("Do not use this image")
	if got := b.Value("Name"); got != "Kept" {
		t.Errorf("the name is %q", got)
	}
}

func TestDraftIsDiscarded(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "webApp")
	b.Fill("Name", "Not wanted")
	b.Press("Next")
	b.Click("Cancel")
	b.See("Discard the draft of Not wanted?")
	b.Press("Discard draft")
	b.See("The draft of Not wanted was discarded.")
	b.Visit(link.Drafts())
	b.See("No drafts")
}

// A draft comes into being at the first input: whoever only looks leaves none.
func TestDraftBeginsAtTheFirstInput(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "webApp")
	page := b.URL()
	b.DontSee("Draft saved")
	b.Click("Cancel")
	b.AtPath(link.Apps())
	b.DontSee("draft")
	b.Visit(link.Drafts())
	b.See("No drafts")
	b.Visit(page)
	b.Fill("Name", "Wanted")
	b.Press("Next")
	b.See("Draft saved")
	b.Visit(link.Drafts())
	b.See("Wanted")
}

func TestSeveralDraftsAreDiscarded(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	for _, name := range []string{"First", "Second", "Third"} {
		admintest.BeginType(b, "webApp")
		b.Fill("Name", name)
		b.Press("Next")
	}
	b.Visit(link.Drafts())
	b.Check("Select First")
	b.Check("Select Third")
	b.Press("Discard drafts")
	b.See("Discard 2 drafts?")
	b.DontSee("Second")
	b.Press("Discard drafts")
	b.AtPath(link.Drafts())
	b.See("Drafts discarded: 2.")
	b.DontSee("First")
	b.See("Second")
}

// Pressing Create a second time on an old page leads to the app.
func TestCreatedDraftLeadsToItsApp(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "webApp")
	answerAll(b, d, d.Steps[0], d.Example)
	b.Press("Next")
	b.Press("Next")
	review := b.URL()
	b.Press("Create")
	b.Visit(review)
	if app := admintest.OnlyApp(t, s); b.URL() != link.App(string(app.ID)) {
		t.Errorf("the review leads to %s", b.URL())
	}
}
