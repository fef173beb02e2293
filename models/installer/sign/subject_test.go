package sign

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNameParts(t *testing.T) {
	for name, want := range map[string][]string{
		"CN=Example": {"CN=Example"},
		`CN=A, O="Example, Inc.", S=Utrecht, C=NL`: {"CN=A", "O=Example, Inc.", "ST=Utrecht", "C=NL"},
		`cn = "say ""hi""" ; OID.2.5.4.17=1234`:    {`CN=say "hi"`, "POSTALCODE=1234"},
		"nonsense":                                 nil,
		"":                                         nil,
	} {
		if diff := cmp.Diff(want, nameParts(name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
