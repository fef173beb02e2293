package installer

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// inWords fails the test unless an error is one for people about the package.
func inWords(t *testing.T, what string, err error) {
	t.Helper()
	e, ok := errors.AsType[*models.Error](err)
	if err != nil && (!ok || e.Kind != models.KindInvalid && e.Kind != models.KindTooLarge || !strings.HasSuffix(e.Text.String(), ".")) {
		t.Errorf("%s: %v", what, err)
	}
}

// samples are packages of several formats, signed and not.
func samples(t testing.TB) map[string][]byte {
	app := sampleMSIX(t)
	app.Filling = 0
	inner := app
	inner.Signer = nil
	return map[string][]byte{
		"msix": sample.MSIX(app), "unsigned.msix": sample.MSIX(inner),
		"msixbundle": sample.MSIXBundle(sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{inner}, Signer: app.Signer}),
		"apk":        sample.APK(sampleAPK(t)), "signed.apk": read(t, "testdata/signed.apk"), "signed.msi": read(t, "testdata/signed.msi"),
		"intunewin": sampleIntuneWin(), "zip": sample.Example(".zip"),
		"exe": signedEXE(t), "exe.zip": sample.Zip(sample.File{Name: "setup.exe", Content: signedEXE(t), Compress: true}),
		"ipa": sample.IPA(sampleIPA(t)), "pkg": sample.PKG(samplePKG()),
		"dmg": sample.DMG(sampleDMG(t)), "signed.dmg": read(t, "testdata/signed.dmg"),
		"msi": sample.MSI(sample.MSIOptions{Name: "Sample", Version: "1", Manufacturer: "Example", ProductCode: "{A}", AllUsers: "2"}),
	}
}

func TestTruncatedPackages(t *testing.T) {
	for name, whole := range samples(t) {
		for n := range len(whole) {
			_, err := inspectBytes(t, whole[:n])
			inWords(t, name, err)
			if (strings.HasSuffix(name, "apk") || strings.Contains(name, "msix")) && err == nil {
				t.Fatalf("%s: cut to %d of %d bytes and accepted", name, n, len(whole))
			}
		}
	}
}

