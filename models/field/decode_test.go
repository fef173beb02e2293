package field_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
)

var sizes = []field.Option{{Value: "s", Label: models.T("Small")}, {Value: "m", Label: models.T("Medium")}, {Value: "l", Label: models.T("Large")}}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name    string
		field   field.Field
		answers []string
		value   string
		refused string // part of the sentence
	}{
		{"spaces around", field.Field{Control: field.Text}, []string{"  Depot Scan \n"}, "Depot Scan", ""},
		{"a line break in a line", field.Field{Control: field.Text}, []string{"Depot\r\nScan"}, "Depot Scan", ""},
		{"decomposed letters", field.Field{Control: field.Text}, []string{"Cafe\u0301"}, "Caf\u00e9", ""},
		{"lines", field.Field{Control: field.LongText}, []string{"one\r\ntwo\rthree\n"}, "one\ntwo\nthree", ""},
		{"a control character", field.Field{Control: field.Text}, []string{"a\x00b"}, "", "hidden characters"},
		{"reversed writing", field.Field{Control: field.Text}, []string{"exe.\u202etxt"}, "exe.txt", ""},
		{"broken UTF-8", field.Field{Control: field.Text}, []string{"a\xff"}, "", "hidden characters"},
		{"as long as allowed", field.Field{Control: field.Text}, []string{strings.Repeat("é", 255)}, strings.Repeat("é", 255), ""},
		{"too long", field.Field{Control: field.Text}, []string{strings.Repeat("é", 256)}, "", "Use 255 or fewer"},
		{"longer than its own limit", field.Field{Control: field.LongText, Max: 3}, []string{"four"}, "", "Use 3 or fewer"},

		{"an address", field.Field{Control: field.Link}, []string{"https://a.example/x?y=1#z"}, "https://a.example/x?y=1#z", ""},
		{"an address with a port", field.Field{Control: field.Link}, []string{"http://10.0.0.1:8080"}, "http://10.0.0.1:8080", ""},
		{"no scheme", field.Field{Control: field.Link}, []string{"www.example.com"}, "", "starts with https://"},
		{"a script", field.Field{Control: field.Link}, []string{"javascript:alert(1)"}, "", "starts with https://"},
		{"a file", field.Field{Control: field.Link}, []string{"file:///etc/passwd"}, "", "starts with https://"},
		{"no server", field.Field{Control: field.Link}, []string{"https:///x"}, "", "has no server name"},
		{"a port alone", field.Field{Control: field.Link}, []string{"https://:443/"}, "", "has no server name"},
		{"a password", field.Field{Control: field.Link}, []string{"https://me:secret@a.example/"}, "", "user name and password"},
		{"markup", field.Field{Control: field.Link}, []string{`https://a.example/"><b>`}, "", "Enter a URL"},
		{"a space", field.Field{Control: field.Link}, []string{"https://a.example/a b"}, "", "Enter a URL"},
		{"a bad escape", field.Field{Control: field.Link}, []string{"https://a.example/%zz"}, "", "Enter a URL"},

		{"a number", field.Field{Control: field.Number}, []string{"0042"}, "42", ""},
		{"a negative number", field.Field{Control: field.Number}, []string{"-1"}, "", "whole number"},
		{"a number beyond counting", field.Field{Control: field.Number}, []string{"9999999999999999999"}, "", "whole number"},
		{"words for a number", field.Field{Control: field.Number}, []string{"ten"}, "", "whole number"},

		{"a version", field.Field{Control: field.Version}, []string{"24.09.00.0"}, "24.09.00.0", ""},
		{"a year", field.Field{Control: field.Version}, []string{"2026"}, "2026", ""},
		{"a version with a word", field.Field{Control: field.Version}, []string{"1.2-beta"}, "", "separated by dots"},
		{"a version with a gap", field.Field{Control: field.Version}, []string{"1..2"}, "", "separated by dots"},

		{"yes", field.Field{Control: field.Flag}, []string{"true"}, "true", ""},
		{"a ticked box", field.Field{Control: field.Flag}, []string{"on"}, "true", ""},
		{"a hidden no before a ticked box", field.Field{Control: field.Flag}, []string{"false", "true"}, "true", ""},
		{"perhaps", field.Field{Control: field.Flag}, []string{"perhaps"}, "", "Yes or No"},

		{"a choice", field.Field{Control: field.Choice, Options: sizes}, []string{"m"}, "m", ""},
		{"another choice", field.Field{Control: field.Choice, Options: sizes}, []string{"xl"}, "", "from the list"},
		{"choices in their order", field.Field{Control: field.Choices, Options: sizes}, []string{"l", "s", "l"}, "s,l", ""},
		{"one choice too many", field.Field{Control: field.Choices, Options: sizes}, []string{"s", "xl"}, "", "from the list"},

		{"nothing", field.Field{Control: field.Text}, nil, "", ""},
		{"nothing where something is needed", field.Field{Control: field.Text, Required: true, Ask: "Enter it."}, []string{"  "}, "", "Enter it."},
		{"the default", field.Field{Control: field.Choice, Options: sizes, Required: true, Default: "s"}, []string{""}, "s", ""},
		{"several by default", field.Field{Control: field.Choices, Options: sizes, Default: "s,m"}, nil, "s,m", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.field.Key = "key"
			values, errs := field.Decode([]field.Field{tt.field}, field.Form{"key": tt.answers, "unknown": {"ignored"}})
			if got := errs["key"].String(); (got == "") != (tt.refused == "") || !strings.Contains(got, tt.refused) {
				t.Errorf("the error is %q, want %q", got, tt.refused)
			}
			want := field.Values{}
			if tt.value != "" {
				want["key"] = tt.value
			}
			if diff := cmp.Diff(want, values); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryControlIsRead(t *testing.T) {
	for _, c := range field.Controls {
		if c == field.Table {
			continue // its rows are read, one question at a time
		}
		f := field.Field{Key: "key", Control: c, Options: []field.Option{{Value: "1"}}}
		if f.Limit() <= 0 {
			t.Errorf("%s has no limit", c)
		}
		for _, answer := range []string{"1", "true", "https://a.example/"} {
			if values, errs := field.Decode([]field.Field{f}, field.Form{"key": {answer}}); len(values)+len(errs) != 1 {
				t.Errorf("%s: %v %v", c, values, errs)
			}
		}
	}
}

func TestAllErrorsAreToldAtOnce(t *testing.T) {
	fields := []field.Field{
		{Key: "a", Control: field.Text, Required: true, Ask: "Enter a."},
		{Key: "b", Control: field.Number},
		{Key: "c", Control: field.Text},
	}
	values, errs := field.Decode(fields, field.Form{"b": {"x"}, "c": {"fine"}})
	if len(errs) != 2 || values["c"] != "fine" {
		t.Errorf("%v %v", values, errs)
	}
	if got := errs.Of(fields[:1]); len(got) != 1 || got["a"].String() != "Enter a." {
		t.Errorf("of the first field: %v", got)
	}
	if models.KindOf(errs.Err()) != models.KindInvalid || field.Errors(nil).Err() != nil {
		t.Error("errors are Invalid, and none are none")
	}
}

var delivery = []field.Field{
	{Key: "how", Control: field.Choice, Options: []field.Option{{Value: "post"}, {Value: "mail"}}, Default: "post"},
	{Key: "street", Control: field.Text, Required: true, Ask: "Enter the street.", When: field.Is("how", "post")},
	{Key: "address", Control: field.Text, When: field.Not(field.Is("how", "post"))},
}

func TestWhatIsNotAskedIsNeitherCheckedNorKept(t *testing.T) {
	values, errs := field.Decode(delivery, field.Form{"how": {"mail"}, "street": {"Main Street"}, "address": {"a@b.example"}})
	if diff := cmp.Diff(field.Values{"how": "mail", "address": "a@b.example"}, values); diff != "" || len(errs) != 0 {
		t.Errorf("%v %s", errs, diff)
	}
	if _, errs = field.Decode(delivery, nil); errs["street"].String() != "Enter the street." {
		t.Errorf("a condition does not see the default: %v", errs)
	}
	if asked := field.Asked(delivery, nil); len(asked) != 2 || asked[1].Key != "street" {
		t.Errorf("%v", asked)
	}
}

// Whatever is typed, accepted values are stable: shown, and saved unchanged, they stay what they are.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"x", " a\r\nb ", "https://a.example/\u00e9", "1.2", "true", "s,m", "e\u0301", "\u202e"} {
		f.Add(s)
	}
	var fields []field.Field
	for _, c := range field.Controls {
		fields = append(fields, field.Field{Key: string(c), Control: c, Options: sizes, Rows: &field.Rows{Fields: []field.Field{{Key: "row", Control: field.Text}}}})
	}
	f.Fuzz(func(t *testing.T, s string) {
		form := field.Form{}
		for _, c := range field.Controls {
			form[string(c)] = strings.Split(s, ",")
		}
		form["table.0.row"], form["table.1.row"] = []string{s}, []string{s, "x"}
		values, errs := field.Decode(fields, form)
		again, none := field.Decode(fields, field.Encode(fields, values))
		if diff := cmp.Diff(values, again); diff != "" || len(none) != 0 {
			t.Errorf("%v %v (-first +again):\n%s", errs, none, diff)
		}
	})
}

