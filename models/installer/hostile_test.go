package installer

import (
	"archive/zip"
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/android"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

func TestTruncatedPackages(t *testing.T) {
	for name, whole := range installertest.Samples(t) {
		for n := range len(whole) {
			_, err := inspectBytes(t, whole[:n])
			installertest.InWords(t, name, err)
			if (strings.HasSuffix(name, "apk") || strings.Contains(name, "msix")) && err == nil {
				t.Fatalf("%s: cut to %d of %d bytes and accepted", name, n, len(whole))
			}
		}
	}
}

// Random damage must never make a reader panic, and never pass for a signed package that says something else.
func TestDamagedPackages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, whole := range installertest.Samples(t) {
		signed := values(mustInspect(t, whole))
		for range 3000 {
			b := bytes.Clone(whole)
			for range 1 + random.IntN(4) {
				b[random.IntN(len(b))] = byte(random.Uint32())
			}
			r, err := inspectBytes(t, b)
			installertest.InWords(t, name, err)
			if r.Fact(models.FactSigner) == "" || !slices.Contains([]facts.Format{facts.FormatAPK, facts.FormatMSIX, facts.FormatMSIXBundle, facts.FormatEXE}, r.Format) {
				continue
			}
			for fact, value := range values(r) {
				if signed[fact] != value && fact != models.FactSigner && fact != models.FactSignerSHA256 {
					t.Errorf("%s: a damaged file still counts as signed by %s and says %s %q", name, r.Fact(models.FactSigner), fact, value)
				}
			}
		}
	}
}

func TestBombs(t *testing.T) {
	for name, c := range map[string]struct {
		write func(z *zip.Writer) error
		want  string // part of the sentence; "" when only the bad part is left out
	}{
		"manifest": {func(z *zip.Writer) error { return installertest.WriteZeros(z, android.ManifestPath, 64<<20) }, "partTooLarge(AndroidManifest.xml"},
		"resources": {func(z *zip.Writer) error {
			return errors.Join(installertest.BareManifest(z), installertest.WriteZeros(z, android.ResourcesPath, 80<<20))
		}, "partTooLarge(resources.arsc"},
		"signature": {func(z *zip.Writer) error {
			return errors.Join(installertest.BareManifest(z), installertest.WriteZeros(z, "META-INF/A.RSA", 32<<20))
		}, ""},
		"twice the same name": {func(z *zip.Writer) error {
			return errors.Join(installertest.BareManifest(z), installertest.BareManifest(z))
		}, "duplicateFile(AndroidManifest.xml"},
	} {
		_, err := inspectBytes(t, installertest.Zip(t, c.write))
		installertest.InWords(t, name, err)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// All files of a package together may not unpack to many times its size, whatever each of them does.
func TestBudgetOfUnpackedBytes(t *testing.T) {
	b := installertest.Zip(t, func(z *zip.Writer) error { return installertest.WriteZeros(z, "classes.dex", 1<<20) })
	src := input.New(nil, bytes.NewReader(b), int64(len(b)))
	a, err := archive.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	*src.Budget = 1<<20 + 1<<19
	if _, err := a.Read(&a.Files[0], 2<<20); err != nil {
		t.Errorf("within the budget: %v", err)
	}
	if _, err := a.Read(&a.Files[0], 2<<20); models.KindOf(err) != models.KindTooLarge || src.Fatal(err) == nil {
		t.Errorf("beyond the budget: %v", err)
	}
}

// What a file inside a file unpacks counts for the file outside.
func TestBudgetIsSharedWithFilesInside(t *testing.T) {
	setup := sample.File{Name: "setup.exe", Content: make([]byte, 1<<20), Compress: true}
	for _, whole := range [][]byte{sample.Zip(setup), installertest.Win32Content(setup)} {
		src := input.New(nil, bytes.NewReader(whole), int64(len(whole)))
		before := *src.Budget
		r, err := inspect(src)
		if used := before - *src.Budget; err != nil || used < int64(len(setup.Content)) {
			t.Errorf("%s: %d bytes are counted, error %v", r.Format, used, err)
		}
	}
}

func TestNotAPackage(t *testing.T) {
	for name, c := range map[string]struct {
		file   string
		format facts.Format
		want   string
	}{
		"empty":          {"", "", "nothingInside"},
		"text":           {"hello, world", "", "notInstaller"},
		"program":        {"MZ\x90\x00", facts.FormatEXE, "packageIncomplete"},
		"old program":    {"MZ" + strings.Repeat("\x00", 200), facts.FormatEXE, "programTooOld"},
		"document":       {"%PDF-1.7", facts.FormatPDF, "pdfDocument"},
		"codeAndPackage": {"dex\n035\x00", "", "codeAndPackage"},
		"zip":            {string(installertest.Zip(t, func(z *zip.Writer) error { return installertest.WriteZeros(z, "a.txt", 1) })), facts.FormatZIP, "plainArchive"},
		"app bundle":     {string(installertest.Zip(t, func(z *zip.Writer) error { return installertest.WriteZeros(z, "BundleConfig.pb", 1) })), facts.FormatZIP, "appBundle"},
		"set of apks":    {string(installertest.Zip(t, func(z *zip.Writer) error { return installertest.WriteZeros(z, "splits/base.apk", 1) })), facts.FormatZIP, "archiveOfPackages"},
		"encrypted":      {string(encrypted(t)), facts.FormatAPK, "ncrypted"},
		"patch":          {classed(t, 0x86), facts.FormatOLE, "installerPatch"},
		"transform":      {classed(t, 0x82), facts.FormatOLE, "installerTransform"},
	} {
		format := sniff(input.New(nil, strings.NewReader(c.file), int64(len(c.file))))
		if format != c.format {
			t.Errorf("%s: format %q, want %q", name, format, c.format)
		}
		_, err := inspectBytes(t, []byte(c.file))
		installertest.InWords(t, name, err)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// encrypted is a package whose directory marks every file as encrypted.
func encrypted(t testing.TB) []byte {
	b := sample.APK(sample.APKOptions{PackageID: "com.example"})
	for at := bytes.Index(b, []byte("PK\x01\x02")); at >= 0; {
		b[at+8] |= 1
		next := bytes.Index(b[at+4:], []byte("PK\x01\x02"))
		if next < 0 {
			return b
		}
		at += 4 + next
	}
	t.Fatal("no directory in the sample")
	return nil
}

// classed is an MSI that says it is of another class.
func classed(t testing.TB, class byte) string {
	b := sample.MSI(sample.MSIOptions{ProductCode: "{A}"})
	return string(installertest.Replace(t, b, "\x84\x10\x0c\x00", string([]byte{class, 0x10, 0x0c, 0})))
}
