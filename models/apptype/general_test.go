package apptype_test

import (
	"testing"

	"appdepot/models/apptype"
)

// Every app type belongs to one general type (source document: app types).
func TestGeneralTypes(t *testing.T) {
	for _, d := range apptype.All() {
		n := 0
		for _, g := range apptype.GeneralTypes() {
			if g.Has(d) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s (%s) belongs to %d general types", d.ID, d.General, n)
		}
	}
}
