package apptype_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

func TestProductIDs(t *testing.T) {
	d := definition(t, "winGetApp")
	for typed, id := range map[string]string{
		"9NBLGGH4NNS1":   "9NBLGGH4NNS1",
		" 9nblggh4nns1 ": "9NBLGGH4NNS1",
		"XP8URENSTAAT03": "XP8URENSTAAT03",
		"https://apps.microsoft.com/detail/9nblggh4nns1?hl=nl-nl": "9NBLGGH4NNS1",
		"ms-windows-store://pdp/?ProductId=9NBLGGH4NNS1":          "9NBLGGH4NNS1",
		"https://evil.example/detail/9NBLGGH4NNS1":                "",
		"Microsoft.PowerToys":                                     "",
	} {
		v, errs := d.Decode(with(d, "packageIdentifier", typed))
		if v["packageIdentifier"] != id && len(errs) == 0 || (id == "") == errs["packageIdentifier"].Empty() {
			t.Errorf("%q is read as %q: %q", typed, v["packageIdentifier"], errs["packageIdentifier"])
		}
	}
	if v := values(t, d, "packageIdentifier", "XP8URENSTAAT03"); v["installerType"] != "Win32" {
		t.Errorf("an ID that begins with XP is of a %s app", v["installerType"])
	}
}

// What the Store says about an app decides what remains to be chosen.
func TestStoreResultLocksWhatTheAppDecides(t *testing.T) {
	d := definition(t, "winGetApp")
	for scopes, want := range map[string]struct {
		answer string
		locked bool
	}{"system": {"system", true}, "user": {"user", true}, "system, user": {"user", false}} {
		form, from := d.Fill(field.Form{}, field.Known{Facts: []models.FactValue{
			{Fact: models.FactPackageID, Value: "9NBLGGH4NNS1", Catalog: "Microsoft Store"},
			{Fact: models.FactInstallerType, Value: "UWP", Catalog: "Microsoft Store"},
			{Fact: models.FactScope, Value: scopes, Catalog: "Microsoft Store"},
		}})
		full := field.WithDefaults(d.Fields(), form)
		behavior, _ := field.ByKey(d.Fields(), "installExperience.runAsAccount")
		id, _ := field.ByKey(d.Fields(), "packageIdentifier")
		if full.Get(behavior.Key) != want.answer || behavior.IsLocked(full) != want.locked {
			t.Errorf("%s: %s, locked %t", scopes, full.Get(behavior.Key), behavior.IsLocked(full))
		}
		if !id.IsLocked(full) || from["packageIdentifier"].Catalog != "Microsoft Store" || full.Get("installerType") != "UWP" {
			t.Errorf("%s: the identifier can be changed, or is not known to be the Store's: %v", scopes, full)
		}
	}
}
