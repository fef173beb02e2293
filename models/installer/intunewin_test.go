package installer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/archive"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

const probeCode = "{5F3C2A10-0000-4000-8000-000000000001}"

func TestInspectIntuneWin(t *testing.T) {
	r := mustInspect(t, installertest.IntuneWin())
	got := values(r)
	for fact, want := range map[models.Fact]string{
		models.FactName: "Probe", models.FactPublisher: "Contoso", models.FactVersion: "1.2.3", models.FactProductCode: probeCode,
		models.FactSetupFile: "probe.msi", models.FactSetupKind: windows.SetupMSI, models.FactFileName: "IntunePackage.intunewin", models.FactPackageType: "dualPurpose",
		models.FactInstallCommand: `msiexec /i "probe.msi" /qn`, models.FactRemoveCommand: "msiexec /x " + probeCode + " /qn",
	} {
		if got[fact] != want {
			t.Errorf("%s is %q, want %q", fact, got[fact], want)
		}
	}
	if r.Format != facts.FormatIntuneWin || schemesOf(r) != windows.SchemeIntuneWin {
		t.Errorf("format %s, signatures %q", r.Format, schemesOf(r))
	}
}

func TestIntuneWinSuggestsByTheKindOfItsSetupFile(t *testing.T) {
	for kind, guess := range map[string]bool{windows.SetupNSIS: false, windows.SetupBurn: false, windows.SetupInno: true, windows.SetupInstallShield: true, windows.SetupSquirrel: true} {
		o := installertest.EXE(t)
		o.Setup = kind
		r := mustInspect(t, installertest.Win32Content(sample.File{Name: `bin\setup.exe`, Content: sample.EXE(o)}, sample.File{Name: "readme.txt"}))
		want, _ := windows.SuggestedCommands(kind, `bin\setup.exe`, "")
		for _, v := range r.Facts {
			if v.Fact == models.FactInstallCommand && (v.Value != want || v.Guess != guess) {
				t.Errorf("%s: suggested is %+v, want %q", kind, v, want)
			}
		}
		if r.Fact(models.FactInstallCommand) == "" {
			t.Errorf("%s: nothing is suggested", kind)
		}
	}
}

