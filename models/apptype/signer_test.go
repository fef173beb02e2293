package apptype_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// mustInspect reads a package as the server does.
func mustInspect(t *testing.T, content []byte) models.Package {
	t.Helper()
	p, err := inspected(t, content)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func bareAPK(code uint32) []byte {
	return sample.APK(sample.APKOptions{Label: "A", PackageID: "a.b", VersionCode: code, MinSDK: 21})
}

// The signer of a package is that of its strongest scheme; a weaker signature by somebody else neither is it nor makes up for a
// broken one.
func TestStrongestSchemeNamesTheSigner(t *testing.T) {
	a, b := sample.NewSigner("A"), sample.NewSigner("B")
	v1 := []string{"--v2-signing-enabled=false", "--v3-signing-enabled=false"}
	byA := installertest.NewAPKSigner(t, a).Sign(t, bareAPK(1), v1)
	mixed := b.SignAPK(byA)
	broken := bytes.Clone(mixed)
	broken[bytes.Index(broken, []byte("APK Sig Block 42"))-20] ^= 1 // in the public key, which is not that of the certificate any more
	d := definition(t, "androidLobApp")
	first, second := mustInspect(t, byA), mustInspect(t, mixed)
	if first.Fact(models.FactSigner) != "CN=A" || second.Fact(models.FactSigner) != "CN=B" {
		t.Errorf("signed by %s and %s, want A and B: %+v %+v", first.Fact(models.FactSigner), second.Fact(models.FactSigner), first.Signers, second.Signers)
	}
	if d.SameSigner(first, second) || !d.SameSigner(second, mustInspect(t, b.SignAPK(bareAPK(2)))) {
		t.Error("after a version by A, one by A (v1) and B (v2) must be another signer's; after that one B alone goes on")
	}
	if told := apptype.Differences(first, second); len(told) != 1 || told[0].Code != "otherSigner" {
		t.Errorf("told %v", told)
	}
	if third := mustInspect(t, broken); len(third.SignedBy()) > 0 || d.SameSigner(first, third) {
		t.Errorf("a broken v2 signature is outvoted by v1: %+v", third.Signers)
	}
}

// A scheme that is broken is not made up for by the next, whole one; one that no longer fits what it lists matters only where it is
// the strongest.
func TestBrokenSchemes(t *testing.T) {
	a := sample.NewSigner("A")
	by := installertest.NewAPKSigner(t, a)
	all := by.Sign(t, bareAPK(1), nil)
	block := bytes.Index(all, []byte{0xc0, 0x68, 0x53, 0xf0})
	if block < 0 {
		t.Fatal("the package has no v3 signature")
	}
	p := mustInspect(t, installertest.Flip(all, block+80))
	if p.Signers[0].Scheme != "v3" || p.Signers[1].Scheme != "v2" || !p.Signers[1].Verified || len(p.SignedBy()) > 0 {
		t.Errorf("a broken v3 signature is outvoted by v2: %+v", p.Signers)
	}
	listed := by.Sign(t, bareAPK(1), []string{"--v2-signing-enabled=false", "--v3-signing-enabled=false"})
	p = mustInspect(t, a.SignAPK(installertest.Rezip(t, listed, "resources.arsc", nil)))
	if signed := p.SignedBy(); len(signed) != 1 || signed[0].Scheme != "v2" || p.Signers[1].Verified {
		t.Errorf("a file that v1 lists is missing, and v2 is whole: %+v", p.Signers)
	}
}

// A new key goes on where the old one vouches for it, and lets updates through.
func TestRotatedKeyIsFollowed(t *testing.T) {
	a, b := installertest.NewAPKSigner(t, sample.NewSigner("A")), installertest.NewAPKSigner(t, sample.NewSigner("B"))
	proof := a.Rotate(t, b)
	without := a.Rotate(t, b, "--set-installed-data", "false")
	v3 := func(lineage string) []string { return []string{"--min-sdk-version=28", "--lineage", lineage} }
	old := mustInspect(t, a.Sign(t, bareAPK(1), nil))
	rotated := mustInspect(t, a.Sign(t, bareAPK(2), v3(proof), b))
	refused := mustInspect(t, a.Sign(t, bareAPK(2), v3(without), b))
	alone := mustInspect(t, b.Sign(t, bareAPK(3), nil))
	d := definition(t, "androidLobApp")
	if rotated.Fact(models.FactSigner) != "CN=B" {
		t.Fatalf("signed by %s: %+v", rotated.Fact(models.FactSigner), rotated.Signers)
	}
	for name, c := range map[string]struct {
		old, new models.Package
		want     bool
		told     string
	}{
		"with its proof":           {old, rotated, true, "keyRotated"},
		"proof that keeps no data": {old, refused, false, "otherSigner"},
		"without a proof":          {old, alone, false, "otherSigner"},
		"the new key goes on":      {rotated, alone, true, ""},
		"back to the old key":      {rotated, old, false, "otherSigner"},
	} {
		told := ""
		for _, r := range apptype.Differences(c.old, c.new) {
			told += string(r.Code)
		}
		if got := d.SameSigner(c.old, c.new); got != c.want || told != c.told {
			t.Errorf("%s: accepted %t, told %q; want %t, %q", name, got, told, c.want, c.told)
		}
	}
}

// Android asks for all signers of the older schemes, not for one of them.
func TestAllSignersMustStay(t *testing.T) {
	a, b := installertest.NewAPKSigner(t, sample.NewSigner("A")), installertest.NewAPKSigner(t, sample.NewSigner("B"))
	v2 := []string{"--v3-signing-enabled=false"}
	both, alone := mustInspect(t, a.Sign(t, bareAPK(1), v2, b)), mustInspect(t, a.Sign(t, bareAPK(2), v2))
	d := definition(t, "androidLobApp")
	if !d.SameSigner(both, mustInspect(t, b.Sign(t, bareAPK(2), v2, a))) || d.SameSigner(both, alone) || d.SameSigner(alone, both) {
		t.Error("signers were left out or added")
	}
}

// v1 is about all files of the list, and only about signatures that have a list.
func TestOldSchemeCoversWhatItLists(t *testing.T) {
	v1 := []string{"--v2-signing-enabled=false", "--v3-signing-enabled=false"}
	whole := installertest.NewAPKSigner(t, sample.NewSigner("A")).Sign(t, bareAPK(1), v1)
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"as signed":            {whole, "CN=A"},
		"a file removed":       {installertest.Rezip(t, whole, "resources.arsc", nil), ""},
		"a file added":         {installertest.Rezip(t, whole, "", map[string]string{"classes.dex": "dex"}), ""},
		"a signature of none":  {installertest.Rezip(t, whole, "", map[string]string{"META-INF/OLD.RSA": "stray"}), "CN=A"},
		"unsigned notes in it": {installertest.Rezip(t, whole, "", map[string]string{"META-INF/buildserverid": "1"}), "CN=A"},
	} {
		p := mustInspect(t, c.content)
		if got := p.Fact(models.FactSigner); got != c.want {
			t.Errorf("%s: signed by %q, want %q: %+v", name, got, c.want, p.Signers)
		}
	}
}

// The packages whose signatures are easily misread, as apksigner reads them.
func TestMisreadSignatures(t *testing.T) {
	dir := filepath.Join(corpus(t), "..", "corpus-signers")
	if !exists(dir) {
		t.Skip("the folder of easily misread packages is not here")
	}
	for name, want := range map[string]string{
		"v1-by-A-v2-by-B.apk": "v2", "v1-classes-removed.apk": "", "v1-file-removed.apk": "", "orphan.apk": "v1",
	} {
		p, scheme := mustInspect(t, installertest.Read(t, filepath.Join(dir, name))), ""
		if by := p.SignedBy(); len(by) > 0 {
			scheme = by[0].Scheme
		}
		if scheme != want {
			t.Errorf("%s: signed with %q, want %q: %+v", name, scheme, want, p.Signers)
		}
	}
}
