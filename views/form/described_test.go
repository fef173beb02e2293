package form_test

import (
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/views/form"
)

var explained = []field.Option{
	{Value: "a", Label: models.T("First"), Means: models.T("Does one thing.")}, {Value: "b", Label: models.T("Second"), Means: models.T("Does another.")},
}

func TestWhatAnOptionMeansStandsBesideIt(t *testing.T) {
	doc := question(t, field.Field{Key: "a.key", Label: "A question", Control: field.Choice, Options: explained}, form.State{Form: field.Form{"a.key": {"b"}}})
	accessible(t, doc)
	for _, radio := range doc.Find("input[type=radio]").EachIter() {
		name, means := doc.Find("#"+radio.AttrOr("aria-labelledby", "-")).Text(), doc.Find("#"+radio.AttrOr("aria-describedby", "-")).Text()
		if want := map[string]string{"First": "Does one thing.", "Second": "Does another."}[name]; means == "" || means != want {
			t.Errorf("%s means %q, want %q", name, means, want)
		}
	}
	if got := typed(doc); !slices.Equal(got["a.key"], []string{"b"}) {
		t.Errorf("it would send %q", got)
	}
}

// Rows that are lines have no room for it: it stands once below them, and each of their questions leads to it.
func TestWhatOptionsOfRowsMeanStandsBelowThem(t *testing.T) {
	table := field.Field{Key: "codes", Label: "Codes", Control: field.Table, Rows: &field.Rows{Name: "Code", AddLabel: "Add code", Fields: []field.Field{
		{Key: "code", Label: "Code", Control: field.Text}, {Key: "type", Label: "Code type", Control: field.Choice, Options: explained},
	}}}
	doc := question(t, table, form.State{Form: field.Form{"codes": {"2"}, "codes.0.type": {"a"}, "codes.1.type": {"b"}}})
	accessible(t, doc)
	if n := doc.Find("dl").Length(); n != 1 {
		t.Fatalf("it is told %d times", n)
	}
	told := doc.Find("dl").Text()
	if n := doc.Find("[aria-describedby='" + doc.Find("dl").AttrOr("id", "-") + "']").Length(); n != 2 {
		t.Errorf("%d questions lead to it, want 2", n)
	}
	if !strings.Contains(told, "Does one thing.") || !strings.Contains(told, "Does another.") {
		t.Errorf("it says %q", told)
	}
}