// Random damage must never make a reader panic, and never pass for a signed package that says something else.
func TestDamagedPackages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, whole := range samples(t) {
		signed := values(mustInspect(t, whole))
		for range 3000 {
			b := bytes.Clone(whole)
			for range 1 + random.IntN(4) {
				b[random.IntN(len(b))] = byte(random.Uint32())
			}
			r, err := inspectBytes(t, b)
			inWords(t, name, err)
			if r.Fact(models.FactSigner) == "" || !slices.Contains([]Format{FormatAPK, FormatMSIX, FormatMSIXBundle, FormatEXE}, r.Format) {
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

// pack makes a zip archive.
func pack(t testing.TB, write func(z *zip.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zeros writes an entry of zeros.
func zeros(z *zip.Writer, name string, length int64) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = io.CopyN(w, endlessZeros{}, length)
	return err
}

type endlessZeros struct{}

func (endlessZeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestBombs(t *testing.T) {
	for name, c := range map[string]struct {
		write func(z *zip.Writer) error
		want  string // part of the sentence; "" when only the bad part is left out
	}{
		"manifest": {func(z *zip.Writer) error { return zeros(z, manifestPath, 64<<20) }, "AndroidManifest.xml is larger"},
		"resources": {func(z *zip.Writer) error {
			return errors.Join(bareManifest(z), zeros(z, resourcesPath, 80<<20))
		}, "resources.arsc is larger"},
		"signature": {func(z *zip.Writer) error {
			return errors.Join(bareManifest(z), zeros(z, "META-INF/A.RSA", 32<<20))
		}, ""},
		"twice the same name": {func(z *zip.Writer) error {
			return errors.Join(bareManifest(z), bareManifest(z))
		}, "two files called AndroidManifest.xml"},
	} {
		_, err := inspectBytes(t, pack(t, c.write))
		inWords(t, name, err)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// All files of a package together may not unpack to many times its size, whatever each of them does.
func TestBudgetOfUnpackedBytes(t *testing.T) {
	b := pack(t, func(z *zip.Writer) error { return zeros(z, "classes.dex", 1<<20) })
	src := newSource(nil, bytes.NewReader(b), int64(len(b)))
	a, err := openArchive(src)
	if err != nil {
		t.Fatal(err)
	}
	*src.budget = 1<<20 + 1<<19
	if _, err := a.read(&a.files[0], 2<<20); err != nil {
		t.Errorf("within the budget: %v", err)
	}
	if _, err := a.read(&a.files[0], 2<<20); models.KindOf(err) != models.KindTooLarge || src.fatal(err) == nil {
		t.Errorf("beyond the budget: %v", err)
	}
}

// What a file inside a file unpacks counts for the file outside.
func TestBudgetIsSharedWithFilesInside(t *testing.T) {
	setup := sample.File{Name: "setup.exe", Content: make([]byte, 1<<20), Compress: true}
	for _, whole := range [][]byte{sample.Zip(setup), packed(setup)} {
		src := newSource(nil, bytes.NewReader(whole), int64(len(whole)))
		before := *src.budget
		r, err := inspect(src)
		if used := before - *src.budget; err != nil || used < int64(len(setup.Content)) {
			t.Errorf("%s: %d bytes are counted, error %v", r.Format, used, err)
		}
	}
}

// A resource that refers to itself, alone or in a circle, has no value.
func TestReferencesInCircles(t *testing.T) {
	whole := sample.APK(sampleAPK(t))
	a, err := openArchive(newSource(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	table, err := a.part(resourcesPath, maxResources)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+8 <= len(table); i++ { // every value of type string becomes a reference to the label
		if binary.LittleEndian.Uint32(table[i:]) == 0x03000008 {
			table[i+3] = valueReference
			binary.LittleEndian.PutUint32(table[i+4:], 0x7f010000)
		}
	}
	resources, err := readResources(table)
	if err != nil {
		t.Fatal(err)
	}
	if got := resources.resolve(value{kind: valueReference, data: 0x7f010000}); got != (value{}) {
		t.Errorf("a circle has the value %v", got)
	}
	if len(resources.types) != 2 {
		t.Errorf("the table has %d types, want 2", len(resources.types))
	}
}

func TestNotAPackage(t *testing.T) {
	for name, c := range map[string]struct {
		file   string
		format Format
		want   string
	}{
		"empty":       {"", "", "is empty"},
		"text":        {"hello, world", "", "not an installer package"},
		"program":     {"MZ\x90\x00", FormatEXE, "not complete"},
		"old program": {"MZ" + strings.Repeat("\x00", 200), FormatEXE, "DOS"},
		"document":    {"%PDF-1.7", FormatPDF, "PDF document"},
		"two things":  {"dex\n035\x00", "", "two things"},
		"zip":         {string(pack(t, func(z *zip.Writer) error { return zeros(z, "a.txt", 1) })), FormatZIP, "not an app package"},
		"app bundle":  {string(pack(t, func(z *zip.Writer) error { return zeros(z, "BundleConfig.pb", 1) })), FormatZIP, "App Bundle"},
		"set of apks": {string(pack(t, func(z *zip.Writer) error { return zeros(z, "splits/base.apk", 1) })), FormatZIP, "holds app packages"},
		"encrypted":   {string(encrypted(t)), FormatAPK, "is encrypted"},
		"patch":       {classed(t, 0x86), FormatOLE, "patch (.msp)"},
		"transform":   {classed(t, 0x82), FormatOLE, "transform (.mst)"},
	} {
		format := sniff(newSource(nil, strings.NewReader(c.file), int64(len(c.file))))
		if format != c.format {
			t.Errorf("%s: format %q, want %q", name, format, c.format)
		}
		_, err := inspectBytes(t, []byte(c.file))
		inWords(t, name, err)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// encrypted is a package whose directory marks every file as encrypted.
func encrypted(t testing.TB) []byte {
	b := sample.APK(sample.APKOptions{PackageID: "com.example"})
	for at := bytes.Index(b, []byte("PK\x01\x02")); at >= 0; {
		b[at+8] |= flagEncrypted
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
	return string(replace(t, b, "\x84\x10\x0c\x00", string([]byte{class, 0x10, 0x0c, 0})))
}
