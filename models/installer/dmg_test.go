package installer

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

func TestInspectDMG(t *testing.T) {
	r := mustInspect(t, sample.DMG(installertest.DMG(t)))
	want := map[models.Fact]string{
		models.FactName: "Bürowerkzeug", models.FactBundleID: "com.example.app", models.FactVersion: "1.2.3", models.FactBuild: "45",
		models.FactMinimumOS: "13.0", models.FactArchitectures: "arm64, x64",
	}
	if diff := cmp.Diff(want, values(r)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]models.Component{
		{
			Kind: "app", ID: "com.example.app", Name: "Bürowerkzeug", Version: "1.2.3", Build: "45", MinimumOS: "13.0",
			Architectures: "arm64, x64", Path: "Bürowerkzeug.app", Guess: true,
		},
		{Kind: "app", ID: "com.example.aid", Name: "Aid", Version: "0.9", Build: "9", Architectures: "arm64, x64", Path: "Aid.app"},
		{Kind: "app", ID: "com.example.remove", Name: "Uninstall Bürowerkzeug", Architectures: "arm64, x64", Path: "Extras/Uninstall Bürowerkzeug.app"},
	}, r.Components); diff != "" {
		t.Error(diff)
	}
	if r.Icon == nil || r.Icon.Source != "Bürowerkzeug.app/Contents/Resources/App.icns" {
		t.Errorf("icon %+v", r.Icon)
	}
	if r.Format != facts.FormatDMG || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "otSigned") {
		t.Errorf("format %s, warnings %v", r.Format, r.Warnings)
	}
}

func TestInspectDMGWithoutApp(t *testing.T) {
	r := mustInspect(t, sample.DMG(sample.DMGOptions{Files: map[string][]byte{"Setup.pkg": []byte("xar!")}}))
	if len(r.Facts) != 0 || len(r.Components) != 1 || r.Components[0].Kind != "package" || r.Components[0].Path != "Setup.pkg" {
		t.Errorf("facts %v, components %v", r.Facts, r.Components)
	}
	if got := warnings(r); !strings.Contains(got, "noAppInImage") || !strings.Contains(got, "imageHasPackage(Setup.pkg") {
		t.Errorf("warnings %s", got)
	}
}

func warnings(r inspected) string {
	var all []string
	for _, w := range r.Warnings {
		all = append(all, w.String())
	}
	return strings.Join(all, "\n")
}

// An app that says nothing still is one: what it does not say is asked for.
func TestInspectDMGWithBareApp(t *testing.T) {
	r := mustInspect(t, sample.DMG(sample.DMGOptions{Apps: []sample.App{{Name: "Bare"}}}))
	if len(r.Components) != 1 || r.Fact(models.FactName) != "Bare" || !strings.Contains(warnings(r), "appWithoutBundleID") {
		t.Errorf("%+v", r.Report)
	}
}

func TestInspectDMGWithManyApps(t *testing.T) {
	var o sample.DMGOptions
	for i := range 100 + 5 {
		o.Apps = append(o.Apps, sample.App{Name: fmt.Sprintf("App %03d", i), BundleID: fmt.Sprint("com.example.app", i)})
	}
	r := mustInspect(t, sample.DMG(o))
	if len(r.Components) != 100 || r.Components[99].ID != "com.example.app99" || !strings.Contains(warnings(r), "moreAppsThanListed(100") {
		t.Errorf("%d components, warnings %s", len(r.Components), warnings(r))
	}
}

// A changed byte of the packed content shows in its checksum.
func TestDamagedDMG(t *testing.T) {
	b := sample.DMG(installertest.DMG(t))
	b[len(b)/4] ^= 1
	s, err := Verify(t.Context(), strings.NewReader(string(b)), int64(len(b)))
	if err != nil || len(s.Warnings) != 2 || !strings.Contains(s.Warnings[1].String(), "Damaged") {
		t.Errorf("%v, %v", s.Warnings, err)
	}
}

// expectedDisk is what 7z and plistlib read from a disk image: apps by the path of their folder Contents.
type expectedDisk struct {
	Apps      map[string]map[string]any
	Packages  []string `json:"pkgs"`
	Encrypted bool
}

func expectedDisks(t *testing.T) map[string]expectedDisk {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal(installertest.Read(t, filepath.Join(installertest.Corpus(t), "expected.json")), &all); err != nil {
		t.Fatal(err)
	}
	disks := map[string]expectedDisk{}
	for name, raw := range all {
		if filepath.Dir(name) != "dmg" {
			continue
		}
		var d expectedDisk
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(name, err)
		}
		disks[name] = d
	}
	if len(disks) < 10 {
		t.Fatalf("only %d expectations", len(disks))
	}
	return disks
}

func TestCorpusDMG(t *testing.T) {
	for name, want := range expectedDisks(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			r, err := inspectFile(t, filepath.Join(installertest.Corpus(t), name))
			if want.Encrypted {
				if err == nil || !strings.Contains(err.Error(), "ncrypted") {
					t.Errorf("encrypted: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Components) != len(want.Apps)+len(want.Packages) {
				t.Errorf("components %+v, want %v and %v", r.Components, slices.Collect(maps.Keys(want.Apps)), want.Packages)
			}
			for _, path := range want.Packages {
				if !slices.ContainsFunc(r.Components, func(c models.Component) bool { return c.Kind == "package" && strings.HasSuffix(path, c.Path) }) {
					t.Errorf("components %+v, want %s", r.Components, path)
				}
			}
			for at, info := range want.Apps {
				compareApp(t, r, at, info)
			}
			if len(want.Apps)+len(want.Packages) == 0 && !strings.Contains(warnings(r), "noAppInImage") {
				t.Errorf("warnings %s", warnings(r))
			}
		})
	}
}

// compareApp finds the component of an app. 7z puts the name of an HFS volume before its paths.
func compareApp(t *testing.T, r inspected, at string, info map[string]any) {
	t.Helper()
	path := strings.TrimSuffix(at, "/Contents")
	i := slices.IndexFunc(r.Components, func(c models.Component) bool { return c.Path == path || strings.HasSuffix(path, "/"+c.Path) })
	if i < 0 {
		t.Fatalf("no app at %s in %+v", path, r.Components)
	}
	c := r.Components[i]
	value := func(key string) string { s, _ := info[key].(string); return s }
	name := value("CFBundleName")
	if name == "" { // the name that the Finder shows
		name = strings.TrimSuffix(filepath.Base(path), ".app")
	}
	var architectures []string
	for mark, name := range map[string]string{"x86_64": "x64", "arm64": "arm64", "i386": "x86"} {
		// The expectation of dummy.dmg is cut off in the middle of "Mach-O 64-bit arm64".
		if macho := value("macho"); strings.Contains(macho, mark) || mark == "arm64" && strings.HasSuffix(macho, "- arm64:\\012- Mach-O 6") {
			architectures = append(architectures, name)
		}
	}
	slices.Sort(architectures)
	want := models.Component{
		Kind: "app", ID: value("CFBundleIdentifier"), Name: name, Version: value("CFBundleShortVersionString"), Build: value("CFBundleVersion"),
		MinimumOS: value("LSMinimumSystemVersion"), Architectures: strings.Join(architectures, ", "), Path: c.Path, Guess: true,
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
	if info["icon_exists"] == true && r.Icon == nil {
		t.Error("no icon")
	}
}