func TestWordsAreOneLine(t *testing.T) {
	name := field.Field{Key: "name", Control: field.Text, Words: true, Max: 14}
	values, errs := field.Decode([]field.Field{name}, field.Form{"name": {"  Photos &\x00 \t Media\xff "}})
	if len(errs) > 0 || values["name"] != "Photos & Media" {
		t.Errorf("%q, %v", values["name"], errs)
	}
}

func TestSecretIsKeptAsTyped(t *testing.T) {
	secret := field.Field{Key: "password", Control: field.Text, Secret: true, Required: true, Least: 4, Ask: "At least %s characters.", Hint: "%s or more."}
	for typed, wrong := range map[string]string{" a\tb ": "", "abc": "At least 4 characters.", "": "At least 4 characters."} {
		values, errs := field.Decode([]field.Field{secret}, field.Form{"password": {typed}})
		if e := errs["password"]; wrong == "" && values["password"] != typed || e.String() != wrong {
			t.Errorf("%q became %q: %s", typed, values["password"], e)
		}
	}
	if got := secret.Help().String(); got != "4 or more." {
		t.Errorf("the help is %q", got)
	}
	script := field.Field{Key: "script", Control: field.Script, Hint: "At most %s KB."}
	if got := script.Help().String(); got != "At most 50 KB." {
		t.Errorf("the help of a script is %q", got)
	}
}
