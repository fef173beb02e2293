package apptype_test

import (
	"testing"

	"appdepot/models/apptype"
)

// Source document: cloud storage.
func TestLimitByName(t *testing.T) {
	lob, ok := apptype.PaneEntryOf("lineOfBusinessApp")
	if !ok {
		t.Fatal("there is no such entry")
	}
	const gb = 1 << 30
	for name, want := range map[string]struct{ entry, any int64 }{
		"scan.ipa": {2 * gb, 2 * gb}, "Scan.IPA": {2 * gb, 2 * gb}, "scan.msi": {8 * gb, 30 * gb}, "scan.msixbundle": {8 * gb, 8 * gb},
		"scan.pkg": {2 * gb, 8 * gb}, "scan.intunewin": {8 * gb, 30 * gb}, "scan": {8 * gb, 30 * gb},
	} {
		if got := lob.LimitOf(name); got != want.entry {
			t.Errorf("%s as a line-of-business app: %d bytes, want %d", name, got, want.entry)
		}
		if got := apptype.LimitOf(name); got != want.any {
			t.Errorf("%s: %d bytes, want %d", name, got, want.any)
		}
	}
}
