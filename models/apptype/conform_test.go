package apptype_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/field"
)

var update = flag.Bool("update", false, "write the golden files anew")

// example decodes a type's example, which must be accepted.
func example(t *testing.T, d *apptype.Definition) field.Values {
	t.Helper()
	values, errs := d.Decode(d.Example)
	if err := errs.Err(); err != nil {
		t.Fatalf("%s: the example is not accepted: %s", d.ID, err)
	}
	return values
}

// every runs a promise for every type.
func every(t *testing.T, promise func(*testing.T, *apptype.Definition)) {
	if len(apptype.All()) == 0 {
		t.Fatal("no type is registered")
	}
	for _, d := range apptype.All() {
		t.Run(d.ID, func(t *testing.T) { promise(t, d) })
	}
}

func TestExamplesAreAcceptedAndStayAsTheyWere(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		got, err := json.MarshalIndent(example(t, d), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", d.ID+".json")
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(bytes.TrimSpace(want)), string(got)); diff != "" {
			t.Errorf("stored values changed; if that is meant, run with -update (-want +got):\n%s", diff)
		}
	})
}

func TestValuesSurviveJSONAndTheForm(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		values := example(t, d)
		b, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		var back field.Values
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		again, errs := d.Decode(field.Encode(d.Fields(), back))
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(values, again); diff != "" {
			t.Errorf("values that are edited and saved unchanged differ (-want +got):\n%s", diff)
		}
	})
}

func TestValuesSurviveTheApp(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		values := example(t, d)
		var app models.App
		d.Apply(values, &app)
		if app.Type != d.ID || app.Platform != d.Platform || app.Name != values["displayName"] {
			t.Errorf("the app is %s for %s, called %q", app.Type, app.Platform, app.Name)
		}
		if _, twice := app.Values["displayName"]; twice {
			t.Error("the name is stored twice: as a column and among the values")
		}
		again, errs := d.Decode(d.FormOf(app))
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(values, again); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestQuestionsAreComplete(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		seen := map[string]bool{}
		for _, f := range d.Fields() {
			if seen[f.Key] {
				t.Errorf("the key %s is there twice", f.Key)
			}
			seen[f.Key] = true
			if f.Label == "" || !slices.Contains(field.Controls, f.Control) {
				t.Errorf("%s has the label %q and the control %q", f.Key, f.Label, f.Control)
			}
			if f.Required && f.Ask == "" {
				t.Errorf("%s is required and does not say so in its own words", f.Key)
			}
			if chooses := f.Control == field.Choice || f.Control == field.Choices; chooses != (len(f.Options) > 0) {
				t.Errorf("%s is a %s with %d options", f.Key, f.Control, len(f.Options))
			}
			if f.Fixed != field.Draft && f.Secret {
				t.Errorf("%s is a secret that can never be replaced", f.Key)
			}
		}
		for key := range d.Example {
			if _, asked := field.ByKey(d.Fields(), key); !asked {
				t.Errorf("the example answers %s, which nobody asks", key)
			}
		}
	})
}

// The store seals the answers to secret questions by their keys, and knows a draft's type only in the end: a key is secret in every type or in
// none, and never in a row of a table or in one variant alone.
func TestSecretQuestionsAreSecretEverywhere(t *testing.T) {
	secret := map[string]bool{}
	for _, d := range apptype.All() {
		for _, key := range d.Secrets() {
			secret[key] = true
		}
	}
	every(t, func(t *testing.T, d *apptype.Definition) {
		for _, f := range d.Fields() {
			if f.Secret != secret[f.Key] {
				t.Errorf("%s is secret in another type and not here", f.Key)
			}
			inner := slices.Clone(f.Variants)
			if f.Rows != nil {
				inner = append(inner, f.Rows.Fields...)
			}
			for _, in := range inner {
				if in.Secret && !f.Secret {
					t.Errorf("a part of %s is secret: only whole answers are sealed", f.Key)
				}
			}
		}
	})
}

// Required fields without a default are asked for, each in its own words.
func TestMissingAnswersAreAskedFor(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		_, errs := d.Decode(field.Form{})
		for _, f := range field.Asked(d.Fields(), field.Form{}) {
			if want := f.Required && f.Default == ""; want != (errs[f.Key].String() == f.Ask && f.Ask != "") {
				t.Errorf("%s: the error is %q", f.Key, errs[f.Key])
			}
		}
	})
}

func TestDevicesGetWhatTheTypeSends(t *testing.T) {
	every(t, func(t *testing.T, d *apptype.Definition) {
		values := example(t, d)
		if len(d.Settings(values)) == 0 {
			t.Error("an order has no settings")
		}
		detection := d.Detect(values)
		present := []models.InstalledApp{{Kind: detection.Kind, ID: detection.ID, Version: detection.Version}}
		for _, also := range detection.Also {
			present = append(present, models.InstalledApp{Kind: also.Kind, ID: also.ID, Version: also.Version})
		}
		if err := (checkin.CheckIn{InventoryHash: checkin.InventoryHash(present), Inventory: present}).Check(); err != nil {
			t.Errorf("a device could not report the app as present: %s", err)
		}
		if found := checkin.Detect(present, detection); !found.Fits {
			t.Errorf("the app is not found where it is: %+v", detection)
		}
	})
}
