package catalog

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"appdepot/models"
	"appdepot/models/apptype"
)

// scattered is one version as the public repository keeps it: three files, with what holds for all installers at the top.
var scattered = fstest.MapFS{
	"v/Veldhoek/Dock/2.0/Veldhoek.Dock.yaml":              {Data: []byte("PackageIdentifier: Veldhoek.Dock\nPackageVersion: 2.0\nDefaultLocale: en-US\nManifestType: version\nManifestVersion: 1.10.0\n")},
	"v/Veldhoek/Dock/2.0/Veldhoek.Dock.locale.en-US.yaml": {Data: []byte("PackageIdentifier: Veldhoek.Dock\nPackageVersion: 2.0\nPackageLocale: en-US\nPublisher: Veldhoek\nPackageName: Dock\nLicense: MIT\nShortDescription: At the dock.\nManifestType: defaultLocale\n")},
	"v/Veldhoek/Dock/2.0/Veldhoek.Dock.locale.nl-NL.yaml": {Data: []byte("PackageIdentifier: Veldhoek.Dock\nPackageVersion: 2.0\nPackageLocale: nl-NL\nShortDescription: Aan de laadkade.\nManifestType: locale\n")},
	"v/Veldhoek/Dock/2.0/Veldhoek.Dock.installer.yaml": {Data: []byte(`PackageIdentifier: Veldhoek.Dock
PackageVersion: 2.0
InstallerType: wix
Scope: machine
Installers:
- {Architecture: x64, InstallerUrl: 'https://veldhoek.example/dock.msi', InstallerSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
- {Architecture: x64, InstallerType: zip, NestedInstallerType: portable, InstallerUrl: 'https://veldhoek.example/dock.zip', InstallerSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
- {Architecture: x64, InstallerUrl: 'http://veldhoek.example/plain.msi', InstallerSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
- {Architecture: mips, InstallerUrl: 'https://veldhoek.example/mips.msi', InstallerSha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
- {Architecture: x64, InstallerUrl: 'https://veldhoek.example/unhashed.msi'}
ManifestType: installer
`)},
	"v/Veldhoek/Broken/1.0/broken.yaml": {Data: []byte("PackageIdentifier: [\n")},
	"README.md":                         {Data: []byte("PackageIdentifier: Not.Read")},
	".git/config.yaml":                  {Data: []byte("PackageIdentifier: Not.Read\nPackageVersion: 1\n")},
}

func TestManifestsInSeveralFiles(t *testing.T) {
	f, err := openFolder("x", "Ours", scattered)
	if err != nil || len(f.packs) != 1 {
		t.Fatalf("%+v %v", f.packs, err)
	}
	item, err := f.packs[0].item("Catalog", "x/Veldhoek.Dock", Query{Language: "nl"})
	if err != nil || len(item.Variants) != 1 || item.Variant != "2.0/x64//system/wix" {
		t.Fatalf("%+v %v", item, err)
	}
	for _, fact := range item.Facts {
		if fact.Fact == models.FactDescription && fact.Value != "Aan de laadkade." {
			t.Errorf("the description in Dutch is %q", fact.Value)
		}
	}
}

