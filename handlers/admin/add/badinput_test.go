package add_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/storetest"
	"appdepot/views/form"
	"appdepot/views/link"
)

// bad is one kind of input: what is typed into each field, and which fields must refuse it.
type bad struct {
	name    string
	answer  func(field.Field) (typed string, types bool)
	refused func(field.Field) bool
}

// written are the controls that somebody types into.
var written = []field.Control{field.Text, field.LongText, field.Link, field.Number, field.Version, field.Script, field.XML}

func everywhere(typed string) func(field.Field) (string, bool) {
	return func(f field.Field) (string, bool) { return typed, slices.Contains(written, f.Control) }
}

func of(controls ...field.Control) func(field.Field) bool {
	return func(f field.Field) bool { return slices.Contains(controls, f.Control) }
}

var badInputs = []bad{
	{"nothing", everywhere(""), func(f field.Field) bool { return f.Required && f.Default == "" && slices.Contains(written, f.Control) }},
	{"too much", func(f field.Field) (string, bool) {
		return strings.Repeat("9", f.Limit()+1), slices.Contains(written, f.Control)
	}, of(written...)},
	{"a control character", everywhere("ring\athe bell"), of(written...)},
	{"a mark that turns the writing around", everywhere("cod.\u202eexe"), of(field.Link, field.Number, field.Script, field.XML)},
	{"a program", everywhere(`"><script>alert(1)</script><img src=x onerror=alert(1)>`), of(field.Link, field.Number, field.Version)},
	{"another scheme", everywhere("javascript:alert(1)"), of(field.Link, field.Number, field.Version)},
	{"emoji and other directions", everywhere("📦 مستودع שלום"), of(field.Link, field.Number, field.Version)},
	{"another kind", func(f field.Field) (string, bool) { return "no such answer", f.Control != field.Table }, of(field.Link, field.Number, field.Version, field.Choice, field.Choices, field.Flag)},
}

// Whatever is typed into a wizard: all that is wrong on a step is said at once, with links that lead to the fields; nothing
// typed is lost, and nothing of it becomes a part of the page.
func TestBadInput(t *testing.T) {
	t.Parallel()
	site := admintest.Open(t, models.ApplicationManager)
	for _, d := range apptype.All() {
		_, offered := apptype.PaneEntryOf(d.Entry.ID)
		if chosen := d.Entry.Choose == apptype.InCatalog || d.Entry.Choose == apptype.BySelection; chosen || !offered {
			continue // nobody types its answers
		}
		t.Run(d.ID, func(t *testing.T) {
			door := *site
			door.T = t
			id := door.ExampleDraft(d)
			for _, step := range d.Steps {
				for _, b := range badInputs {
					if len(step.Fields()) > 0 {
						t.Run(step.Key+": "+b.name, func(t *testing.T) { (&attempt{Client: &door, t: t, def: d, step: step, bad: b}).run(id) })
					}
				}
			}
		})
	}
}

// attempt is one kind of bad input on one step.
type attempt struct {
	*admintest.Client
	t    *testing.T
	def  *apptype.Definition
	step field.Step
	bad  bad
	sent map[string]string // what was typed, by field key
	must []string          // the keys of fields that must refuse it
}

func (a *attempt) run(id models.ID) {
	draft, err := a.Draft(storetest.System(a.t), id)
	if err != nil {
		a.t.Fatal(err)
	}
	posted := a.fill(draft)
	taken := field.Merge(a.step.Fields(), draft.Form, posted)
	_, errs := a.def.Decode(taken)
	errs = errs.Of(a.step.Fields())
	for _, key := range a.must {
		if _, wrong := errs[key]; !wrong && a.asked(field.WithDefaults(a.def.Fields(), taken), key) {
			a.t.Errorf("%s accepts %q", key, a.sent[key])
		}
	}
	body := url.Values(posted)
	body.Set("version", strconv.Itoa(draft.Version))
	path := link.DraftStep(string(id), a.step.Key)
	answer, page := a.Request(http.MethodPost, path, strings.NewReader(body.Encode()), "Content-Type", "application/x-www-form-urlencoded")
	if len(errs) == 0 {
		if answer.StatusCode != http.StatusSeeOther {
			a.t.Errorf("nothing is wrong, and the answer is %s", answer.Status)
		}
	} else if answer.StatusCode != http.StatusUnprocessableEntity {
		a.t.Errorf("%d answers are wrong, and the answer is %s", len(errs), answer.Status)
	} else {
		a.summary(page, errs)
	}
	_, again := a.Request(http.MethodGet, path, nil)
	a.kept(again, taken)
}

