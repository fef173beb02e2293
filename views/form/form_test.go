package form_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
)

func render(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func question(t *testing.T, f field.Field, s form.State) *goquery.Document {
	t.Helper()
	return render(t, form.Question(f, []field.Field{f}, s))
}

// accessible checks what a screen reader needs: every control has a label, every reference leads somewhere, no id is there twice.
func accessible(t *testing.T, doc *goquery.Document) {
	t.Helper()
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] || strings.Contains(id, ".") {
			t.Errorf("the id %q is there twice or has a dot", id)
		}
		ids[id] = true
	})
	for _, attribute := range []string{"aria-describedby", "aria-labelledby", "for", "href"} {
		doc.Find("[" + attribute + "]").Not("use").Each(func(_ int, s *goquery.Selection) {
			for id := range strings.FieldsSeq(s.AttrOr(attribute, "")) {
				if id = strings.TrimPrefix(id, "#"); !ids[id] {
					t.Errorf("%s leads to %q, which is not there", attribute, id)
				}
			}
		})
	}
	doc.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, s *goquery.Selection) {
		if s.ParentsFiltered("label").Length() == 0 && doc.Find("label[for='"+s.AttrOr("id", "-")+"']").Length() == 0 {
			html, _ := goquery.OuterHtml(s)
			t.Errorf("no label: %s", html)
		}
	})
}

var two = []field.Option{{Value: "a", Label: models.T("First")}, {Value: "b", Label: models.T("Second")}}

func TestEveryControlCanBeAnswered(t *testing.T) {
	answers := map[field.Control]string{field.Text: "x", field.LongText: "x\ny", field.Link: "https://a.example/", field.Number: "4",
		field.Version: "1.2", field.Flag: "true", field.Choice: "a", field.Choices: "b", field.Script: "exit 0", field.XML: "<a/>", field.Table: "1",
		field.DateTime: "2027-03-02T09:30:00Z"}
	for _, control := range field.Controls {
		f := field.Field{Key: "a.key", Label: "A question", Hint: "Some help.", Control: control}
		if control == field.Choice || control == field.Choices {
			f.Options = two
		}
		if control == field.Table {
			f.Rows = &field.Rows{Fields: []field.Field{{Key: "part", Label: "A part", Control: field.Text}}, Name: "Line", AddLabel: "Add line"}
		}
		doc := question(t, f, form.State{Form: field.Form{"a.key": {answers[control]}}})
		accessible(t, doc)
		if got := field.InUTC(typed(doc)); !slices.Equal(got["a.key"], []string{answers[control]}) {
			t.Errorf("%s would send %q, want %q", control, got, answers[control])
		}
	}
}

// typed is what the browser would send.
func typed(doc *goquery.Document) field.Form {
	sent := field.Form{}
	doc.Find("input[name], select[name], textarea[name]").Each(func(_ int, s *goquery.Selection) {
		name, value := s.AttrOr("name", ""), s.AttrOr("value", "")
		switch {
		case s.Is("textarea"):
			value = s.Text()
		case s.Is("select"):
			value = s.Find("option[selected]").AttrOr("value", "")
		case s.Is("[type=radio], [type=checkbox]") && !s.Is("[checked]"):
			return
		}
		sent[name] = append(sent[name], value)
	})
	return sent
}

func TestMistakeIsToldAtTheFieldAndInTheSummary(t *testing.T) {
	fields := []field.Field{
		{Key: "appUrl", Label: "App URL", Hint: "Where it leads.", Control: field.Link},
		{Key: "colors", Label: "Colors", Control: field.Choices, Options: two},
	}
	state := form.State{Form: field.Form{"appUrl": {"ftp://x"}}, Errors: field.Errors{
		"appUrl": models.T("Enter a URL that starts with https:// or http://."), "colors": models.T("Choose only values from the list.")}}
	section := field.Section{Title: "App information", Fields: fields}
	doc := render(t, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return form.Frame(form.FrameProps{ID: "app", Action: "/apps", Failed: "The app was not saved", Fields: fields, State: state}).
			Render(templ.WithChildren(ctx, form.Section(section, state)), w)
	}))
	accessible(t, doc)
	input := doc.Find("#appUrl")
	if input.AttrOr("aria-invalid", "") != "true" || input.AttrOr("aria-describedby", "") != "appUrl-error appUrl-help" {
		t.Error("the control does not say that it is wrong")
	}
	if got := input.AttrOr("value", ""); got != "ftp://x" {
		t.Errorf("what was typed is lost: %q", got)
	}
	links := doc.Find("#error-summary a")
	if got := links.First().Text(); got != "App URL: Enter a URL that starts with https:// or http://." {
		t.Errorf("the summary says %q", got)
	}
	if got := links.Last().AttrOr("href", ""); got != "#colors-label" {
		t.Errorf("the summary leads to %q", got)
	}
}

