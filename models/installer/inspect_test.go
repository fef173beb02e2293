package installer

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/sample"
)

// picture makes a PNG of a size.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inspected is everything that is read from a package: what it says, and its signatures with the facts and warnings they add.
type inspected struct {
	Report
	Signers []Signer
}

func inspectAll(t testing.TB, r io.ReaderAt, size int64) (inspected, error) {
	t.Helper()
	report, err := Inspect(t.Context(), r, size)
	if err != nil {
		return inspected{}, err
	}
	s, err := Verify(t.Context(), r, size)
	if err != nil {
		return inspected{}, err
	}
	report.Facts, report.Warnings = append(report.Facts, s.Facts...), append(report.Warnings, s.Warnings...)
	return inspected{report, s.Signers}, nil
}

func inspectBytes(t testing.TB, b []byte) (inspected, error) {
	t.Helper()
	return inspectAll(t, bytes.NewReader(b), int64(len(b)))
}

func mustInspect(t testing.TB, b []byte) inspected {
	t.Helper()
	r, err := inspectBytes(t, b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// values are the facts of a report as a map.
func values(r inspected) map[models.Fact]string {
	m := map[models.Fact]string{}
	for _, f := range r.Facts {
		m[f.Fact] = f.Value
	}
	return m
}

func sampleAPK(t testing.TB) sample.APKOptions {
	return sample.APKOptions{
		Label: "Voorbeeld ünï", PackageID: "com.example.app", VersionName: "1.2.3", VersionCode: 7, MinSDK: 26, TargetSDK: 34,
		ABIs: []string{"arm64-v8a", "armeabi-v7a", "x86_64", "mips"}, Icon: picture(t, 16, 16), Signer: sample.NewSigner("Example, Inc."),
	}
}

func TestInspectAPK(t *testing.T) {
	r := mustInspect(t, sample.APK(sampleAPK(t)))
	got := values(r)
	sum := got[models.FactSignerSHA256]
	delete(got, models.FactSignerSHA256)
	want := map[models.Fact]string{
		models.FactName: "Voorbeeld ünï", models.FactPackageID: "com.example.app", models.FactVersion: "1.2.3",
		models.FactVersionCode: "7", models.FactMinimumSDK: "26", models.FactMinimumOS: "8.0", models.FactTargetSDK: "34",
		models.FactArchitectures: "arm, arm64, x64", models.FactSigner: `CN="Example, Inc."`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(r.Signers) != 1 || !r.Signers[0].Verified || r.Signers[0].Scheme != "v2" || r.Signers[0].SHA256 != sum || len(sum) != 64 {
		t.Errorf("signers %+v, fact %s", r.Signers, sum)
	}
	if r.Icon == nil || r.Icon.Media != "image/png" || !bytes.Equal(r.Icon.Data, picture(t, 16, 16)) {
		t.Errorf("icon %+v", r.Icon)
	}
	if len(r.Warnings) != 0 {
		t.Errorf("warnings %v", r.Warnings)
	}
}

func TestInspectAPKWithoutExtras(t *testing.T) {
	r := mustInspect(t, sample.APK(sample.APKOptions{PackageID: "com.example.bare"}))
	want := map[models.Fact]string{models.FactPackageID: "com.example.bare"}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	var warned []string
	for _, w := range r.Warnings {
		warned = append(warned, w.String())
	}
	if got := strings.Join(warned, "\n"); !strings.Contains(got, "no name") || !strings.Contains(got, "not signed") {
		t.Errorf("warnings: %s", got)
	}
	if r.Icon != nil || r.Signers != nil {
		t.Errorf("icon %v, signers %v", r.Icon, r.Signers)
	}
}

func TestIconTooLargeIsLeftOut(t *testing.T) {
	o := sampleAPK(t)
	o.Icon = picture(t, 2049, 8)
	if r := mustInspect(t, sample.APK(o)); r.Icon != nil {
		t.Error("an icon of 2049 pixels was taken")
	}
	o.Icon = []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	if r := mustInspect(t, sample.APK(o)); r.Icon != nil {
		t.Error("a drawing with a script was taken")
	}
}

func TestInspectMSI(t *testing.T) {
	o := sample.MSIOptions{
		Name: "Bürowerkzeug", Version: "1.2.3", Manufacturer: "Müller & Söhne GmbH", Platform: "Arm64", Language: 1043,
		ProductCode: "{6c1e2b0a-1111-4a22-9b33-0123456789a0}", UpgradeCode: "{7C1E2B0A-1111-4A22-9B33-0123456789A0}", AllUsers: "1",
		Restart: true, Icon: ico(picture(t, 48, 48)),
	}
	r := mustInspect(t, sample.MSI(o))
	want := map[models.Fact]string{
		models.FactName: "Bürowerkzeug", models.FactVersion: "1.2.3", models.FactPublisher: "Müller & Söhne GmbH",
		models.FactProductCode: "{6C1E2B0A-1111-4A22-9B33-0123456789A0}", models.FactUpgradeCode: "{7C1E2B0A-1111-4A22-9B33-0123456789A0}",
		models.FactInstallContext: "device", models.FactArchitectures: "arm64", models.FactLanguage: "1043",
		models.FactPackageType: "perMachine", models.FactSetupKind: SetupMSI, models.FactRestart: "true",
	}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	if r.Format != FormatMSI || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "not signed") {
		t.Errorf("format %s, warnings %v", r.Format, r.Warnings)
	}
	if r.Icon == nil || !bytes.Equal(r.Icon.Data, picture(t, 48, 48)) || r.Icon.Source != "Icon table: app.ico" {
		t.Errorf("icon %+v", r.Icon)
	}
}

// ico is an .ico file with one picture.
func ico(png []byte) []byte {
	b := []byte{0, 0, 1, 0, 1, 0, 48, 48, 0, 0, 1, 0, 32, 0}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(png)))
	return append(binary.LittleEndian.AppendUint32(b, 22), png...)
}