func TestFolderSourcesLieBelowTheOperators(t *testing.T) {
	below, outside := t.TempDir(), t.TempDir()
	inside := filepath.Join(below, "ours", "v")
	if err := os.MkdirAll(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(below, "link")); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{inside, outside} {
		for name, f := range scattered {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	c, err := New(Options{Folder: below})
	if err != nil {
		t.Fatal(err)
	}
	check := func(location string) error {
		return c.CheckSource(t.Context(), models.CatalogSource{Name: "Ours", Kind: models.WingetFolder, Location: location})
	}
	if err := check("ours"); err != nil {
		t.Error(err)
	}
	for _, location := range []string{"..", "../" + filepath.Base(outside), outside, "link", "ours/../..", "missing", "", "ours/v/Veldhoek.Dock.yaml", `..\x`} {
		if err := check(location); models.KindOf(err) != models.KindInvalid {
			t.Errorf("%q: %v, want it refused", location, err)
		}
	}
	none, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := none.CheckSource(t.Context(), models.CatalogSource{Name: "Ours", Kind: models.WingetFolder, Location: "ours"}); models.KindOf(err) != models.KindInvalid {
		t.Errorf("without a folder of the operator's: %v", err)
	}
}

func TestManifestsAreBounded(t *testing.T) {
	many := fstest.MapFS{}
	for i := range maxManifests + 1 {
		many[fmt.Sprintf("%d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "PackageIdentifier: A.B%d\nPackageVersion: 1\n", i)}
	}
	if _, _, err := readManifests(many); models.KindOf(err) != models.KindTooLarge {
		t.Errorf("%d manifests: %v", len(many), err)
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n" +
		"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nPackageIdentifier: A.B\nPackageVersion: 1\nTags: *g\n"
	if packs, _, err := readManifests(fstest.MapFS{"bomb.yaml": {Data: []byte(bomb)}, "big.yaml": {Data: bytes.Repeat([]byte("# \n"), maxManifestBytes)}}); err != nil || len(packs) != 0 {
		t.Errorf("hostile manifests gave %v, %v", packs, err)
	}
}

func TestCommandsKeepToPlainWords(t *testing.T) {
	p := installer{InstallerType: "nullsoft", ProductCode: `x'; Remove-Item C:\ -Recurse #`, InstallerURL: "https://x.example/a%22%20&calc.exe"}
	if got := p.removeCommand(); got != "" {
		t.Errorf("a hostile uninstall key made the command %s", got)
	}
	if got := p.installCommand(p.fileName()); got != `"setup.exe" /S` {
		t.Errorf("a hostile file name made the command %s", got)
	}
}

func TestVersionsInOrder(t *testing.T) {
	order := []string{"Unknown", "0.9", "1.0-alpha", "1.0-beta", "1.0", "1.0.1", "1.2", "1.10", "9.0", "2024.1", "10000000000000000000000.1", "Latest"}
	for i, a := range order {
		for j, b := range order {
			got, want := CompareVersions(a, b), 0
			switch {
			case i < j:
				want = -1
			case i > j:
				want = 1
			}
			if got != want {
				t.Errorf("%s against %s: %d, want %d", a, b, got, want)
			}
		}
	}
	for _, same := range [][2]string{{"1", "1.0.0"}, {"v1.2", "1.2"}, {"01.02", "1.2"}} {
		if CompareVersions(same[0], same[1]) != 0 {
			t.Errorf("%s and %s differ", same[0], same[1])
		}
	}
}

func TestDownloadIsTheFileMeant(t *testing.T) {
	sum := sha256.Sum256([]byte("content"))
	for text, want := range map[string]models.Kind{"content": models.KindInternal, "tampered": models.KindInvalid} {
		c := &checkedReader{from: io.NopCloser(strings.NewReader(text)), name: "setup.exe", want: hex.EncodeToString(sum[:]), sum: sha256.New()}
		got, err := io.ReadAll(c)
		if string(got) != text || (err == nil) != (want == models.KindInternal) || err != nil && models.KindOf(err) != want {
			t.Errorf("%s: read %q, %v", text, got, err)
		}
	}
}

func TestCountries(t *testing.T) {
	codes := Countries()
	if len(codes) != 175 {
		t.Errorf("%d countries, want 175", len(codes))
	}
	for i, c := range codes {
		if (Query{Country: c}).country() != c || i > 0 && codes[i-1] >= c {
			t.Errorf("%q is no code, or out of order", c)
		}
	}
}

func FuzzManifests(f *testing.F) {
	for _, file := range scattered {
		f.Add(string(file.Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		versions := map[[2]string]*packageVersion{}
		for _, m := range parseManifests(text) {
			m.add(versions)
		}
		for _, p := range collectPacks(versions) {
			tryPack(t, p)
		}
	})
}

func FuzzAnswer(f *testing.F) {
	f.Add(`{"Data":{"PackageIdentifier":"A.B","Versions":[{"PackageVersion":"1","Installers":[{"Architecture":"x64","InstallerType":"exe"}]}]},"results":[{"trackId":1,"trackName":"x","price":1}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var answer struct {
			Data    wingetPackage
			Results []appleApp
		}
		if json.Unmarshal([]byte(text), &answer) != nil {
			return
		}
		for _, a := range answer.Results {
			_, _, _ = a.unavailable(), a.facts("x"), a.devices()
		}
		for _, v := range answer.Data.Versions {
			_, _, _ = v.scopes(), v.storeKind("x"), v.in("nl").unavailable()
		}
		tryPack(t, answer.Data)
	})
}

// tryPack describes every variant of a package.
func tryPack(t *testing.T, p wingetPackage) {
	item, err := p.item("x", "y", Query{})
	if err != nil {
		return
	}
	for _, v := range item.Variants {
		again, err := p.item("x", "y", Query{Variant: v.ID})
		if err != nil || again.Variant != v.ID {
			t.Fatalf("variant %q cannot be chosen: %v", v.ID, err)
		}
		if strings.ContainsAny(again.Package.Name, `/\"'%$&|<>`+"`") {
			t.Fatalf("the file is called %q", again.Package.Name)
		}
	}
}

func FuzzVersions(f *testing.F) {
	f.Add("1.0", "v1-beta")
	f.Fuzz(func(t *testing.T, a, b string) {
		if CompareVersions(a, b) != -CompareVersions(b, a) || CompareVersions(a, a) != 0 {
			t.Fatalf("%q and %q have no order", a, b)
		}
	})
}

func FuzzIDs(f *testing.F) {
	f.Add("https://apps.microsoft.com/detail/9NVELDHOEK01")
	f.Fuzz(func(t *testing.T, text string) {
		if id := apptype.ProductID(text); id != "" && apptype.ProductID(id) != id {
			t.Fatalf("%q gives %q, which is none", text, id)
		}
		if id := appleID(text); id != "" && appleID(id) != id {
			t.Fatalf("%q gives %q, which is none", text, id)
		}
	})
}

func TestEveryInstallerOfTheStarterCatalogIsUsable(t *testing.T) {
	files, err := filepath.Glob("data/winget/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		documents := parseManifests(string(text))
		if len(documents) != strings.Count(string(text), "PackageIdentifier:") {
			t.Errorf("%s: %d documents could be read", name, len(documents))
		}
		for _, m := range documents {
			if id := strings.TrimSuffix(filepath.Base(name), ".yaml"); m.PackageIdentifier != id {
				t.Errorf("%s holds %s", name, m.PackageIdentifier)
			}
			for _, p := range m.installers() {
				if !p.usable() {
					t.Errorf("%s %s: %s cannot be used", name, m.PackageVersion, p.InstallerURL)
				}
			}
		}
	}
}

// A package of a folder is read once and asked about by many at the same time: looking for its newest version leaves it as it is.
func TestPackagesOfFoldersAreShared(t *testing.T) {
	shared := wingetPackage{PackageIdentifier: "Veldhoek.Dock", Versions: []packageVersion{{PackageVersion: "1.0", Installers: []installer{
		{InstallerType: "portable"}, {InstallerType: "msi", Architecture: "x64", InstallerURL: "https://veldhoek.example/dock.msi", InstallerSha256: strings.Repeat("ab", 32)},
	}}}}
	f := folderSource{packs: []wingetPackage{shared}}
	p, none, err := f.pack(t.Context(), shared.PackageIdentifier)
	if err != nil || none || !p.newestFirst() || len(p.Versions[0].Installers) != 1 {
		t.Fatalf("%+v, %t, %v", p, none, err)
	}
	if left := f.packs[0].Versions[0].Installers; len(left) != 2 || left[0].InstallerType != "portable" || left[1].InstallerType != "msi" {
		t.Errorf("the folder has %+v", left)
	}
}
