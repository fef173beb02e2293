package android

import (
	"crypto"
	_ "crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sign"
	"appdepot/models/reason"
)

// APK signature scheme v1 is that of JAR files: MANIFEST.MF lists a digest per file, *.SF a digest per section of the
// manifest, and *.RSA, *.DSA or *.EC is a PKCS #7 signature of the *.SF. What Android makes of odd ones is in its
// StrictJarVerifier and StrictJarFile (frameworks/base, android.util.jar), which apksigner follows.
const (
	metaFolder  = "META-INF/"
	jarManifest = "META-INF/MANIFEST.MF"
	markHeader  = "x-android-apk-signed" // the newer schemes that were signed with, too
)

// jarSigners checks the signatures of scheme v1.
func (a *apk) jarSigners(blocks map[uint32][]byte) ([]facts.Signer, error) {
	var found []facts.Signer
	for _, f := range a.Files {
		if !isSignature(f.Name) || len(found) == maxSigners || !a.Has(signedFile(f.Name)) {
			continue // a signature of nothing is ignored
		}
		signer, err := a.jarSigner(&f, blocks)
		if err != nil {
			return nil, err
		}
		found = append(found, signer)
	}
	if !slices.ContainsFunc(found, func(s facts.Signer) bool { return s.Verified }) {
		return found, nil
	}
	fits, err := a.jarContentFits()
	for i := range found {
		if found[i].Verified && !fits {
			found[i].Verified = false
			found[i].Note = reason.PackageChanged
		}
	}
	return found, err
}

// isSignature tells signature files, which lie in META-INF itself.
func isSignature(name string) bool {
	ext := strings.ToUpper(path.Ext(name))
	return path.Dir(name)+"/" == metaFolder && (ext == ".RSA" || ext == ".DSA" || ext == ".EC")
}

// signedFile is the *.SF that a signature file is about.
func signedFile(name string) string { return strings.TrimSuffix(name, path.Ext(name)) + ".SF" }

// jarSigner checks one signature file and what it says about the manifest, not yet the files in the manifest.
func (a *apk) jarSigner(f *archive.Entry, blocks map[uint32][]byte) (facts.Signer, error) {
	b, err := a.part(f.Name, sign.MaxPKCS7)
	if err != nil {
		return sign.Unreadable("v1"), a.Source.Fatal(err)
	}
	sf, err := a.part(signedFile(f.Name), input.MaxSigning)
	if err != nil {
		return sign.Unreadable("v1"), a.Source.Fatal(err)
	}
	message, err := sign.ParsePKCS7(b)
	if err != nil {
		return sign.Unreadable("v1"), nil
	}
	cert := message.GetOnlySigner()
	if cert == nil {
		return sign.Unreadable("v1"), nil
	}
	signer := sign.NewSigner("v1", cert)
	message.Content = sf
	if err := message.Verify(); err != nil {
		signer.Note = reason.CertificateMismatch
		return signer, nil
	}
	text, err := a.part(jarManifest, input.MaxSigning)
	if err != nil {
		return sign.Unreadable("v1"), a.Source.Fatal(err)
	}
	switch {
	case len(sf) == 0 || !coversManifest(sf, text):
		signer.Note = reason.PackageChanged
	case strongerRemoved(mainSection(sf).attributes()[markHeader], blocks):
		signer.Note = noteStrongerRemoved
	}
	signer.Verified = signer.Note.Empty()
	return signer, nil
}

// part reads an entry that must be there.
func (a *apk) part(name string, limit int64) ([]byte, error) {
	f, err := a.File(name)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, errors.New("no " + name)
	}
	return a.Read(f, limit)
}

// coversManifest reports whether a *.SF fits the manifest: as a whole, or section by section.
func coversManifest(sf, manifest []byte) bool {
	if fits, known := mainSection(sf).fits("-digest-manifest", manifest); known && fits {
		return true
	}
	signed := named(sf)
	for i, s := range jarSections(manifest) {
		if name := s.name(); i > 0 && name != "" {
			if fits, _ := signed[name].fits("-digest", s); !fits {
				return false
			}
		}
	}
	return true
}

// jarContentFits reports whether every file of the package is in the manifest with its digest, and every file in the manifest
// is in the package. META-INF itself is not signed.
func (a *apk) jarContentFits() (bool, error) {
	text, err := a.part(jarManifest, input.MaxSigning)
	if err != nil {
		return false, a.Source.Fatal(err)
	}
	listed := named(text)
	for name := range listed {
		if !a.Has(name) {
			return false, nil
		}
	}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, metaFolder) {
			continue
		}
		hash, want := listed[f.Name].digest("-digest")
		if hash == 0 || len(a.Search(f.Name)) > 1 {
			return false, nil
		}
		r, err := a.Open(&f)
		if err != nil {
			return false, a.Source.Fatal(err)
		}
		h := hash.New()
		if _, err := io.Copy(h, r); err != nil {
			return false, a.Source.Fatal(err)
		}
		if subtle.ConstantTimeCompare(h.Sum(nil), want) != 1 {
			return false, nil
		}
	}
	return true, nil
}

// jarDigests are the digests in use, strongest first.
var jarDigests = []struct {
	name string
	hash crypto.Hash
}{{"sha-512", crypto.SHA512}, {"sha-384", crypto.SHA384}, {"sha-256", crypto.SHA256}, {"sha1", crypto.SHA1}, {"sha-1", crypto.SHA1}}

// digest finds the strongest digest whose key ends in suffix; hash is 0 when there is none.
func (s jarSection) digest(suffix string) (hash crypto.Hash, sum []byte) {
	attrs := s.attributes()
	for _, d := range jarDigests {
		if text, ok := attrs[d.name+suffix]; ok {
			sum, err := base64.StdEncoding.DecodeString(text)
			if err == nil {
				return d.hash, sum
			}
		}
	}
	return 0, nil
}

// fits compares the digest of b with the section's; known is false when the section has none.
func (s jarSection) fits(suffix string, b []byte) (fits, known bool) {
	hash, want := s.digest(suffix)
	if hash == 0 {
		return false, false
	}
	h := hash.New()
	h.Write(b)
	return subtle.ConstantTimeCompare(h.Sum(nil), want) == 1, true
}
