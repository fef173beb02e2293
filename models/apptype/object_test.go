package apptype_test

import (
	"maps"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
)

// What people read about an app moves no device, in any type; a new version moves those that get it.
func TestWordsAboutAnAppChangeNoPlan(t *testing.T) {
	for _, d := range apptype.All() {
		values, errs := d.Decode(d.Example)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		var app models.App
		d.Apply(values, &app)
		words := app
		words.Description, words.Publisher, words.Notes, words.Owner, words.Featured, words.LogoID = "Other words.", "Else", "A note", "Finance", !app.Featured, "logo"
		if !apptype.SameInOrders(app, words) || !apptype.SamePlan(app, words) {
			t.Errorf("%s: other words change what devices get", d.ID)
		}
		words.Name = "Another name"
		if apptype.SameInOrders(app, words) || !apptype.SamePlan(app, words) {
			t.Errorf("%s: another name is in orders, and changes no plan", d.ID)
		}
		version := app
		version.VersionID = "next"
		if apptype.SameInOrders(app, version) || apptype.SamePlan(app, version) {
			t.Errorf("%s: a new version changes nothing", d.ID)
		}
	}
}

func TestAnswersThatDecideChangeThePlan(t *testing.T) {
	for _, tt := range []struct {
		kind, key, value string
		same             bool
	}{
		{"webApp", "appUrl", "https://else.example/", false},
		{"webApp", "useManagedBrowser", "false", true},
		{"androidStoreApp", "minimumSupportedOperatingSystem", "13.0", false},
		{"windowsMobileMSI", "productVersion", "99.0", false},
		{"appOfTheFuture", "anything", "else", true},
	} {
		app := models.App{Type: tt.kind, Values: map[string]string{}}
		if d, known := apptype.Get(tt.kind); known {
			values, _ := d.Decode(d.Example)
			d.Apply(values, &app)
		}
		changed := app
		changed.Values = maps.Clone(app.Values)
		changed.Values[tt.key] = tt.value
		if apptype.SameInOrders(app, changed) || apptype.SamePlan(app, changed) != tt.same {
			t.Errorf("%s with another %s: the same plan: %t, want %t", tt.kind, tt.key, !tt.same, tt.same)
		}
	}
}

func TestAnAppOfAnUnknownTypeFitsNowhere(t *testing.T) {
	o := apptype.ObjectOf(models.App{ID: "a", Type: "appOfTheFuture", Platform: models.Windows}, nil)
	if got := o.Unfit(models.Device{Platform: models.Windows}); got.Code != "unknownType" {
		t.Errorf("it does not fit because of %q", got)
	}
}
