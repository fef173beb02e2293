package webtest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"appdepot/handlers/web/webtest"
)

func TestReading(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/")
	b.Status(200)
	b.See("Good morning, everybody.")
	b.See("Without a script")
	b.DontSee("Secret words")
	b.DontSee("Are you sure?")
	b.Visit("/list.csv")
	b.See("name,kind")
	if string(b.Body()) != "name,kind\n" || b.Header().Get("Content-Type") != "text/csv" {
		t.Errorf("got %q with %v", b.Body(), b.Header())
	}
}

func TestLinks(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/")
	b.Click("People") // twice there, to one address; the exact name decides against "People by name"
	b.AtPath("/people")
	b.WithinRow("Bob", func() { b.Click("Open") })
	b.See("person=bob")
	b.Visit("/")
	b.Click("by name")
	if b.URL() != "/people?sort=name" {
		t.Errorf("the address is %s", b.URL())
	}
	b.Visit("/")
	b.Click("To the form")
	b.AtPath("/form")
	b.Reload()
	b.AtPath("/form")
}

func TestAFormAsItStands(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/form")
	b.SeeFor("Name", "At most 40 letters")
	b.Press("Save")
	b.Status(200)
	b.See("application/x-www-form-urlencoded")
	for _, want := range []string{
		`name = ["old"]`, `notes = ["one\r\ntwo"]`, `locked = ["fixed"]`, `version = ["3"]`, `enabled = ["no"]`,
		`visible = ["yes"]`, `news = ["weekly"]`, `color = ["r"]`, `platforms = ["Windows"]`, `do = ["save"]`,
		`comment = ["outside"]`, `package = [""]`,
	} {
		b.See(want)
	}
	for _, not := range []string{"off =", "terms =", "q ="} {
		b.DontSee(not)
	}
}

func TestAFormFilledIn(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/form")
	b.Fill("Name", "new & <b>")
	b.Fill("Notes", "three")
	b.WithinGroup("Enabled", func() { b.Choose("Yes") })
	b.WithinGroup("Visible", func() { b.Choose("No") })
	b.Check("Terms")
	b.Uncheck("News")
	b.Select("Color", "Green")
	b.Select("Platforms", "macOS")
	b.Attach("Package", "app.html", strings.NewReader("bytes"))
	if v := b.Value("Platforms"); v != "Windows,macOS" {
		t.Errorf("Value gives %q", v)
	}
	b.Press("Upload")
	b.See("multipart/form-data")
	for _, want := range []string{
		`name = ["new & <b>"]`, `notes = ["three"]`, `enabled = ["yes"]`, `visible = ["no"]`, `terms = ["on"]`,
		`color = ["g"]`, `platforms = ["Windows" "macOS"]`, `do = ["upload"]`, `package is app.html (text/html; charset=utf-8): bytes.`,
	} {
		b.See(want)
	}
	b.DontSee("news =")
}

func TestARefusedForm(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/form")
	b.Fill("Name", "")
	b.Press("Save")
	b.Status(422)
}

func TestSearching(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/form")
	b.Fill("Search", "a b")
	b.Press("Find")
	b.See("query q=a+b")
	b.DontSee("gone")
}

func TestCookiesAndRedirects(t *testing.T) {
	b := webtest.New(t, sample())
	b.SetHeader("Accept-Language", "nl")
	b.Visit("/form")
	b.Press("Visit")
	b.See("nl, known: true")
	if b.URL() != "/greeting?from=same-origin" {
		t.Errorf("the address is %s", b.URL())
	}
	other := b.Another()
	other.Visit("/greeting")
	other.See("nl, known: false")
}

func TestDialogs(t *testing.T) {
	b := webtest.New(t, sample())
	b.Visit("/")
	b.Press("Ask")
	b.WithinGroup("Question", func() {
		b.See("Are you sure?")
		b.Press("No")
	})
	b.DontSee("Are you sure?")
	b.Press("Ask")
	b.Press("Yes")
	b.AtPath("/greeting")
}

