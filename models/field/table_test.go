package field_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models/field"
)

var shelf = []field.Field{{Key: "books", Control: field.Table, Rows: &field.Rows{Max: 3, Fields: []field.Field{
	{Key: "title", Control: field.Text, Required: true, Ask: "Enter a title."}, {Key: "year", Control: field.Number, Default: "1999"},
}}}}

// books are rows with these titles.
func books(titles ...string) field.Form {
	form := field.Form{"books": {strconv.Itoa(len(titles))}}
	for i, title := range titles {
		form[field.RowKey("books", i, "title")] = []string{title}
	}
	return form
}

func titles(form field.Form) (all []string) {
	n, _ := shelf[0].RowCount(form)
	for i := range n {
		all = append(all, shelf[0].Row(form, i).Get("title"))
	}
	return all
}

// Rows beyond what a table accepts are kept as typed, and the mistake is named.
func TestTooManyRowsAreKeptAndRefused(t *testing.T) {
	form := field.Merge(shelf, nil, books("a", "b", "c", "d", "e"))
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, titles(field.WithDefaults(shelf, form))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	values, errs := field.Decode(shelf, form)
	if got := errs["books"].String(); !strings.Contains(got, "The maximum is 3, but there are 5.") || len(values) > 0 {
		t.Errorf("it says %q and accepts %v", got, values)
	}
	form = field.ApplyCommand(shelf, field.ApplyCommand(shelf, form, "remove books 4"), "remove books 0")
	if values, errs = field.Decode(shelf, form); len(errs) > 0 || len(values.Rows("books")) != 3 {
		t.Errorf("%v %v", values, errs)
	}
}

// A count that no page sends makes no rows without end.
func TestRowsAreBounded(t *testing.T) {
	form := books("a")
	form["books"] = []string{"1000000000"}
	if got := len(titles(field.WithDefaults(shelf, field.Merge(shelf, nil, form)))); got != 1000 {
		t.Errorf("%d rows are kept", got)
	}
	if _, errs := field.Decode(shelf, form); errs["books"].Empty() {
		t.Error("too many rows are accepted")
	}
}

func TestCommandsChangeRows(t *testing.T) {
	for command, want := range map[string]string{
		"add books": "a b ", "remove books 0": "b", "move books 1 0": "b a", "move books 0 1": "b a",
		"move books 0 2": "a b", "move books -1 0": "a b", "move books 0": "a b", "remove books x": "a b", "remove books": "a b",
		"add shelves": "a b", "refresh": "a b", "burn books 0": "a b",
	} {
		form := field.ApplyCommand(shelf, books("a", "b"), command)
		if got := strings.Join(titles(form), " "); got != want {
			t.Errorf("%s: %q, want %q", command, got, want)
		}
	}
	full := field.ApplyCommand(shelf, books("a", "b", "c"), "add books")
	if got := len(titles(full)); got != 3 {
		t.Errorf("a full table has %d rows after adding one", got)
	}
}

func TestMovedRowsTakeAllTheirAnswersAlong(t *testing.T) {
	form := books("a", "b", "c")
	for i := range 3 {
		form[field.RowKey("books", i, "year")] = []string{fmt.Sprint(2000 + i)}
	}
	values, _ := field.Decode(shelf, field.ApplyCommand(shelf, form, "move books 2 0"))
	want := []field.Values{{"title": "c", "year": "2002"}, {"title": "a", "year": "2000"}, {"title": "b", "year": "2001"}}
	if diff := cmp.Diff(want, values.Rows("books")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
