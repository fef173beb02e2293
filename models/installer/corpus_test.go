package installer

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/windows"
)

// expected is what aapt, apksigner, msiinfo and osslsigncode read from the packages of the corpus.
type expected struct {
	Label, Package, VersionName, VersionCode, MinSDK, TargetSDK string
	Debuggable                                                  string // a line of aapt, or nothing
	ABIs                                                        []string
	Icons                                                       map[string]string
	Property                                                    map[string]string
	Summary                                                     struct{ Template string }
	Signature, SignatureMin28                                   expectedSignature
}

type expectedSignature struct {
	V1, V2, V3, Verifies bool
	Signers              []struct {
		Sum string `json:"cert_sha256"`
		DN  string `json:"dn"`
	}
	Signed   bool
	Mismatch bool   `json:"digest_mismatch"`
	Subject  string `json:"subject"`
}

// expectations are those of one folder of the corpus by file.
func expectations(t *testing.T, folder string) map[string]expected {
	t.Helper()
	dir := installertest.Corpus(t)
	var raw map[string]map[string]json.RawMessage
	if err := json.Unmarshal(installertest.Read(t, filepath.Join(dir, "expected.json")), &raw); err != nil {
		t.Fatal(err)
	}
	found := map[string]expected{}
	for name, fields := range raw {
		if !strings.HasPrefix(name, folder+"/") {
			continue
		}
		fields["SignatureMin28"] = fields["signature_min28"]
		b, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		var e expected
		if err := json.Unmarshal(b, &e); err != nil {
			t.Fatal(name, err)
		}
		found[filepath.Join(dir, name)] = e
	}
	if len(found) < 5 {
		t.Fatalf("only %d expectations for %s", len(found), folder)
	}
	return found
}

func inspectFile(t *testing.T, path string) (inspected, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return inspectAll(t, f, info.Size())
}

func TestCorpusAPK(t *testing.T) {
	for path, e := range expectations(t, "apk") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			r, err := inspectFile(t, path)
			if err != nil {
				t.Fatal(err)
			}
			for fact, want := range map[models.Fact]string{
				models.FactName: e.Label, models.FactPackageID: e.Package, models.FactVersion: e.VersionName,
				models.FactVersionCode: e.VersionCode, models.FactMinimumSDK: e.MinSDK, models.FactTargetSDK: e.TargetSDK,
				models.FactArchitectures: architectureNames(strings.Join(e.ABIs, ",")), models.FactDebuggable: map[bool]string{true: "true"}[e.Debuggable != ""],
			} {
				if got := r.Fact(fact); got != want {
					t.Errorf("%s is %q, want %q", fact, got, want)
				}
			}
			if bitmaps := slices.ContainsFunc(slices.Collect(maps.Values(e.Icons)), isBitmap); bitmaps && r.Icon == nil {
				t.Errorf("no icon, want one of %v", e.Icons)
			}
			compareSigners(t, r, e)
		})
	}
}

func isBitmap(path string) bool { return !strings.HasSuffix(path, ".xml") }

// compareSigners takes together what apksigner says for devices of the package's oldest version and for Android 9.
func compareSigners(t *testing.T, r inspected, e expected) {
	t.Helper()
	old, recent := e.Signature, e.SignatureMin28
	want := map[string]bool{"v1": old.V1, "v2": old.V2 || recent.V2, "v3": old.V3 || recent.V3}
	verified := map[string]bool{"v1": false, "v2": false, "v3": false}
	for _, s := range r.Signers {
		if s.Verified {
			verified[s.Scheme] = true
		}
	}
	if diff := cmp.Diff(want, verified); diff != "" {
		t.Errorf("schemes that verify: %s\nsigners %+v", diff, r.Signers)
	}
	var sums, names []string
	for _, s := range recent.Signers {
		sums, names = append(sums, s.Sum), append(names, s.DN)
	}
	if got := r.Fact(models.FactSignerSHA256); got != strings.Join(sums, ", ") {
		t.Errorf("certificates %s, want %s", got, sums)
	}
	if got := r.Fact(models.FactSigner); got != strings.Join(names, ", ") {
		t.Errorf("signer %s, want %s", got, names)
	}
}

func TestCorpusMSI(t *testing.T) {
	for path, e := range expectations(t, "msi") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			r, err := inspectFile(t, path)
			if err != nil {
				t.Fatal(err)
			}
			platform, language, _ := strings.Cut(e.Summary.Template, ";")
			context, kind := "user", "perUser"
			if e.Property["ALLUSERS"] == "1" {
				context, kind = "device", "perMachine"
			}
			for fact, want := range map[models.Fact]string{
				models.FactName: e.Property["ProductName"], models.FactVersion: e.Property["ProductVersion"],
				models.FactPublisher: e.Property["Manufacturer"], models.FactProductCode: e.Property["ProductCode"],
				models.FactUpgradeCode: e.Property["UpgradeCode"], models.FactInstallContext: context,
				models.FactArchitectures: map[string]string{"Intel": "x86", "x64": "x64"}[platform], models.FactLanguage: language,
				models.FactPackageType: kind, models.FactSetupKind: windows.SetupMSI, models.FactRestart: "",
			} {
				if got := r.Fact(fact); got != want {
					t.Errorf("%s is %q, want %q", fact, got, want)
				}
			}
			if (e.Property["ARPPRODUCTICON"] != "") != (r.Icon != nil) {
				t.Errorf("icon %v, want %q", r.Icon, e.Property["ARPPRODUCTICON"])
			}
			if e.Signature.Signed != (len(r.Signers) == 1) {
				t.Fatalf("signers %+v, want signed %t", r.Signers, e.Signature.Signed)
			}
			if e.Signature.Signed && (r.Signers[0].Verified == e.Signature.Mismatch || slashed(r.Signers[0].Subject) != e.Signature.Subject) {
				t.Errorf("signer %+v, want %+v", r.Signers[0], e.Signature)
			}
		})
	}
}

// slashed is a name the way openssl prints it.
func slashed(dn string) string {
	parts := strings.Split(dn, ", ")
	slices.Reverse(parts)
	return "/" + strings.Join(parts, "/")
}