func TestWhatCannotBeDoneFailsWithASentence(t *testing.T) {
	cases := []struct {
		path, want string
		do         func(*webtest.Browser)
	}{
		{"/", `there is no link "Cars"; there is: People | Form`, func(b *webtest.Browser) { b.Click("Cars") }},
		{"/people", `"Open" may mean 2 different things (link)`, func(b *webtest.Browser) { b.Click("Open") }},
		{"/form", `"Yes" may mean 2 different things (radio button)`, func(b *webtest.Browser) { b.Choose("Yes") }},
		{"/form", `the field "Locked" is read-only`, func(b *webtest.Browser) { b.Fill("Locked", "x") }},
		{"/form", `the text field "Off" is disabled`, func(b *webtest.Browser) { b.Fill("Off", "x") }},
		{"/form", `there is no text field "Terms"`, func(b *webtest.Browser) { b.Fill("Terms", "x") }},
		{"/form", `"Color" has no option "Blue" to pick; there is: Red | Green | Blue`, func(b *webtest.Browser) { b.Select("Color", "Blue") }},
		{"/form", `the button "Nothing" does nothing without JavaScript`, func(b *webtest.Browser) { b.Press("Nothing") }},
		{"/form", `the field "Name" is described by "At most 40 letters", not "Required"`, func(b *webtest.Browser) { b.SeeFor("Name", "Required") }},
		{"/", `the page does not say "Good evening"`, func(b *webtest.Browser) { b.See("Good evening") }},
		{"/", `the page says "Good morning"`, func(b *webtest.Browser) { b.DontSee("Good morning") }},
		{"/", `the status is 200, not 404`, func(b *webtest.Browser) { b.Status(404) }},
		{"/", `the address is /, not /people`, func(b *webtest.Browser) { b.AtPath("/people") }},
		{"/", `#nowhere is there 0 times`, func(b *webtest.Browser) { b.Within("#nowhere", func() {}) }},
		{"/", `no button "Yes"`, func(b *webtest.Browser) { b.Press("Yes") }},
		{"/careless", `/careless breaks the rules for pages:`, func(b *webtest.Browser) {}},
		{"/careless", `Cache-Control lacks no-store`, func(b *webtest.Browser) {}},
	}
	for _, c := range cases {
		t.Run(c.want, func(t *testing.T) {
			said := failure(t, func(tb testing.TB) {
				b := webtest.New(tb, sample())
				b.Visit(c.path)
				c.do(b)
			})
			if !strings.Contains(said, c.want) {
				t.Errorf("the failure says:\n%s\nnot: %s", said, c.want)
			}
		})
	}
}

func TestAJourneyBeginsWithAPage(t *testing.T) {
	said := failure(t, func(tb testing.TB) { webtest.New(tb, sample()).Click("People") })
	if want := "no page has been opened; begin with Visit"; !strings.Contains(said, want) {
		t.Errorf("the failure says:\n%s\nnot: %s", said, want)
	}
}

func TestFailuresShowThePage(t *testing.T) {
	said := failure(t, func(tb testing.TB) {
		b := webtest.New(tb, sample())
		b.Visit("/people")
		b.See("Carol")
	})
	if want := "--- /people, status 200 ---\nSample\nPeople"; !strings.Contains(said, want) {
		t.Errorf("the failure says:\n%s\nnot: %s", said, want)
	}
}

// failure runs steps that are to fail and gives what they said.
func failure(t *testing.T, do func(testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		do(r)
	}()
	<-done
	if r.said.Len() == 0 {
		t.Error("nothing failed")
	}
	return r.said.String()
}

// recorder is a test that keeps its failures to itself.
type recorder struct {
	testing.TB
	said strings.Builder
}

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(&r.said, format+"\n", args...) }

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}
