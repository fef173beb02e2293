package android

import (
	"testing"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
)

func FuzzAXML(f *testing.F) {
	installertest.AddParts(f, ManifestPath)
	f.Fuzz(func(t *testing.T, b []byte) {
		var m manifest
		if err := readXML(b, m.visit); err != nil {
			return
		}
		m.describe(&facts.Report{}, nil)
	})
}

func FuzzARSC(f *testing.F) {
	installertest.AddParts(f, ResourcesPath)
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := readResources(b)
		if err != nil {
			return
		}
		for _, id := range []uint32{0x7f010000, 0x7f020000, 0x7f02ffff, 0x01010001} {
			v := value{kind: valueReference, data: id}
			if got := table.resolve(v); got.isReference() {
				t.Errorf("%#x resolves to a reference", id)
			}
			if n := len(table.files(v)); n > maxCandidates {
				t.Errorf("%#x has %d files", id, n)
			}
		}
	})
}
