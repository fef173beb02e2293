package field_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
)

func TestTakeMergesAPageIntoWhatIsKept(t *testing.T) {
	fields := []field.Field{
		{Key: "name", Control: field.Text},
		{Key: "featured", Control: field.Choices, Options: sizes},
		{Key: "code", Control: field.Text, Locked: field.Always},
		{Key: "password", Control: field.Text, Secret: true},
	}
	kept := field.Form{"name": {"Old"}, "featured": {"s"}, "code": {"1"}, "password": {"secret"}, "elsewhere": {"stays"}}
	posted := field.Form{"name": {"New"}, "code": {"2"}, "password": {""}, "foreign": {"x"}}
	want := field.Form{"name": {"New"}, "code": {"1"}, "password": {"secret"}, "elsewhere": {"stays"}}
	if diff := cmp.Diff(want, field.Merge(fields, kept, posted)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if kept.Get("name") != "Old" {
		t.Error("the kept form was changed")
	}
	posted["password"] = []string{"new secret"}
	if got := field.Merge(fields, kept, posted).Get("password"); got != "new secret" {
		t.Errorf("the secret is %q", got)
	}
}

func TestTakeLeavesOutWhatNoDatabaseTakes(t *testing.T) {
	fields := []field.Field{{Key: "name", Control: field.Text}}
	if got := field.Merge(fields, nil, field.Form{"name": {"Na\x00me\xff"}}).Get("name"); got != "Name" {
		t.Errorf("kept %q", got)
	}
}

// An answer to a question that was not on the page is not lost: it comes back when the question does.
func TestTakeKeepsWhatWasNotAsked(t *testing.T) {
	kept := field.Form{"how": {"mail"}, "street": {"Main Street"}, "address": {"a@b.example"}}
	form := field.Merge(delivery, kept, field.Form{"how": {"post"}, "address": {"c@d.example"}})
	if form.Get("street") != "Main Street" || form.Get("address") != "c@d.example" {
		t.Errorf("%v", form)
	}
}

func TestFreezeLocksFromItsStageOn(t *testing.T) {
	fields := []field.Field{{Key: "free"}, {Key: "saved", Fixed: field.Saved}, {Key: "assigned", Fixed: field.Assigned}}
	for stage, want := range map[field.Stage]string{field.Draft: "", field.Saved: "saved", field.Assigned: "saved assigned"} {
		var locked []string
		for _, f := range field.Freeze(fields, stage) {
			if f.IsLocked(nil) {
				locked = append(locked, f.Key)
			}
		}
		if got := strings.Join(locked, " "); got != want {
			t.Errorf("at stage %d %q is locked, want %q", stage, got, want)
		}
	}
	if fields[1].IsLocked(nil) {
		t.Error("the fields given were changed")
	}
}

func TestPackageAnswers(t *testing.T) {
	fields := []field.Field{
		{Key: "name", Control: field.Text, Fill: models.FactName},
		{Key: "publisher", Control: field.Text, Fill: models.FactPublisher},
		{Key: "code", Control: field.Number, Fill: models.FactVersionCode, Locked: field.Always},
		{Key: "sizes", Control: field.Choices, Options: sizes, Fill: models.FactArchitectures},
		{Key: "size", Control: field.Choice, Options: sizes, Fill: models.FactMinimumOS},
		{Key: "big", Control: field.Flag, Fill: models.FactTargetSDK, FillAs: func(s string) string { return map[string]string{"l": "true"}[s] }},
	}
	known := field.Known{Facts: []models.FactValue{
		{Fact: models.FactName, Value: "Depot Scan", Source: "manifest"},
		{Fact: models.FactPublisher, Value: "From the file"},
		{Fact: models.FactVersionCode, Value: "7"},
		{Fact: models.FactArchitectures, Value: "s, l"},
		{Fact: models.FactMinimumOS, Value: "unheard of"},
		{Fact: models.FactTargetSDK, Value: "l"},
	}}
	typed := field.Form{"publisher": {"Typed"}, "code": {"99"}, "name": {" "}}
	form, filled := field.Fill(fields, typed, known)
	want := field.Form{"name": {"Depot Scan"}, "publisher": {"Typed"}, "code": {"7"}, "sizes": {"s", "l"}, "big": {"true"}}
	if diff := cmp.Diff(want, form); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if filled["name"].Source != "manifest" || len(filled) != 4 {
		t.Errorf("answered by the package: %v", filled)
	}
	form.Set("name", "Edited")
	if _, filled = field.Fill(fields, form, known); filled["name"].Source != "" {
		t.Error("an edited answer still counts as the package's")
	}
	if diff := cmp.Diff(field.Form{"name": {"Edited"}, "publisher": {"Typed"}}, field.Unfill(fields, form, known)); diff != "" {
		t.Errorf("without the package (-want +got):\n%s", diff)
	}
}

func TestFillTakesNothingFromAPackageThatSaysNothing(t *testing.T) {
	fields := []field.Field{{Key: "sizes", Control: field.Choices, Options: sizes, Fill: models.FactArchitectures}}
	form, filled := field.Fill(fields, nil, field.Known{Facts: []models.FactValue{{Fact: models.FactArchitectures, Value: " "}}})
	if len(form) != 0 || len(filled) != 0 {
		t.Errorf("%v %v", form, filled)
	}
}

func TestValuesIntoAStruct(t *testing.T) {
	var got struct {
		Name     string   `field:"name"`
		Featured bool     `field:"isFeatured"`
		Code     int64    `field:"version.code"`
		Sizes    []string `field:"sizes"`
		Missing  string   `field:"missing"`
		Untagged string
	}
	field.Values{"name": "Depot Scan", "isFeatured": "true", "version.code": "40200", "sizes": "s,l", "Untagged": "x"}.Into(&got)
	if got.Name != "Depot Scan" || !got.Featured || got.Code != 40200 || !cmp.Equal(got.Sizes, []string{"s", "l"}) || got.Missing+got.Untagged != "" {
		t.Errorf("%+v", got)
	}
}

func TestChangesTellNoSecret(t *testing.T) {
	fields := []field.Field{{Key: "b", Control: field.Text}, {Key: "a", Control: field.Text}, {Key: "password", Secret: true}, {Key: "same"}}
	got := field.Changes(fields, field.Values{"a": "1", "same": "x"}, field.Values{"a": "2", "b": "new", "password": "hunter2", "same": "x"})
	want := []models.Change{{Field: "b", New: "new"}, {Field: "a", Old: "1", New: "2"}, {Field: "password", New: "••••••••"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
