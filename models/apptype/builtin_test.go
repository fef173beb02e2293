package apptype_test

import (
	"slices"
	"strings"
	"testing"

	"appdepot/models/apptype"
)

// The supplied lists start with the apps that most organizations know, and devices find each by what the list says.
func TestSuppliedAppsAreComplete(t *testing.T) {
	e, ok := apptype.PaneEntryOf("builtInApp")
	if !ok || e.Choose != apptype.BySelection || len(e.Types) != 2 {
		t.Fatalf("%+v", e)
	}
	seen := map[string]bool{}
	for _, d := range e.Types {
		if len(d.Supplied) < 12 {
			t.Errorf("%s has %d apps", d.ID, len(d.Supplied))
		}
		for _, s := range d.Supplied {
			values, errs := d.Decode(s.Form)
			if err := errs.Err(); err != nil || seen[s.ID] || d.Detect(values).ID != s.Identity || d.StorePage(values) == "" {
				t.Errorf("%s: %v, looked for as %s", s.ID, err, d.Detect(values).ID)
			}
			seen[s.ID] = true
		}
	}
}

// Whoever adds an app is told what to have at hand.
func TestEveryEntrySaysWhatItNeeds(t *testing.T) {
	for _, e := range apptype.Pane() {
		if e.Needs == "" {
			t.Errorf("%s does not say what is needed", e.ID)
		}
	}
}

// Source document, before you add apps: people need an account in the store from which an app is installed. Microsoft's own programs come
// from its servers, and a system app is on the device already.
func TestAppsFromStoresNameTheAccount(t *testing.T) {
	noStore := []string{"windowsMicrosoftEdgeApp", "macOSMicrosoftEdgeApp", "androidManagedSystemApp"}
	for _, d := range apptype.All() {
		fromStore := slices.Contains([]string{"Store app", "Store app (licensed)", "Built-in app"}, d.General) && !slices.Contains(noStore, d.ID)
		if named := strings.Contains(d.AccountNote, "ccount"); named != fromStore {
			t.Errorf("%s (%s) says of the account that people need: %q", d.ID, d.General, d.AccountNote)
		}
	}
}

// The source document's example: assigned books need the app that opens them, which cannot be put back once it is uninstalled.
func TestBooksIsSupplied(t *testing.T) {
	d := definition(t, "managedIOSStoreApp")
	for _, a := range d.Supplied {
		if a.Form.Get("displayName") == "Books" && a.Identity == "com.apple.iBooks" {
			if !strings.Contains(d.UninstallNote, "Books") || !strings.Contains(d.UninstallNote, "cannot put the app back") {
				t.Errorf("before it is uninstalled people read %q", d.UninstallNote)
			}
			return
		}
	}
	t.Error("Books is not in the list")
}
