package sample_test

import (
	"bytes"
	"encoding/pem"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer"
	"appdepot/models/installer/sample"
)

var apk = sample.APKOptions{
	Label: "Voorbeeld ünï", PackageID: "com.example.app", VersionName: "1.2.3", VersionCode: 7, MinSDK: 26, TargetSDK: 34,
	ABIs: []string{"arm64-v8a"},
}

var msi = sample.MSIOptions{
	Name: "Büro", Version: "1.2.3", Manufacturer: "Müller & Söhne", AllUsers: "1", Platform: "Intel", Language: 1031,
	ProductCode: "{6C1E2B0A-1111-4A22-9B33-0123456789A0}", UpgradeCode: "{7C1E2B0A-1111-4A22-9B33-0123456789A0}",
}

var pkg = sample.PKGOptions{Title: "Büro", MinimumOS: "12.0", Packages: []sample.PKGPackage{{
	ID: "com.example.pkg", Version: "1.2.3", Location: "/Applications",
	Apps: []sample.PKGApp{{Name: "Büro", BundleID: "com.example.app", Version: "1.2.3", Build: "7"}},
}}}

var ipa = sample.IPAOptions{Name: "Büro", BundleID: "com.example.app", Version: "1.2.3", Build: "7", MinimumOS: "16.0"}

// The same options give the same bytes, so that a demo or a test can name a digest.
func TestSamplesAreStable(t *testing.T) {
	if !bytes.Equal(sample.APK(apk), sample.APK(apk)) {
		t.Error("two unsigned APKs of the same options differ")
	}
	if !bytes.Equal(sample.MSI(msi), sample.MSI(msi)) {
		t.Error("two MSIs of the same options differ")
	}
	if !bytes.Equal(sample.PKG(pkg), sample.PKG(pkg)) || !bytes.Equal(sample.IPA(ipa), sample.IPA(ipa)) {
		t.Error("two packages for Apple's systems of the same options differ")
	}
	o := msix()
	o.Signer = nil
	if !bytes.Equal(sample.MSIX(o), sample.MSIX(o)) {
		t.Error("two MSIXs of the same options differ")
	}
}

func TestSamplesAreReadHere(t *testing.T) {
	for format, b := range map[installer.Format][]byte{installer.FormatAPK: sample.APK(apk), installer.FormatMSI: sample.MSI(msi), installer.FormatPKG: sample.PKG(pkg)} {
		r, err := installer.Inspect(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil || r.Format != format || r.Fact(models.FactVersion) != "1.2.3" {
			t.Errorf("%s: %+v, %v", format, r, err)
		}
	}
}

// saidBy runs another program on a package; the test is skipped when the program is missing, except in CI.
func saidBy(t *testing.T, content []byte, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed", program)
	}
	file := filepath.Join(t.TempDir(), "package")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func expect(t *testing.T, out string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(out, part) {
			t.Errorf("no %q in\n%s", part, out)
		}
	}
}

