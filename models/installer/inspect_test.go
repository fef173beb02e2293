package installer

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

// inspected is everything that is read from a package: what it says, and its signatures with the facts and warnings they add.
type inspected struct {
	facts.Report
	Signers []facts.Signer
}

// Verify is what a child does for Isolated.Verify, in this process.
func Verify(ctx context.Context, r io.ReaderAt, size int64) (facts.Signature, error) {
	src := input.New(ctx.Err, r, size)
	signature, err := verify(src)
	return signature, ended(src, err)
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

func TestInspectAPK(t *testing.T) {
	r := mustInspect(t, sample.APK(installertest.APK(t)))
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
	if r.Icon == nil || r.Icon.Media != "image/png" || !bytes.Equal(r.Icon.Data, installertest.PNG(t, 16, 16)) {
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
	if got := strings.Join(warned, "\n"); !strings.Contains(got, "noName") || !strings.Contains(got, "otSigned") {
		t.Errorf("warnings: %s", got)
	}
	if r.Icon != nil || r.Signers != nil {
		t.Errorf("icon %v, signers %v", r.Icon, r.Signers)
	}
}

func TestIconTooLargeIsLeftOut(t *testing.T) {
	o := installertest.APK(t)
	o.Icon = installertest.PNG(t, 2049, 8)
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
		Restart: true, Icon: ico(installertest.PNG(t, 48, 48)),
	}
	r := mustInspect(t, sample.MSI(o))
	want := map[models.Fact]string{
		models.FactName: "Bürowerkzeug", models.FactVersion: "1.2.3", models.FactPublisher: "Müller & Söhne GmbH",
		models.FactProductCode: "{6C1E2B0A-1111-4A22-9B33-0123456789A0}", models.FactUpgradeCode: "{7C1E2B0A-1111-4A22-9B33-0123456789A0}",
		models.FactInstallContext: "device", models.FactArchitectures: "arm64", models.FactLanguage: "1043",
		models.FactPackageType: "perMachine", models.FactSetupKind: windows.SetupMSI, models.FactRestart: "true",
	}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	if r.Format != facts.FormatMSI || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "otSigned") {
		t.Errorf("format %s, warnings %v", r.Format, r.Warnings)
	}
	if r.Icon == nil || !bytes.Equal(r.Icon.Data, installertest.PNG(t, 48, 48)) || r.Icon.Source != "Icon table: app.ico" {
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
	if got := r.Fact(models.FactName); !strings.HasPrefix(name, got) || len(got) < input.MaxText-20 || len(got) > input.MaxText {
		t.Errorf("name of %d characters", len(got))
	}
}

// What people are told they can upload is what can be read.
func TestEveryUploadableFormatHasAReader(t *testing.T) {
	told := facts.Uploadable()
	readable := 0
	for _, f := range []Format{
		FormatAPK, FormatIPA, FormatMSI, FormatMSIX, FormatMSIXBundle, FormatIntuneWin, FormatPKG, FormatDMG, FormatEXE, FormatZIP, FormatOLE, FormatPDF,
	} {
		_, ok := readerOf(f)
		if told := slices.Contains(told, f.Extension()); told != ok {
			t.Errorf("%s: there is a reader: %t, and people are told to upload it: %t", f, ok, told)
		}
		if ok {
			readable++
		}
	}
	if readable != len(told) {
		t.Errorf("%d formats can be read, and people are told of %d", readable, len(told))
	}
}
