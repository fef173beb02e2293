package installer

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

func sampleIPA(t testing.TB) sample.IPAOptions {
	return sample.IPAOptions{
		Name: "Voorbeeld ünï", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "16.0", Families: []int{1, 2},
		Icon: picture(t, 16, 16), Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), Profile: "Example profile", Team: "ABCDE12345",
		Devices: []string{"a", "b"},
	}
}

// smallPNG is a picture that needs no test to be made.
var smallPNG = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

func samplePKG() sample.PKGOptions {
	return sample.PKGOptions{
		Title: "Büro & Co", MinimumOS: "12.0", Architectures: []string{"arm64", "x86_64"},
		Packages: []sample.PKGPackage{
			{ID: "com.example.tools", Version: "3", Location: "/usr/local", Scripts: true},
			{ID: "com.example.suite", Version: "1.2.3.0", Location: "/Applications", Apps: []sample.PKGApp{
				{Name: "Büro", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "12.1", Icon: smallPNG},
				{Name: "Notes", BundleID: "com.example.notes", Version: "2", Build: "7"},
			}},
		},
	}
}

func TestInspectIPA(t *testing.T) {
	r := mustInspect(t, sample.IPA(sampleIPA(t)))
	want := map[models.Fact]string{
		models.FactName: "Voorbeeld ünï", models.FactBundleID: "com.example.app", models.FactVersion: "1.2.3", models.FactBuild: "45",
		models.FactMinimumOS: "16.0", models.FactDeviceFamily: "iPhone, iPad", models.FactArchitectures: "arm64",
		models.FactExpires: "2030-01-02T03:04:05Z", models.FactProfile: "Example profile", models.FactTeam: "ABCDE12345",
		models.FactPublisher: "ABCDE12345", models.FactProfileDevices: "2",
	}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	if r.Format != FormatIPA || r.Icon == nil || !bytes.Equal(r.Icon.Data, picture(t, 16, 16)) {
		t.Errorf("format %s, icon %+v", r.Format, r.Icon)
	}
	if len(r.Signers) != 1 || r.Signers[0].Scheme != schemeProfile || !r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "not from an authority") {
		t.Errorf("signers %+v", r.Signers)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "not signed") {
		t.Errorf("warnings %v: the program of the sample has no signature", r.Warnings)
	}
}

func TestInspectIPAWithLittleInIt(t *testing.T) {
	r := mustInspect(t, sample.IPA(sample.IPAOptions{Name: "Bare"}))
	want := map[models.Fact]string{models.FactName: "Bare", models.FactArchitectures: "arm64"}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	for _, part := range []string{"does not tell its bundle ID", "no provisioning profile", "not signed"} {
		if !slices.ContainsFunc(r.Warnings, func(w models.Text) bool { return strings.Contains(w.String(), part) }) {
			t.Errorf("no warning with %q in %v", part, r.Warnings)
		}
	}
	o := sampleIPA(t)
	o.Others = []string{"Another"}
	if _, err := inspectBytes(t, sample.IPA(o)); err == nil || !strings.Contains(err.Error(), "more than one app") {
		t.Errorf("two apps: %v", err)
	}
}

func TestProfileWarning(t *testing.T) {
	now := time.Date(2030, 5, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		in   time.Duration
		want string
	}{
		{-time.Second, "ended on 2030-05-01"}, {0, "ended on"}, {time.Hour, "ends on 2030-05-01"},
		{30*24*time.Hour - time.Second, "ends on 2030-05-31"}, {30 * 24 * time.Hour, ""}, {400 * 24 * time.Hour, ""},
	} {
		if got := ProfileWarning(now.Add(c.in), now).String(); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("in %s: %q, want %q", c.in, got, c.want)
		}
	}
}

// appleForm turns a picture into the form that Apple's tools make of it.
func appleForm(t testing.TB, from *image.NRGBA) []byte {
	t.Helper()
	data := []byte{}
	for y := range from.Rect.Dy() {
		data = append(data, 0) // this row is not filtered
		for x := range from.Rect.Dx() {
			r, g, b, a := from.At(x, y).RGBA() // multiplied by the opacity
			data = append(data, byte(b>>8), byte(g>>8), byte(r>>8), byte(a>>8))
		}
	}
	var framed bytes.Buffer
	w := zlib.NewWriter(&framed)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	head := append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(from.Rect.Dx())), uint32(from.Rect.Dy())), 8, 6, 0, 0, 0)
	out := appendChunk([]byte(pngMagic), "CgBI", []byte{0x50, 0, 0x20, 2})
	out = appendChunk(appendChunk(out, "IHDR", head), "IDAT", framed.Bytes()[2:framed.Len()-4])
	return appendChunk(out, "IEND", nil)
}

