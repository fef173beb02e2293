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
	"appdepot/models/installer/archive"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

// seed adds the samples of one format and the small packages of the corpus that have it, real and hostile.
func seed(f *testing.F, ending string) {
	for name, b := range installertest.Samples(f) {
		if strings.HasSuffix(name, ending) {
			f.Add(b)
		}
	}
	dir, found := installertest.CorpusFolder(f)
	if !found {
		return
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != "."+ending {
			return err
		}
		if info, err := entry.Info(); err == nil && info.Size() < 64<<10 {
			f.Add(installertest.Read(f, path))
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
	installertest.InWords(t, "fuzz", err)
	facts := slices.Clone(r.Facts)
	for _, c := range r.Components {
		facts = append(facts, c.Facts...)
	}
	for _, v := range facts {
		if v.Value != input.CleanText(v.Value, input.MaxText) || v.Value == "" || v.Source == "" {
			t.Errorf("fact %+v", v)
		}
	}
	for _, w := range r.Warnings {
		if !utf8.ValidString(w.String()) {
			t.Errorf("warning %q", w)
		}
	}
	if !validIcon(r.Icon) {
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
	for _, kind := range []string{windows.SetupNSIS, windows.SetupBurn, windows.SetupInno, windows.SetupInstallShield, windows.SetupSquirrel, windows.SetupAdvancedInstaller} {
		o := installertest.EXE(f)
		o.Setup = kind
		f.Add(sample.EXE(o))
	}
	f.Fuzz(fuzzPackage)
}

func FuzzZIPDirectory(f *testing.F) {
	for _, b := range installertest.Samples(f) {
		f.Add(b)
	}
	f.Add(installertest.LongZIP(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := archive.Open(input.New(nil, bytes.NewReader(b), int64(len(b))))
		installertest.InWords(t, "fuzz", err)
		if err != nil {
			return
		}
		for _, file := range a.Files {
			if !slices.ContainsFunc(a.Search(file.Name), func(found *archive.Entry) bool { return *found == file }) {
				t.Errorf("%q is listed and not found", file.Name)
			}
			_, err := a.Read(&file, input.MaxManifest)
			installertest.InWords(t, "fuzz", err)
		}
	})
}
