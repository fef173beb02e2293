package installer

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// seed adds the samples of one format and the small packages of the corpus that have it, real and hostile.
func seed(f *testing.F, ending string) {
	for name, b := range samples(f) {
		if strings.HasSuffix(name, ending) {
			f.Add(b)
		}
	}
	dir, found := corpusFolder(f)
	if !found {
		return
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != "."+ending {
			return err
		}
		if info, err := entry.Info(); err == nil && info.Size() < 64<<10 {
			f.Add(read(f, path))
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
}

// fuzzPackage checks what holds for every file: an error has words for people, values are clean, pictures are pictures.
func fuzzPackage(t *testing.T, b []byte) {
	r, err := inspectBytes(t, b)
	inWords(t, "fuzz", err)
	facts := slices.Clone(r.Facts)
	for _, c := range r.Components {
		facts = append(facts, c.Facts...)
	}
	for _, v := range facts {
		if v.Value != clean(v.Value, maxFact) || v.Value == "" || v.Source == "" {
			t.Errorf("fact %+v", v)
		}
	}
	for _, w := range r.Warnings {
		if !utf8.ValidString(w.String()) {
			t.Errorf("warning %q", w)
		}
	}
	if !r.Icon.sound() {
		t.Errorf("icon %s of %d bytes", r.Icon.Media, len(r.Icon.Data))
	}
	if r.Fact(models.FactSigner) != "" && !r.Signers[0].Verified {
		t.Error("a signer is named whose signature does not verify")
	}
}

func FuzzAPK(f *testing.F) {
	seed(f, "apk")
	f.Fuzz(fuzzPackage)
}

func FuzzMSI(f *testing.F) {
	seed(f, "msi")
	f.Fuzz(fuzzPackage)
}

func FuzzMSIX(f *testing.F) {
	seed(f, "msix")
	seed(f, "appx")
	f.Fuzz(fuzzPackage)
}

func FuzzMSIXBundle(f *testing.F) {
	seed(f, "msixbundle")
	seed(f, "appxbundle")
	f.Fuzz(fuzzPackage)
}

func FuzzDMG(f *testing.F) {
	seed(f, "dmg")
	f.Fuzz(fuzzPackage)
}

func FuzzEXE(f *testing.F) {
	seed(f, "exe")
	for _, kind := range []string{SetupNSIS, SetupBurn, SetupInno, SetupInstallShield, SetupSquirrel, SetupAdvancedInstaller} {
		o := sampleEXE(f)
		o.Setup = kind
		f.Add(sample.EXE(o))
	}
	f.Fuzz(fuzzPackage)
}

func FuzzZIPDirectory(f *testing.F) {
	for _, b := range samples(f) {
		f.Add(b)
	}
	f.Add(longZIP(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := openZip(newSource(nil, bytes.NewReader(b), int64(len(b))))
		inWords(t, "fuzz", err)
		if err != nil {
			return
		}
		for _, file := range a.files {
			if !slices.ContainsFunc(a.search(file.Name), func(found *entry) bool { return *found == file }) {
				t.Errorf("%q is listed and not found", file.Name)
			}
			_, err := a.read(&file, maxManifest)
			inWords(t, "fuzz", err)
		}
	})
}

// part gives the bytes of one entry of every sample package.
func parts(f *testing.F, entry string) {
	for _, b := range samples(f) {
		a, err := openZip(newSource(nil, bytes.NewReader(b), int64(len(b))))
		if err != nil {
			continue
		}
		for _, file := range a.search(entry) {
			part, err := a.read(file, maxManifest)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(part)
		}
	}
}

func FuzzAXML(f *testing.F) {
	parts(f, manifestPath)
	f.Fuzz(func(t *testing.T, b []byte) {
		var m manifest
		if err := readXML(b, m.visit); err != nil {
			return
		}
		m.describe(&Report{}, nil)
	})
}

func FuzzARSC(f *testing.F) {
	parts(f, resourcesPath)
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := readResources(b)
		if err != nil {
			return
		}
		for _, id := range []uint32{0x7f010000, 0x7f020000, 0x7f02ffff, 0x01010001} {
			v := value{kind: valueReference, data: id}
			if got := table.resolve(v); got.reference() {
				t.Errorf("%#x resolves to a reference", id)
			}
			if n := len(table.files(v)); n > maxCandidates {
				t.Errorf("%#x has %d files", id, n)
			}
		}
	})
}

func FuzzPKCS7(f *testing.F) {
	whole := read(f, "testdata/signed.msi")
	c, err := openCompound(newSource(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		f.Fatal(err)
	}
	message, err := c.read(signatureStream, maxPKCS7, "signature")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(message)
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parsePKCS7(b)
		if err != nil {
			return
		}
		if m.Verify() == nil && m.GetOnlySigner() == nil {
			t.Error("a signature verifies without a certificate")
		}
		_, _, _ = indirectDigest(m.Content)
	})
}
