package android

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"testing"

	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
)

// A file that is in the archive but not in the signed manifest makes scheme v1 fail, except in META-INF, which is not signed:
// apksigner verifies such a package with a warning.
func TestAddedFileBreaksJarSignature(t *testing.T) {
	whole := installertest.Testdata(t, "signed.apk")
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for added, want := range map[string]bool{"": true, "classes.dex": false, "META-INF/services/x": true, "META-INF/note.RSA": true} {
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
		a, err := openAPK(input.New(nil, bytes.NewReader(b.Bytes()), int64(b.Len())))
		if err != nil {
			t.Fatal(err)
		}
		fits, err := a.jarContentFits()
		if err != nil || fits != want {
			t.Errorf("with %q added: fits %t, error %v, want %t", added, fits, err, want)
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
