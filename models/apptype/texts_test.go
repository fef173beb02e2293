package apptype_test

import (
	"reflect"
	"slices"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// unspoken are the strings of the registry that nobody reads: keys, kinds and names of keys. Fields that are not exported hold
// keys only.
var unspoken = []string{
	"Definition.ID", "Definition.Glyph", "Entry.Glyph", "Definition.Platform", "Definition.Updates", "Definition.Lookup", "Definition.VersionRule",
	"Definition.Example", "Definition.InitialAnswers", "Definition.Supplied", "PackageRule.Formats", "PackageRule.Extensions", "Entry.ID", "Entry.Choose",
	"Step.Key", "Section.Key", "Field.Key", "Field.Control", "Field.Default", "Field.Fill", "Option.Value", "Option.Language", "Text.Args",
	"Exclusion.Catalog", "Exclusion.Key",
}

// TestEveryTextOfTheRegistryIsListed goes through all strings of the registry, however deep, also those of a table's rows. What
// people read has to be listed, so that it is translated; what they do not read is named above.
func TestEveryTextOfTheRegistryIsListed(t *testing.T) {
	listed := apptype.Texts()
	for _, d := range apptype.All() {
		for at, texts := range spoken(reflect.ValueOf(*d), d.ID) {
			for _, text := range texts {
				if text != "" && text != "%s" && !slices.Contains(listed, text) {
					t.Errorf("%s: %s is %q. Texts has to list it, or unspoken has to name it when nobody reads it", d.ID, at, text)
				}
			}
		}
	}
}

func TestTextsOfRowsAreFound(t *testing.T) {
	table := field.Field{Label: "Return codes", Rows: &field.Rows{Name: "Return code", Fields: []field.Field{
		{Label: "Code type", Options: []field.Option{{Value: "retry", Label: models.T("Retry")}}},
	}}}
	found := spoken(reflect.ValueOf(table), "")
	for at, want := range map[string]string{"Rows.Name": "Return code", "Field.Label": "Code type", "Text.Source": "Retry"} {
		if !slices.Contains(found[at], want) {
			t.Errorf("%s is %q, without %q", at, found[at], want)
		}
	}
}

// spoken collects the strings in a value by the field they stand in.
func spoken(v reflect.Value, at string) map[string][]string {
	found := map[string][]string{}
	add := func(more map[string][]string) {
		for at, texts := range more {
			found[at] = append(found[at], texts...)
		}
	}
	switch v.Kind() {
	case reflect.String:
		found[at] = []string{v.String()}
	case reflect.Pointer:
		if !v.IsNil() {
			add(spoken(v.Elem(), at))
		}
	case reflect.Slice:
		for i := range v.Len() {
			add(spoken(v.Index(i), at))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			add(spoken(v.MapIndex(key), at))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			if v.Type().Field(i).IsExported() && !slices.Contains(unspoken, name) {
				add(spoken(v.Field(i), name))
			}
		}
	}
	return found
}
