package installer

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/sign"
)

func TestInspectIPA(t *testing.T) {
	r := mustInspect(t, sample.IPA(installertest.IPA(t)))
	want := map[models.Fact]string{
		models.FactName: "Voorbeeld ünï", models.FactBundleID: "com.example.app", models.FactVersion: "1.2.3", models.FactBuild: "45",
		models.FactMinimumOS: "16.0", models.FactDeviceFamily: "iPhone, iPad", models.FactArchitectures: "arm64",
		models.FactExpires: "2030-01-02T03:04:05Z", models.FactProfile: "Example profile", models.FactTeam: "ABCDE12345",
		models.FactPublisher: "ABCDE12345", models.FactProfileDevices: "2",
	}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	if r.Format != facts.FormatIPA || r.Icon == nil || !bytes.Equal(r.Icon.Data, installertest.PNG(t, 16, 16)) {
		t.Errorf("format %s, icon %+v", r.Format, r.Icon)
	}
	if len(r.Signers) != 1 || r.Signers[0].Scheme != apple.SchemeProfile || !r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "authorityUntrusted") {
		t.Errorf("signers %+v", r.Signers)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "otSigned") {
		t.Errorf("warnings %v: the program of the sample has no signature", r.Warnings)
	}
}

func TestInspectIPAWithLittleInIt(t *testing.T) {
	r := mustInspect(t, sample.IPA(sample.IPAOptions{Name: "Bare"}))
	want := map[models.Fact]string{models.FactName: "Bare", models.FactArchitectures: "arm64"}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	for _, part := range []string{"noBundleID", "noProfile", "otSigned"} {
		if !slices.ContainsFunc(r.Warnings, func(w models.Reason) bool { return strings.Contains(w.String(), part) }) {
			t.Errorf("no warning with %q in %v", part, r.Warnings)
		}
	}
	o := installertest.IPA(t)
	o.Others = []string{"Another"}
	if _, err := inspectBytes(t, sample.IPA(o)); err == nil || !strings.Contains(err.Error(), "severalApps") {
		t.Errorf("two apps: %v", err)
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
	out := pngChunk([]byte("\x89PNG\r\n\x1a\n"), "CgBI", []byte{0x50, 0, 0x20, 2})
	out = pngChunk(pngChunk(out, "IHDR", head), "IDAT", framed.Bytes()[2:framed.Len()-4])
	return pngChunk(out, "IEND", nil)
}

// pngChunk appends a chunk with its checksum.
func pngChunk(out []byte, kind string, content []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	begins := len(out)
	out = append(append(out, kind...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[begins:]))
}

func TestIconInApplesForm(t *testing.T) {
	from := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	for i, c := range []color.NRGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 0}, {200, 100, 50, 255}, {255, 0, 0, 51}} {
		from.SetNRGBA(i%3, i/3, c)
	}
	o := installertest.IPA(t)
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
	o := installertest.PKG()
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
	if r.Icon == nil || !bytes.Equal(r.Icon.Data, installertest.SmallPNG) || r.Icon.Source != "/Büro.app/Contents/Resources/AppIcon.icns" {
		t.Errorf("icon %+v", r.Icon)
	}
	if len(r.Warnings) != 0 || len(r.Signers) != 1 || !r.Signers[0].Verified || !strings.Contains(r.Signers[0].Note.String(), "authorityUntrusted") {
		t.Errorf("warnings %v, signers %+v", r.Warnings, r.Signers)
	}
}

// Apps that nobody lists are found in the payload.
func TestAppsFoundInPayload(t *testing.T) {
	o := installertest.PKG()
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
	o := installertest.PKG()
	o.Packages = o.Packages[:1]
	r := mustInspect(t, sample.PKG(o))
	if r.Fact(models.FactPayload) != "false" || r.Fact(models.FactScripts) != "true" || r.Fact(models.FactVersion) != "3" || r.Fact(models.FactBundleID) != "" {
		t.Errorf("facts %v", r.Facts)
	}
	if len(r.Warnings) != 2 || !strings.Contains(r.Warnings[0].String(), "onlyScripts") || !strings.Contains(r.Warnings[1].String(), "otSigned") {
		t.Errorf("warnings %v", r.Warnings)
	}
}

// Whatever is changed in an app, its signature does not hold any more.
func TestCodeSignatureOfIPA(t *testing.T) {
	o := installertest.IPA(t)
	o.Signer, o.Filling = sample.NewSigner("Example"), 10_000
	whole := sample.IPA(o)
	app := "Payload/" + o.Name + ".app/"
	for name, change := range map[string]func(z *zip.Writer, f *zip.File, content []byte) error{
		"nothing": nil,
		"program": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"program" {
				content[30] ^= 1
			}
			return installertest.WriteEntry(z, f.Name, content)
		},
		"property list": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"Info.plist" {
				content = bytes.Replace(content, []byte("16.0"), []byte("16.1"), 1)
			}
			return installertest.WriteEntry(z, f.Name, content)
		},
		"profile": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+apple.ProfilePath {
				content = bytes.Replace(content, []byte("2030-01-02"), []byte("2031-01-02"), 1)
			}
			return installertest.WriteEntry(z, f.Name, content)
		},
		"added file": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"program" {
				return errors.Join(installertest.WriteEntry(z, f.Name, content), installertest.WriteEntry(z, app+"evil.dylib", []byte("x")))
			}
			return installertest.WriteEntry(z, f.Name, content)
		},
		"file left out": func(z *zip.Writer, f *zip.File, content []byte) error {
			if f.Name == app+"filling" {
				return nil
			}
			return installertest.WriteEntry(z, f.Name, content)
		},
	} {
		b := whole
		if change != nil {
			b = rewritten(t, whole, change)
		}
		r := mustInspect(t, b)
		if r.Signers[0].Scheme != sign.SchemeCode || r.Signers[0].Verified != (change == nil) {
			t.Errorf("%s changed: %+v", name, r.Signers)
		}
		if held := r.Signers[1].Verified; r.Signers[1].Scheme != apple.SchemeProfile || held != (name != "profile") {
			t.Errorf("%s changed: profile %+v", name, r.Signers[1])
		}
	}
}

// rewritten copies an archive and lets change write each of its files.
func rewritten(t *testing.T, whole []byte, change func(z *zip.Writer, f *zip.File, content []byte) error) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	return installertest.Zip(t, func(z *zip.Writer) error {
		for _, f := range from.File {
			if strings.HasSuffix(f.Name, "/") {
				continue
			}
			r, err := f.Open()
			if err != nil {
				return err
			}
			content, err := input.ReadCapped(r, 1<<20, f.Name)
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