func TestIconInApplesForm(t *testing.T) {
	from := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	for i, c := range []color.NRGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 0}, {200, 100, 50, 255}, {255, 0, 0, 51}} {
		from.SetNRGBA(i%3, i/3, c)
	}
	o := sampleIPA(t)
	o.Icon = appleForm(t, from)
	r := mustInspect(t, sample.IPA(o))
	if r.Icon == nil || r.Icon.Media != "image/png" {
		t.Fatalf("icon %+v", r.Icon)
	}
	got, err := png.Decode(bytes.NewReader(r.Icon.Data))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		want, have := from.NRGBAAt(i%3, i/3), color.NRGBAModel.Convert(got.At(i%3, i/3)).(color.NRGBA)
		if want.A == 0 {
			want = color.NRGBA{}
		}
		if want != have {
			t.Errorf("pixel %d is %v, want %v", i, have, want)
		}
	}
}

func TestInspectPKG(t *testing.T) {
	o := samplePKG()
	o.Signer, o.Notarized = sample.NewInstallerSigner("Example, Inc.", "ABCDE12345"), true
	r := mustInspect(t, sample.PKG(o))
	got := values(r)
	delete(got, models.FactSigner)
	delete(got, models.FactSignerSHA256)
	want := map[models.Fact]string{
		models.FactName: "Büro & Co", models.FactBundleID: "com.example.app", models.FactVersion: "1.2.3", models.FactBuild: "45",
		models.FactPackageID: "com.example.suite", models.FactMinimumOS: "12.0", models.FactArchitectures: "arm64, x64",
		models.FactPayload: "true", models.FactScripts: "true", models.FactDeveloperID: "true", models.FactNotarized: "true",
		models.FactPublisher: "Example, Inc.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	components := []models.Component{
		{Kind: "app", ID: "com.example.app", Name: "Büro", Version: "1.2.3", Build: "45", MinimumOS: "12.1", Path: "/Applications/Büro.app", Guess: true},
		{Kind: "app", ID: "com.example.notes", Name: "Notes", Version: "2", Build: "7", Path: "/Applications/Notes.app"},
		{Kind: "package", ID: "com.example.suite", Version: "1.2.3.0", Path: "com.example.suite.pkg/PackageInfo"},
		{Kind: "package", ID: "com.example.tools", Version: "3", Path: "com.example.tools.pkg/PackageInfo"},
	}
	if diff := cmp.Diff(components, r.Components); diff != "" {
		t.Error(diff)
	}
	if r.Icon == nil || !bytes.Equal(r.Icon.Data, smallPNG) || r.Icon.Source != "/Büro.app/Contents/Resources/AppIcon.icns" {
		t.Errorf("icon %+v", r.Icon)
	}
	if len(r.Warnings) != 0 || len(r.Signers) != 1 || !r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "not from an authority") {
		t.Errorf("warnings %v, signers %+v", r.Warnings, r.Signers)
	}
}

// Apps that nobody lists are found in the payload.
func TestAppsFoundInPayload(t *testing.T) {
	o := samplePKG()
	listed := mustInspect(t, sample.PKG(o))
	o.Unlisted = true
	unlisted := mustInspect(t, sample.PKG(o))
	if diff := cmp.Diff(listed.Components, unlisted.Components); diff != "" || len(listed.Components) != 4 {
		t.Error(diff)
	}
	o.Packages, o.Bare = o.Packages[1:], true
	if r := mustInspect(t, sample.PKG(o)); r.Fact(models.FactName) != "Büro" || r.Fact(models.FactMinimumOS) != "12.1" || r.Fact(models.FactBundleID) != "com.example.app" {
		t.Errorf("without a Distribution: %v", r.Facts)
	}
}

func TestPackageOfScripts(t *testing.T) {
	o := samplePKG()
	o.Packages = o.Packages[:1]
	r := mustInspect(t, sample.PKG(o))
	if r.Fact(models.FactPayload) != "false" || r.Fact(models.FactScripts) != "true" || r.Fact(models.FactVersion) != "3" || r.Fact(models.FactBundleID) != "" {
		t.Errorf("facts %v", r.Facts)
	}
	if len(r.Warnings) != 2 || !strings.Contains(r.Warnings[0].String(), "only runs scripts") || !strings.Contains(r.Warnings[1].String(), "not signed") {
		t.Errorf("warnings %v", r.Warnings)
	}
}

