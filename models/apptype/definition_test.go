package apptype_test

import (
	"maps"
	"testing"

	"appdepot/models/apptype"
	"appdepot/models/field"
)

func definition(t *testing.T, id string) *apptype.Definition {
	t.Helper()
	d, ok := apptype.Get(id)
	if !ok {
		t.Fatalf("there is no type %s", id)
	}
	return d
}

func with(d *apptype.Definition, answers ...string) field.Form {
	form := maps.Clone(d.Example)
	for i := 0; i < len(answers); i += 2 {
		form.Set(answers[i], answers[i+1])
	}
	return form
}

func values(t *testing.T, d *apptype.Definition, answers ...string) field.Values {
	t.Helper()
	v, errs := d.Decode(with(d, answers...))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTextsAreListedOnce(t *testing.T) {
	texts := apptype.Texts()
	seen := map[string]bool{}
	for _, s := range texts {
		if s == "" || seen[s] {
			t.Errorf("%q is empty or there twice", s)
		}
		seen[s] = true
	}
	for _, want := range []string{"Store app", "Line-of-business app", "App information", "Android %s", "Minimum operating system", "Enter an app URL."} {
		if !seen[want] {
			t.Errorf("%q is missing", want)
		}
	}
}
