package apptype_test

import (
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
)

func TestPackagesThatBecomeNoPrivateApp(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*models.Package)
		says   []string
	}{
		"fits":              {func(*models.Package) {}, nil},
		"not checked yet":   {func(p *models.Package) { p.Signature, p.Signers = models.SignatureWaiting, nil }, nil},
		"another kind":      {func(p *models.Package) { p.Format, p.Facts = "msi", nil }, []string{"need an Android package"}},
		"too large":         {func(p *models.Package) { p.Size = apptype.MaxAPKBytes + 1 }, []string{"tooLargeForType(2147483648)"}},
		"not signed":        {func(p *models.Package) { p.Signers = nil }, []string{"no valid signature"}},
		"signature is void": {func(p *models.Package) { p.Signers[0].Verified = false }, []string{"no valid signature"}},
		"name and debuggable": {func(p *models.Package) {
			p.Facts = []models.FactValue{{Fact: models.FactPackageID, Value: "scanner"}, {Fact: models.FactDebuggable, Value: "true"}}
		}, []string{"package name scanner", "is debuggable"}},
	} {
		p := models.Package{
			Format: "apk", Size: apptype.MaxAPKBytes, Signature: models.SignatureChecked, Signers: []models.Signer{{Verified: true}},
			Facts: []models.FactValue{{Fact: models.FactPackageID, Value: "com.example.scanner"}},
		}
		test.change(&p)
		why := apptype.PrivateAppProblems(p)
		if len(why) != len(test.says) {
			t.Errorf("%s: %v", name, why)
			continue
		}
		for i, part := range test.says {
			if !strings.Contains(why[i].String(), part) {
				t.Errorf("%s: %v does not say %q", name, why[i], part)
			}
		}
	}
}