// A long property moves the string data out of the small sectors, and its length into an entry of its own.
func TestInspectMSIWithLongStrings(t *testing.T) {
	name := strings.Repeat("Very long name ", 30_000)
	r := mustInspect(t, sample.MSI(sample.MSIOptions{Name: name, ProductCode: "{A}", Version: "7"}))
	if r.Fact(models.FactVersion) != "7" {
		t.Errorf("the property after it: %v", r.Facts)
	}
	if got := r.Fact(models.FactName); !strings.HasPrefix(name, got) || len(got) < maxFact-20 || len(got) > maxFact {
		t.Errorf("name of %d characters", len(got))
	}
}

func TestInstallContext(t *testing.T) {
	for _, c := range []struct {
		allUsers  string
		wordCount uint32
		want      string
	}{
		{"1", 2, "device"}, {"1", 10, "device"}, {"", 2, "user"}, {"2", 2, "dual"}, {"2", 10, "user"},
	} {
		got := installContext(map[string]string{"ALLUSERS": c.allUsers}, summary{wordCount: c.wordCount})
		if got != c.want {
			t.Errorf("ALLUSERS %q, word count %d: %s, want %s", c.allUsers, c.wordCount, got, c.want)
		}
	}
}

func TestTemplate(t *testing.T) {
	for _, c := range []struct{ template, architectures, languages string }{
		{"Intel;1033", "x86", "1033"}, {"x64;1033,1043", "x64", "1033, 1043"}, {"Intel,x64;0", "x86, x64", ""},
		{";0", "x86", ""}, {"", "x86", ""}, {"AMD64;1033", "x64", "1033"}, {"Intel64;1033", "", "1033"}, {"Arm64;<b>", "arm64", ""},
	} {
		platforms, languages, _ := strings.Cut(c.template, ";")
		if got := architectures(platforms); got != c.architectures {
			t.Errorf("%q: architectures %q, want %q", c.template, got, c.architectures)
		}
		if got := languageIDs(languages); got != c.languages {
			t.Errorf("%q: languages %q, want %q", c.template, got, c.languages)
		}
	}
}

func TestAndroidVersion(t *testing.T) {
	for level, want := range map[int]string{1: "4.0", 14: "4.0", 15: "4.0.3", 20: "4.4", 23: "6.0", 32: "12.0", 35: "15.0", 36: "16.0", 37: ""} {
		if got := androidVersion(level); got != want {
			t.Errorf("API level %d is %q, want %q", level, got, want)
		}
	}
}

func TestCodePage(t *testing.T) {
	for _, c := range []struct {
		number int
		bytes  string
		want   string
	}{
		{1252, "B\xfcro", "Büro"}, {0, "Büro", "Büro"}, {0, "B\xfcro", "Büro"}, {65001, "Büro", "Büro"},
		{932, "\x93\xfa\x96\x7b", "日本"}, {1251, "\xcc\xe8\xf0", "Мир"}, {99999, "plain", "plain"},
	} {
		if got := codePage(c.number)([]byte(c.bytes)); got != c.want {
			t.Errorf("code page %d: %q is %q, want %q", c.number, c.bytes, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Plain name\r\n": "Plain name", "a\x00b\x1bc": "abc", "evil\u202egpj.exe": "evilgpj.exe", "bad\xffutf8": "badutf8", "tab\there": "tab here",
	} {
		if got := clean(in, 100); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if got := clean(strings.Repeat("é", 300), 100); len([]rune(got)) != 100 {
		t.Errorf("%d characters, want 100", len([]rune(got)))
	}
}