// Several mistakes in one answer, as in XML, are items of their own in the summary, at the field and in the review.
func TestMistakesInOneAnswerAreListed(t *testing.T) {
	f := field.Field{Key: "xml", Label: "XML data", Control: field.XML}
	state := form.State{Errors: field.Errors{"xml": models.T("Line %s is wrong.", 3).And(models.T("Line %s is, too.", 4), models.T("So is line %s.", 9))}}
	fields := []field.Field{f}
	if got := form.FieldErrors(t.Context(), fields, state); len(got) != 3 || got[2].ID != "xml" || got[2].Text != "XML data: So is line 9." {
		t.Errorf("the summary has %v", got)
	}
	doc := question(t, f, state)
	accessible(t, doc)
	if got := doc.Find("#xml-error li"); got.Length() != 3 || got.Last().Text() != "So is line 9." {
		t.Errorf("at the field stands %q", doc.Find("#xml-error").Text())
	}
	if got := render(t, form.Review(fields, state)).Find(".error li").Length(); got != 3 {
		t.Errorf("the review lists %d", got)
	}
}

func TestButtonsOfAGroupAreDescribedTogether(t *testing.T) {
	f := field.Field{Key: "isFeatured", Label: "Featured", Hint: "They stand on top.", Control: field.Flag}
	doc := question(t, f, form.State{Errors: field.Errors{"isFeatured": models.T("Choose Yes or No.")}})
	accessible(t, doc)
	if got := doc.Find("[role=group]").AttrOr("aria-describedby", ""); got != "isFeatured-error isFeatured-help" {
		t.Errorf("the group is described by %q", got)
	}
}

func TestAnswersOfAPackageSayWhereTheyComeFrom(t *testing.T) {
	f := field.Field{Key: "displayName", Label: "Name", Control: field.Text}
	doc := question(t, f, form.State{Form: field.Form{"displayName": {"Depot Scan"}},
		Filled: map[string]models.FactValue{"displayName": {Fact: models.FactName, Value: "Depot Scan", Source: "AndroidManifest.xml"}}})
	if got := strings.TrimSpace(doc.Find(".filled-from").Text()); got != "From the file (AndroidManifest.xml)" {
		t.Errorf("%q", got)
	}
	if doc.Find("input[readonly]").Length() != 0 {
		t.Error("an answer that can be changed is read-only")
	}
}

func TestLockedAnswerIsShownAndNotSent(t *testing.T) {
	f := field.Field{Key: "context", Label: "Context", Control: field.Choice, Options: two, Locked: field.Always, Required: true}
	doc := question(t, f, form.State{Form: field.Form{"context": {"b"}}})
	accessible(t, doc)
	input := doc.Find("input[readonly]")
	if input.AttrOr("value", "") != "Second" || input.Is("[name]") || input.Is("[required]") {
		t.Error("the locked answer is not only to be read")
	}
	section := field.Section{Title: "App package", Fields: []field.Field{f}}
	if got := render(t, form.Section(section, form.State{})).Find("fieldset").Length(); got != 0 {
		t.Error("a section whose locked questions have no answer is shown")
	}
}

func TestSecretIsNeverEchoed(t *testing.T) {
	f := field.Field{Key: "password", Label: "Password", Control: field.Text, Secret: true}
	state := form.State{Form: field.Form{"password": {"hunter2"}}}
	for _, c := range []templ.Component{form.Question(f, []field.Field{f}, state), form.Review([]field.Field{f}, state)} {
		if html, _ := render(t, c).Html(); strings.Contains(html, "hunter2") {
			t.Errorf("the secret is on the page: %s", html)
		}
	}
}

