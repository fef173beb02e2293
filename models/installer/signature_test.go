package installer

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"crypto/x509"
	"encoding/binary"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// signedSum is the SHA-256 of the certificate that the files in testdata are signed with.
const signedSum = "63376de0403f6f8e5af9d2bb833748dc5823d2718832293de8b779b690dc1006"

// schemesOf lists what was found, "!" before what does not verify.
func schemesOf(r inspected) string {
	var found []string
	for _, s := range r.Signers {
		if s.Verified {
			found = append(found, s.Scheme)
		} else {
			found = append(found, "!"+s.Scheme)
		}
	}
	return strings.Join(found, " ")
}

// replace changes all places of a text in a file; there must be one.
func replace(t testing.TB, file []byte, old, new string) []byte {
	t.Helper()
	if !bytes.Contains(file, []byte(old)) {
		t.Fatalf("nothing to change: %q is not in the file", old)
	}
	return bytes.ReplaceAll(file, []byte(old), []byte(new))
}

func TestSignaturesOfAPK(t *testing.T) {
	whole := read(t, "testdata/signed.apk")
	change := func(old, new string) []byte { return replace(t, whole, old, new) }
	id := func(n uint32) string { return string(binary.LittleEndian.AppendUint32(nil, n)) }
	label := "S\x00i\x00g\x00n\x00e\x00d\x00"
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"as signed":                {whole, "v3 v2 v1"},
		"content changed":          {change(label, "s\x00i\x00g\x00n\x00e\x00d\x00"), "!v3 !v2 !v1"},
		"rotated key":              {change(id(blockV3), id(blockV31)), "v3.1 !v2 !v1"},
		"v3 taken away":            {change(id(blockV3), id(1)), "!v2 !v1"},
		"signing block taken away": {change(blockMagic, "APK Sig Block 41"), "!v1"},
	} {
		r := mustInspect(t, c.file)
		if got := schemesOf(r); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if broken := strings.HasPrefix(c.want, "!"); broken != (r.Fact(models.FactSigner) == "") || broken != (len(r.Warnings) > 0) {
			t.Errorf("%s: signer %q, warnings %v", name, r.Fact(models.FactSigner), r.Warnings)
		}
	}
}

// A file that is in the archive but not in the signed manifest makes scheme v1 fail.
func TestAddedFileBreaksJarSignature(t *testing.T) {
	whole := read(t, "testdata/signed.apk")
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, added := range []string{"", "classes.dex", "META-INF/services/x", "META-INF/note.RSA"} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, f := range from.File {
			if err := z.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
		if added != "" {
			if _, err := z.Create(added); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		a, err := openArchive(newSource(nil, bytes.NewReader(b.Bytes()), int64(b.Len())))
		if err != nil {
			t.Fatal(err)
		}
		fits, err := a.jarContentFits()
		if want := added == "" || isUnsigned(added); err != nil || fits != want {
			t.Errorf("with %q added: fits %t, error %v, want %t", added, fits, err, want)
		}
	}
}

func TestSignatureOfMSI(t *testing.T) {
	whole := read(t, "testdata/signed.msi")
	r := mustInspect(t, whole)
	want := []Signer{{
		Scheme: schemeAuthenticode, Subject: `C=NL, O="Example, Inc.", CN=Appdepot test signer`, Issuer: `C=NL, O="Example, Inc.", CN=Appdepot test signer`,
		SHA256: signedSum, Verified: true, NotBefore: r.Signers[0].NotBefore, NotAfter: r.Signers[0].NotAfter,
		Note: models.T("The signature is intact, but its certificate is not from an authority that this server trusts."),
	}}
	if diff := cmp.Diff(want, r.Signers); diff != "" {
		t.Error(diff)
	}
	if r.Fact(models.FactSignerSHA256) != signedSum {
		t.Errorf("fact %s", r.Fact(models.FactSignerSHA256))
	}
	digest := messageOf(t, whole).Signers[0].EncryptedDigest
	last := string(digest[len(digest)-8:])
	for _, change := range [][2]string{{"ProductVersion", "ProductVersiom"}, {last, "12345678"}} {
		r := mustInspect(t, replace(t, whole, change[0], change[1]))
		if got := schemesOf(r); got != "!Authenticode" || r.Fact(models.FactSigner) != "" {
			t.Errorf("%q changed: %s, signer %q", change[0], got, r.Fact(models.FactSigner))
		}
	}
}

func TestAlgorithms(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	signed := []byte("signed")
	sum := sha512.Sum512(signed)
	pss, err := rsa.SignPSS(rand.Reader, key, crypto.SHA512, sum[:], &rsa.PSSOptions{SaltLength: 64})
	if err != nil {
		t.Fatal(err)
	}
	plain, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA512, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	for _, alg := range algorithms {
		for name, signature := range map[string][]byte{"PSS": pss, "PKCS #1": plain, "none": nil} {
			want := alg.id == 0x0102 && name == "PSS" || alg.id == 0x0104 && name == "PKCS #1"
			if got := alg.verify(key.Public(), signed, signature) == nil; got != want {
				t.Errorf("algorithm %#x with a signature of kind %s: %t, want %t", alg.id, name, got, want)
			}
		}
	}
}

// Checking a signature takes time that grows with the square of the key's length.
func TestEndlessKeysAreRefused(t *testing.T) {
	for bits, want := range map[uint]bool{4096: true, 16384: true, 20000: false} {
		key := &rsa.PublicKey{N: new(big.Int).Lsh(big.NewInt(1), bits-1), E: 65537}
		if got := sane(&x509.Certificate{PublicKey: key}); got != want {
			t.Errorf("a key of %d bits: %t, want %t", bits, got, want)
		}
	}
}

// Updates of one app come from one signer; that is what the fact is for.
func TestOneSignerForAllVersions(t *testing.T) {
	o := sampleAPK(t)
	first := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	o.VersionCode++
	second := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	o.Signer = sample.NewSigner("Example, Inc.")
	other := mustInspect(t, sample.APK(o)).Fact(models.FactSignerSHA256)
	if first == "" || first != second || first == other {
		t.Errorf("first %s, second %s, other %s", first, second, other)
	}
}
