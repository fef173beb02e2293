package installer

import (
	"testing"

	"appdepot/models"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// A product archive may hold packages as archives of their own, but not without end.
func TestNestedPackages(t *testing.T) {
	o := installertest.PKG()
	o.Title = ""
	inner := sample.PKG(o)
	for depth, want := range []int{4, 4, 4, 0} {
		r, err := inspectBytes(t, inner)
		if err != nil && want > 0 || len(r.Components) != want {
			t.Fatalf("depth %d: %d components, %v", depth, len(r.Components), err)
		}
		if want > 0 && (!r.Components[0].Guess || r.Components[0].ID != "com.example.app" || r.Fact(models.FactName) != "Büro") {
			t.Errorf("depth %d: %+v", depth, r.Components)
		}
		inner = sample.PKG(sample.PKGOptions{Bare: true, Files: map[string]string{"inner.pkg": string(inner)}})
	}
}

func FuzzIPA(f *testing.F) {
	seed(f, "ipa")
	f.Fuzz(fuzzPackage)
}

func FuzzPKG(f *testing.F) {
	seed(f, "pkg")
	f.Fuzz(fuzzPackage)
}

func FuzzTOC(f *testing.F) {
	f.Add([]byte(`<xar><toc><checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>a</name><file><name enctype="base64">Yg==</name>` +
		`<data><offset>20</offset><length>5</length><encoding style="application/x-gzip"/><archived-checksum style="sha1">00</archived-checksum></data></file></file></toc></xar>`))
	f.Add([]byte(`<xar><toc><signature style="RSA"><offset>0</offset><size>2</size><KeyInfo><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></signature></toc></xar>`))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzPackage(t, installertest.XAR(b)) })
}