func TestManyOrLongOptionsAreAList(t *testing.T) {
	many := field.Field{Key: "os", Label: "Minimum", Control: field.Choice, Required: true}
	for _, v := range []string{"1", "2", "3", "4", "5"} {
		many.Options = append(many.Options, field.Option{Value: v, Label: models.T("Android %s", v)})
	}
	doc := question(t, many, form.State{})
	if got := doc.Find("select option").First(); got.AttrOr("value", "-") != "" {
		t.Error("a list that nobody answered already has an answer")
	}
	doc = question(t, many, form.State{Form: field.Form{"os": {"3"}}})
	if got := doc.Find("option[selected]").Text(); got != "Android 3" || doc.Find("option").Length() != 5 {
		t.Errorf("%q is chosen of %d", got, doc.Find("option").Length())
	}
}

func TestReviewReadsLikeAnswers(t *testing.T) {
	d, _ := apptype.Get("windowsMobileMSI")
	doc := render(t, form.Review(d.Fields(), form.State{Form: d.Example, Errors: field.Errors{"commandLine": models.T("Add the missing quotation mark.")}}))
	lines := map[string]string{}
	doc.Find("dt").Each(func(_ int, s *goquery.Selection) { lines[s.Text()] = strings.TrimSpace(s.Next().Text()) })
	for name, want := range map[string]string{
		"App install context": "Device", "Ignore app version": "No", "Installs for": "All users of the device or one user", "Owner": "Not set",
	} {
		if lines[name] != want {
			t.Errorf("%s: %q, want %q", name, lines[name], want)
		}
	}
	if got := lines["Command-line arguments"]; !strings.Contains(got, "PRINTER") || !strings.Contains(got, "Add the missing quotation mark.") {
		t.Errorf("a wrong answer reads %q", got)
	}
}

// A review tells every row of a table, what is wrong in it, and a script as it stands.
func TestReviewReadsTheRowsOfATable(t *testing.T) {
	d, _ := apptype.Get("win32LobApp")
	doc := render(t, form.Review(d.Fields(), form.State{Form: d.Example, Errors: field.Errors{"returnCodes.1.returnCode": models.T("The same code is there twice.")}}))
	lines := map[string]*goquery.Selection{}
	doc.Find("dt").Each(func(_ int, s *goquery.Selection) { lines[s.Text()] = s.Next() })
	codes := lines["Return codes"]
	if rows := codes.ChildrenFiltered("p"); rows.Length() != 2 || rows.First().Text() != "0, Success" {
		t.Errorf("the return codes read %q", codes.Text())
	}
	if wrong := codes.Find(".error").Text(); !strings.Contains(wrong, "Return code 2") || !strings.Contains(wrong, "twice") {
		t.Errorf("a mistake in a row reads %q", wrong)
	}
	if rules := lines["Rules"].Find("p"); rules.Length() == 0 || strings.Contains(rules.Text(), "Not set") {
		t.Errorf("the detection rules read %q", lines["Rules"].Text())
	}
	if script := lines["Install script"]; script != nil && script.Find("pre").Length() != 1 {
		t.Errorf("a script reads %q", script.Text())
	}
}

// Whatever the type, its whole form can be read, filled in and sent again.
func TestFormsOfEveryTypeGiveBackWhatTheyGot(t *testing.T) {
	for _, d := range apptype.All() {
		for _, language := range []string{"en", "nl"} {
			state := form.State{Form: d.Example}
			var body bytes.Buffer
			for _, step := range d.Steps {
				for _, s := range step.Sections {
					if err := form.Section(s, state).Render(say.In(context.Background(), language), &body); err != nil {
						t.Fatal(err)
					}
				}
			}
			doc, err := goquery.NewDocumentFromReader(&body)
			if err != nil {
				t.Fatal(err)
			}
			accessible(t, doc)
			want, _ := d.Decode(d.Example)
			got, errs := d.Decode(field.Merge(d.Fields(), d.Example, typed(doc)))
			if err := errs.Err(); err != nil {
				t.Errorf("%s: %s", d.ID, err)
			}
			for key := range want {
				if got[key] != want[key] {
					t.Errorf("%s: %s comes back as %q, want %q", d.ID, key, got[key], want[key])
				}
			}
		}
	}
}
