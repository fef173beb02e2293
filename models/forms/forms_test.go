package forms

import (
	"strings"
	"testing"

	"appdepot/models/field"
)

// every is each declaration by name.
var every = map[string][]field.Field{
	"Category": Category, "AppCategories": {AppCategories(nil)}, "Group": Group, "NewGroup": NewGroup, "User": User, "NewUser": NewUser,
	"Password": Password, "OwnName": OwnName, "OwnPassword": OwnPassword, "SetUp": SetUp, "Device": Device, "OwnDevice": OwnDevice,
	"EnrollmentToken": EnrollmentToken, "CatalogSource": CatalogSource, "PlayConnection": PlayConnection, "PlayWebApp": PlayWebApp,
	"PlayPrivateApp": PlayPrivateApp, "StoragePlan": StoragePlan,
}

func TestDeclarationsAreComplete(t *testing.T) {
	for name, fields := range every {
		keys := map[string]bool{}
		for _, f := range fields {
			if keys[f.Key] || f.Key == "" || f.Label == "" {
				t.Errorf("%s: a question has the key %q and the label %q", name, f.Key, f.Label)
			}
			keys[f.Key] = true
			if f.Required && f.Default == "" && f.Ask == "" {
				t.Errorf("%s: %s is required, and nothing asks for it", name, f.Key)
			}
			if strings.Contains(f.Key, "password") != f.Secret && f.Key != "current" {
				t.Errorf("%s: %s is secret: %t", name, f.Key, f.Secret)
			}
		}
	}
}

func TestWhatIsMissingIsAskedFor(t *testing.T) {
	for name, fields := range every {
		_, wrong := field.Decode(fields, field.Form{})
		for _, f := range fields {
			if missing := f.Required && f.Default == ""; missing == wrong[f.Key].Empty() {
				t.Errorf("%s: without %s it says %q", name, f.Key, wrong[f.Key])
			}
		}
	}
}

func TestEmailAddress(t *testing.T) {
	for address, fine := range map[string]bool{
		"ada@example.com": true, "ada": false, "Ada <ada@example.com>": false, "ada@": false, "a@b@c": false,
		strings.Repeat("é", 120) + "@example.com": true, strings.Repeat("é", 125) + "@example.com": false,
	} {
		if emailAddress(address).Empty() != fine {
			t.Errorf("%.20q is an address: %t, want %t", address, !fine, fine)
		}
	}
}