func TestAaptReadsAPK(t *testing.T) {
	var icon bytes.Buffer
	if err := png.Encode(&icon, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	o := apk
	o.Icon = icon.Bytes()
	expect(t, saidBy(t, sample.APK(o), "aapt", "dump", "badging", "FILE"),
		"package: name='com.example.app' versionCode='7' versionName='1.2.3'", "sdkVersion:'26'", "targetSdkVersion:'34'",
		"application-label:'Voorbeeld ünï'", "application-icon-480:'res/mipmap-xxhdpi-v4/ic_launcher.png'", "native-code: 'arm64-v8a'")
}

func TestApksignerVerifiesAPK(t *testing.T) {
	o := apk
	o.Signer = sample.NewSigner("Example")
	expect(t, saidBy(t, sample.APK(o), "apksigner", "verify", "-v", "--print-certs", "FILE"),
		"Verified using v2 scheme (APK Signature Scheme v2): true", "certificate DN: CN=Example")
}

func TestMsiinfoReadsMSI(t *testing.T) {
	expect(t, saidBy(t, sample.MSI(msi), "msiinfo", "export", "FILE", "Property"),
		"ProductName\tBüro", "ProductVersion\t1.2.3", "Manufacturer\tMüller & Söhne", "ALLUSERS\t1", "ProductLanguage\t1031",
		"ProductCode\t"+msi.ProductCode, "UpgradeCode\t"+msi.UpgradeCode)
	expect(t, saidBy(t, sample.MSI(msi), "msiinfo", "suminfo", "FILE"), "Template: Intel;1031", "Subject: Büro")
	o := msi
	o.Restart, o.Icon = true, []byte("an icon")
	expect(t, saidBy(t, sample.MSI(o), "msiinfo", "export", "FILE", "InstallExecuteSequence"), "ForceReboot\t\t6410")
	expect(t, saidBy(t, sample.MSI(o), "msiinfo", "extract", "FILE", "Icon.app.ico"), "an icon")
}

// Long strings need large sectors, more than one table of them, and the long form of a length.
func TestMsiinfoReadsLargeMSI(t *testing.T) {
	o := msi
	o.Name = strings.Repeat("long ", 40_000)
	expect(t, saidBy(t, sample.MSI(o), "msiinfo", "export", "FILE", "Property"), "ProductVersion\t1.2.3", "long long")
}

func msix() sample.MSIXOptions {
	return sample.MSIXOptions{
		Name: "Example.Notes", DisplayName: "Büro & Notes", Publisher: "CN=Example", PublisherDisplayName: "Müller & Söhne", Version: "1.2.3.4",
		Architecture: "x64", Signer: sample.NewSigner("Example"),
	}
}

// rootOf writes a signer's certificate into a file.
func rootOf(t *testing.T, s *sample.Signer) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(root, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate()}), 0o600); err != nil {
		t.Fatal(err)
	}
	return root
}

// A package of more than 7 MB needs the list of tables of sectors that goes on behind the header.
func TestOsslsigncodeVerifiesMSI(t *testing.T) {
	o := msi
	o.Signer, o.Filling = sample.NewSigner("Example"), 20<<20
	expect(t, saidBy(t, sample.MSI(o), "osslsigncode", "verify", "-CAfile", rootOf(t, o.Signer), "-in", "FILE"),
		"Signature verification: ok", "Subject: /CN=Example")
}

func TestOsslsigncodeVerifiesMSIX(t *testing.T) {
	one := msix()
	two := one
	two.Architecture, two.Signer = "arm64", nil
	one.Filling = 200_000
	root := rootOf(t, one.Signer)
	for _, b := range [][]byte{
		sample.MSIX(one), sample.MSIXBundle(sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{one, two}, Signer: one.Signer}),
	} {
		expect(t, saidBy(t, b, "osslsigncode", "verify", "-CAfile", root, "-in", "FILE"),
			"Signature verification: ok", "Subject: /CN=Example")
	}
}

func TestOsslsigncodeVerifiesEXE(t *testing.T) {
	for _, architecture := range []string{"x86", "x64", "arm64"} {
		o := sample.EXEOptions{Name: "Probe", Version: "1.2.3", Architecture: architecture, Setup: "advancedinstaller", Payload: []byte("x"), Filling: 100_000}
		o.Signer, o.Second = sample.NewSigner("Example"), sample.NewSigner("Second")
		out := saidBy(t, sample.EXE(o), "osslsigncode", "verify", "-index", "0", "-CAfile", rootOf(t, o.Signer), "-in", "FILE")
		expect(t, out, "Signature verification: ok", "Subject: /CN=Example")
		out = saidBy(t, sample.EXE(o), "osslsigncode", "verify", "-index", "1", "-CAfile", rootOf(t, o.Second), "-in", "FILE")
		expect(t, out, "Signature verification: ok", "Subject: /CN=Second")
	}
}