// fill answers every open question of the step as the input has it, and the others as the example does.
func (a *attempt) fill(draft models.Draft) field.Form {
	posted, full := field.Form{}, field.WithDefaults(a.def.Fields(), a.known(draft))
	a.sent = map[string]string{}
	for _, f := range field.Asked(a.step.Fields(), full) {
		if f.IsLocked(full) || f.Secret {
			continue
		}
		if f.Control != field.Table {
			posted[f.Key] = full[f.Key]
			a.write(posted, f.Key, f)
			continue
		}
		rows, _ := f.RowCount(full)
		posted[f.Key] = []string{strconv.Itoa(rows)}
		for i := range rows {
			row := f.Row(full, i)
			for _, inner := range field.Asked(f.Rows.Fields, row) {
				key := field.RowKey(f.Key, i, inner.Key)
				posted[key] = row[inner.Key]
				a.write(posted, key, inner)
			}
		}
	}
	return posted
}

// known are the answers of the draft, and those of the example where it has none.
func (a *attempt) known(draft models.Draft) field.Form {
	form := field.Form{}
	for key, answers := range a.def.Example {
		form[key] = answers
	}
	for _, f := range a.def.Fields() {
		if answers, said := draft.Form[f.Key]; said && f.IsLocked(form) {
			form[f.Key] = answers
		}
	}
	return form
}

func (a *attempt) write(posted field.Form, key string, f field.Field) {
	typed, types := a.bad.answer(f)
	if !types {
		return
	}
	posted[key], a.sent[key] = []string{typed}, typed
	if a.bad.refused(f) {
		a.must = append(a.must, key)
	}
}

// summary wants a link for everything that is wrong, to something that is on the page.
func (a *attempt) summary(page string, errs field.Errors) {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		a.t.Fatal(err)
	}
	links := doc.Find("#error-summary a")
	if links.Length() < len(errs) {
		a.t.Errorf("%d things are wrong and %d are said: %s", len(errs), links.Length(), strings.Join(strings.Fields(doc.Find("#error-summary").Text()), " "))
	}
	links.Each(func(_ int, l *goquery.Selection) {
		target, _ := l.Attr("href")
		if doc.Find(`[id="`+strings.TrimPrefix(target, "#")+`"]`).Length() != 1 {
			a.t.Errorf("the summary links to %s, which is not on the page", target)
		}
	})
	a.escaped(page)
}

// escaped wants nothing that was typed to be a part of the page.
func (a *attempt) escaped(page string) {
	if strings.Contains(page, "<script>alert(1)") || strings.Contains(page, "<img src=x") || strings.Contains(page, `href="javascript:`) {
		a.t.Error("what was typed became a part of the page")
	}
}

// kept wants every answer that was typed in the field it was typed in, as people see it.
func (a *attempt) kept(page string, taken field.Form) {
	a.escaped(page)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		a.t.Fatal(err)
	}
	full := field.WithDefaults(a.def.Fields(), taken)
	for key, typed := range a.sent {
		f, _ := field.ByKey(a.step.Fields(), key)
		if !slices.Contains(written, f.Control) || f.IsLocked(full) || typed == "" || !a.asked(full, key) {
			continue
		}
		control := doc.Find(`[id="` + form.ID(key) + `"]`)
		shown, has := control.Attr("value")
		if !has {
			shown = strings.TrimPrefix(control.Text(), "\n")
		}
		if shown != typed && shown != field.Visible(typed) {
			a.t.Errorf("%s was answered with %.60q and shows %.60q", key, typed, shown)
		}
	}
}

// asked reports whether the question is still asked once what was typed counts, also one in a row.
func (a *attempt) asked(full field.Form, key string) bool {
	for _, f := range field.Asked(a.step.Fields(), full) {
		if f.Key == key {
			return true
		}
		if f.Control != field.Table {
			continue
		}
		rows, _ := f.RowCount(full)
		for i := range rows {
			for _, inner := range field.Asked(f.Rows.Fields, f.Row(full, i)) {
				if field.RowKey(f.Key, i, inner.Key) == key {
					return true
				}
			}
		}
	}
	return false
}