// A package is trusted when its signature is intact and its certificate leads to the authority; any other byte in a file or
// in the table of contents breaks it.
func TestPKGSignature(t *testing.T) {
	o := samplePKG()
	o.Signer = sample.NewInstallerSigner("Example", "ABCDE12345")
	whole := sample.PKG(o)
	c, err := x509.ParseCertificate(o.Signer.Certificate)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(c)
	x, err := openXAR(newSource(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	signers, err := x.signers(true, roots)
	if err != nil || len(signers) != 1 || !signers[0].Verified || !signers[0].Note.Empty() {
		t.Errorf("with its authority: %+v, %v", signers, err)
	}
	changed := bytes.Clone(whole)
	changed[len(changed)-10] ^= 1
	if r := mustInspect(t, changed); r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "changed after") || r.Fact(models.FactSigner) != "" {
		t.Errorf("a changed file: %+v", r.Signers)
	}
	changed = bytes.Clone(whole)
	changed[int(x.heap+x.signed.Offset)+5] ^= 1
	if r := mustInspect(t, changed); r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "does not fit its certificate") {
		t.Errorf("a changed signature: %+v", r.Signers)
	}
	o.Signer = nil
	plain := sample.PKG(o)
	plain[len(plain)-10] ^= 1
	if r := mustInspect(t, plain); len(r.Warnings) != 2 || !strings.Contains(r.Warnings[1].String(), "do not have the checksums") {
		t.Errorf("a changed file without a signature: %v", r.Warnings)
	}
}

// Whatever is changed in an app, its signature does not hold any more.
func TestCodeSignatureOfIPA(t *testing.T) {
	o := sampleIPA(t)
	o.Signer, o.Filling = sample.NewSigner("Example"), 10_000
	whole := sample.IPA(o)
	app := "Payload/" + o.Name + ".app/"
	for name, change := range map[string]func(z *zip.Writer, f *zip.File, content []byte) error{
		"nothing": nil,
		"program": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"program" {
				content[30] ^= 1
			}
			return writeEntry(z, f.Name, content)
		},
		"property list": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"Info.plist" {
				content = bytes.Replace(content, []byte("16.0"), []byte("16.1"), 1)
			}
			return writeEntry(z, f.Name, content)
		},
		"profile": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+profilePath {
				content = bytes.Replace(content, []byte("2030-01-02"), []byte("2031-01-02"), 1)
			}
			return writeEntry(z, f.Name, content)
		},
		"added file": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"program" {
				return errors.Join(writeEntry(z, f.Name, content), writeEntry(z, app+"evil.dylib", []byte("x")))
			}
			return writeEntry(z, f.Name, content)
		},
		"file left out": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"filling" {
				return nil
			}
			return writeEntry(z, f.Name, content)
		},
	} {
		b := whole
		if change != nil {
			b = rewritten(t, whole, change)
		}
		r := mustInspect(t, b)
		if r.Signers[0].Scheme != schemeCode || r.Signers[0].Verified != (change == nil) {
			t.Errorf("%s changed: %+v", name, r.Signers)
		}
		if held := r.Signers[1].Verified; r.Signers[1].Scheme != schemeProfile || held != (name != "profile") {
			t.Errorf("%s changed: profile %+v", name, r.Signers[1])
		}
	}
}

// Only the developers that the provisioning profile names may sign.
func TestProfileOfOtherDeveloper(t *testing.T) {
	o := sampleIPA(t)
	o.Signer = sample.NewSigner("Example")
	others := partOf(t, sample.IPA(o), "Payload/"+o.Name+".app/"+profilePath)
	p, err := readProfile(others)
	if err != nil {
		t.Fatal(err)
	}
	o.Signer = sample.NewSigner("Another")
	signer := mustInspect(t, sample.IPA(o)).Signers[0]
	if !signer.Verified || p.allows(signer.SHA256) || !p.allows(p.signer().SHA256) {
		t.Errorf("signer %+v", signer)
	}
}

// partOf reads one file of a zip archive.
func partOf(t testing.TB, whole []byte, name string) []byte {
	t.Helper()
	a, err := openZip(newSource(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.file(name)
	if err != nil || f == nil {
		t.Fatalf("no %s: %v", name, err)
	}
	b, err := a.read(f, maxPlist)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeEntry(z *zip.Writer, name string, content []byte) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// rewritten copies an archive and lets change write each of its files.
func rewritten(t *testing.T, whole []byte, change func(z *zip.Writer, f *zip.File, content []byte) error) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	return pack(t, func(z *zip.Writer) error {
		for _, f := range from.File {
			if strings.HasSuffix(f.Name, "/") {
				continue
			}
			r, err := f.Open()
			if err != nil {
				return err
			}
			content, err := readCapped(r, 1<<20, f.Name)
			if err != nil {
				return err
			}
			if err := change(z, f, content); err != nil {
				return err
			}
		}
		return nil
	})
}