// damage changes one byte of the encrypted content, so many bytes from its end.
func damage(t *testing.T, whole []byte, fromEnd int) []byte {
	t.Helper()
	a, err := archive.Open(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.File("IntuneWinPackage/Contents/IntunePackage.intunewin")
	if err != nil || f == nil {
		t.Fatal(f, err)
	}
	content, err := a.Read(f, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, content)
	changed := bytes.Clone(whole)
	changed[at+len(content)-fromEnd] ^= 1
	return changed
}

func TestChangedIntuneWinIsToldFromTheWholeOne(t *testing.T) {
	big := installertest.Win32Content(sample.File{Name: "setup.exe", Content: sample.EXE(installertest.EXE(t))}, sample.File{Name: "data.bin", Content: make([]byte, 200_000)})
	changed := damage(t, big, 150_000)
	s, err := windows.VerifyIntuneWin(input.New(nil, bytes.NewReader(changed), int64(len(changed))))
	if err != nil || len(s.Signers) != 1 || s.Signers[0].Verified || len(s.Warnings) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	_, err = inspectBytes(t, damage(t, big, 1)) // the padding
	installertest.InWords(t, "changed end", err)
	if err == nil || !strings.Contains(err.Error(), "contentKeyWrong") {
		t.Errorf("a changed end: %v", err)
	}
}

func TestIntuneWinWithAnotherKeyOrSizeIsRefused(t *testing.T) {
	whole := installertest.IntuneWin()
	detection := func(b []byte, name, value string) []byte {
		_, rest, _ := strings.Cut(string(b), "<"+name+">")
		old, _, _ := strings.Cut(rest, "</"+name+">")
		return rezip(t, b, func(file string, content []byte) []byte {
			if file != "IntuneWinPackage/Metadata/Detection.xml" {
				return content
			}
			return bytes.Replace(content, []byte(old), []byte(value), 1)
		})
	}
	for name, c := range map[string]struct{ element, value string }{
		"another key":     {"EncryptionKey", strings.Repeat("A", 43) + "="},
		"a short key":     {"EncryptionKey", "AAAA"},
		"no key":          {"EncryptionKey", "!"},
		"a huge size":     {"UnencryptedContentSize", "1000000000000000000"},
		"a negative size": {"UnencryptedContentSize", "-1"},
		"a smaller size":  {"UnencryptedContentSize", "5"},
		"content outside": {"FileName", "../../../etc/passwd"},
		"a setup outside": {"SetupFile", `..\..\Windows\System32\cmd.exe`},
		"a device":        {"SetupFile", "CON"},
		"missing content": {"FileName", "other.intunewin"},
	} {
		_, err := inspectBytes(t, detection(whole, c.element, c.value))
		installertest.InWords(t, name, err)
		if err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	s, err := inspectBytes(t, detection(whole, "MacKey", strings.Repeat("A", 43)+"="))
	if err != nil || schemesOf(s) != "!"+windows.SchemeIntuneWin {
		t.Errorf("another key of the checksum: %v, %q", err, schemesOf(s))
	}
}

// rezip makes a zip archive anew with changed files.
func rezip(t testing.TB, whole []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	a, err := archive.Open(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	var files []sample.File
	for i := range a.Files {
		b, err := a.Read(&a.Files[i], 64<<20)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, sample.File{Name: a.Files[i].Name, Content: change(a.Files[i].Name, b)})
	}
	return sample.Zip(files...)
}

func TestHostileContentIsRefused(t *testing.T) {
	exe := sample.EXE(installertest.EXE(t))
	for name, files := range map[string][]sample.File{
		"a way out":                 {{Name: "setup.exe", Content: exe}, {Name: "../../evil.dll"}},
		"a way out on Windows":      {{Name: "setup.exe", Content: exe}, {Name: `a\..\..\evil.dll`}},
		"a drive":                   {{Name: "setup.exe", Content: exe}, {Name: `C:\evil.dll`}},
		"the root":                  {{Name: "setup.exe", Content: exe}, {Name: `/evil.dll`}},
		"a device":                  {{Name: "setup.exe", Content: exe}, {Name: "sub/LPT1.txt"}},
		"one name in two spellings": {{Name: "setup.exe", Content: exe}, {Name: "SETUP.EXE", Content: []byte("x")}},
		"a stream":                  {{Name: "setup.exe", Content: exe}, {Name: "setup.exe:evil"}},
	} {
		for kind, whole := range map[string][]byte{"zip": sample.Zip(files...), "intunewin": installertest.Win32Content(files...)} {
			_, err := inspectBytes(t, whole)
			installertest.InWords(t, name, err)
			if err == nil {
				t.Errorf("%s in .%s is accepted", name, kind)
			}
		}
	}
}

// A file that unpacks to far more than it should is not unpacked; what is known without it is told.
func TestBombsInContentAreNotUnpacked(t *testing.T) {
	bomb := sample.File{Name: "setup.exe", Content: make([]byte, 32<<20+1), Compress: true}
	for _, whole := range [][]byte{sample.Zip(bomb), installertest.Win32Content(bomb)} {
		r, err := inspectBytes(t, whole)
		if err != nil || r.Fact(models.FactSetupFile) != "setup.exe" || len(r.Warnings) == 0 {
			t.Errorf("%v, %+v", err, r.Report)
		}
	}
}

func TestManyFilesInContent(t *testing.T) {
	var files []sample.File
	for i := range 20_000 {
		files = append(files, sample.File{Name: fmt.Sprintf("bin/tool%05d.exe", i)})
	}
	r, err := inspectBytes(t, sample.Zip(files...))
	installertest.InWords(t, "many programs", err)
	if err == nil && len(r.Components) != 50 {
		t.Errorf("%d programs are offered", len(r.Components))
	}
}

func TestSetupFileOfAnArchive(t *testing.T) {
	exe, msi := sample.EXE(installertest.EXE(t)), sample.Example(".msi")
	for _, c := range []struct {
		files []sample.File
		setup string
		guess bool
		count int
	}{
		{[]sample.File{{Name: "readme.txt"}, {Name: "app.exe", Content: exe}}, "app.exe", false, 1},
		{[]sample.File{{Name: "tool.exe", Content: exe}, {Name: "app.msi", Content: msi}}, "app.msi", true, 2},
		{[]sample.File{{Name: "tool.exe", Content: exe}, {Name: "setup.exe", Content: exe}}, "setup.exe", true, 2},
		{[]sample.File{{Name: "a.exe", Content: exe}, {Name: "b.exe", Content: exe}}, "", false, 2},
		{[]sample.File{{Name: "install.cmd"}, {Name: "other.cmd"}}, "install.cmd", true, 2},
	} {
		r := mustInspect(t, sample.Zip(c.files...))
		if r.Fact(models.FactSetupFile) != c.setup || len(r.Components) != c.count {
			t.Errorf("%+v: the setup file is %q of %d", c.files, r.Fact(models.FactSetupFile), len(r.Components))
		}
		for _, v := range r.Facts {
			if v.Guess != c.guess {
				t.Errorf("%s: %+v is a guess: %t", c.setup, v, v.Guess)
			}
		}
	}
	if _, err := inspectBytes(t, sample.Zip(sample.File{Name: "readme.txt"})); models.KindOf(err) != models.KindInvalid {
		t.Errorf("an archive without a program: %v", err)
	}
}

// declaredContext is who an MSI is installed for by what Detection.xml says: for the device, for a person.
var declaredContext = map[string]string{"true true": "dual", "true false": "device", "false true": "user"}

func TestCorpusIntuneWin(t *testing.T) {
	dir := installertest.Corpus(t)
	var all map[string]struct {
		Name, SetupFile, FileName string
		MsiInfo                   map[string]string
		MacOK                     bool `json:"mac_ok"`
		DigestOK                  bool `json:"digest_ok"`
	}
	raw := map[string]json.RawMessage{}
	if err := json.Unmarshal(installertest.Read(t, filepath.Join(dir, "expected.json")), &raw); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(raw, func(name string, _ json.RawMessage) bool { return !strings.HasPrefix(name, "intunewin/") })
	b, _ := json.Marshal(raw)
	if err := json.Unmarshal(b, &all); err != nil || len(all) < 3 {
		t.Fatal(len(all), err)
	}
	for name, want := range all {
		r, err := inspectFile(t, filepath.Join(dir, name))
		if err != nil {
			t.Fatal(name, err)
		}
		if ok := strings.HasPrefix(schemesOf(r), windows.SchemeIntuneWin); ok != (want.MacOK && want.DigestOK) {
			t.Errorf("%s: signatures %q", name, schemesOf(r))
		}
		asked := told{models.FactSetupFile: want.SetupFile, models.FactFileName: want.FileName, models.FactName: want.Name}
		for element, fact := range map[string]models.Fact{"MsiProductCode": models.FactProductCode, "MsiProductVersion": models.FactVersion,
			"MsiUpgradeCode": models.FactUpgradeCode, "MsiPublisher": models.FactPublisher} {
			if v := want.MsiInfo[element]; v != "" {
				asked[fact] = v
			}
		}
		asked[models.FactInstallContext] = declaredContext[want.MsiInfo["MsiIsMachineInstall"]+" "+want.MsiInfo["MsiIsUserInstall"]]
		asked[models.FactRestart] = strings.TrimPrefix(want.MsiInfo["MsiRequiresReboot"], "false")
		asked.otherwise(name)
		got := told{}
		for fact := range asked {
			got[fact] = r.Fact(fact)
		}
		if diff := cmp.Diff(asked, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzIntuneWin(f *testing.F) {
	f.Add(installertest.IntuneWin())
	seed(f, "intunewin")
	f.Fuzz(fuzzPackage)
}

// FuzzContent reads a folder of files, as it lies in the encrypted content.
func FuzzContent(f *testing.F) {
	seed(f, "zip")
	f.Fuzz(fuzzPackage)
}
