package installer

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

func TestInspectEXE(t *testing.T) {
	for _, architecture := range []string{"x86", "x64", "arm64"} {
		o := installertest.EXE(t)
		o.Architecture = architecture
		r := mustInspect(t, sample.EXE(o))
		want := map[models.Fact]string{
			models.FactName: "Voorbeeld ünï", models.FactVersion: "1.2.3", models.FactPublisher: "Müller & Söhne",
			models.FactArchitectures: architecture, models.FactSetupKind: windows.SetupEXE,
		}
		if diff := cmp.Diff(want, values(r)); diff != "" {
			t.Errorf("%s: %s", architecture, diff)
		}
		if r.Format != facts.FormatEXE || r.Icon == nil || !bytes.Equal(r.Icon.Data, o.Icon) {
			t.Errorf("%s: format %s, icon %+v", architecture, r.Format, r.Icon)
		}
	}
}

func TestSetupKind(t *testing.T) {
	for kind, guess := range map[string]string{
		windows.SetupNSIS: "", windows.SetupBurn: "", windows.SetupInno: "true", windows.SetupInstallShield: "true", windows.SetupSquirrel: "true", windows.SetupAdvancedInstaller: "true",
	} {
		o := installertest.EXE(t)
		o.Setup, o.Payload = kind, make([]byte, 10_000)
		r := mustInspect(t, sample.EXE(o))
		if got := r.Fact(models.FactSetupKind); got != kind || r.Fact(models.FactSetupGuess) != guess {
			t.Errorf("%s: taken for %s, guess %q", kind, got, r.Fact(models.FactSetupGuess))
		}
	}
}

// Every program in an archive that could be the setup file is looked into, so that any of them can be chosen.
func TestEveryLikelySetupFileIsRead(t *testing.T) {
	r := mustInspect(t, sample.Zip(
		sample.File{Name: "probe.msi", Content: sample.Example(".msi")},
		sample.File{Name: "tools/probe.exe", Content: sample.EXE(sample.EXEOptions{Name: "Tools", Version: "2", Setup: "nsis"})},
		sample.File{Name: "tools/broken.exe", Content: []byte("MZ")},
		sample.File{Name: "tools/run.cmd", Content: []byte("exit 0")},
	))
	if got := r.Fact(models.FactSetupFile); got != "probe.msi" || r.Fact(models.FactName) != "Probe" || len(r.Components) != 4 {
		t.Errorf("the setup file is %s of %d", got, len(r.Components))
	}
	found := map[string]string{}
	for _, c := range r.Components {
		for _, v := range c.Facts {
			if v.Fact == models.FactSetupKind || v.Fact == models.FactInstallCommand {
				found[c.Path+" "+string(v.Fact)] = v.Value
			}
		}
	}
	want := map[string]string{
		"tools/probe.exe setupKind": windows.SetupNSIS, "tools/probe.exe installCommand": `"tools\probe.exe" /S`,
		"tools/run.cmd setupKind": windows.SetupScript, "tools/run.cmd installCommand": `cmd.exe /c ""tools\run.cmd""`,
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
	if got := warnings(r); strings.Contains(got, "broken.exe") {
		t.Errorf("a warning about a file that nobody chose: %s", got)
	}
}

// A path that is no text is in no command: it would start another file.
func TestNoCommandForAPathThatIsNoText(t *testing.T) {
	r := mustInspect(t, sample.Zip(
		sample.File{Name: "set\xffp.exe", Content: sample.EXE(sample.EXEOptions{Name: "Probe", Version: "2", Setup: "nsis"})},
		sample.File{Name: "other\xff.msi", Content: []byte("no such package")},
	))
	facts := r.Facts
	for _, c := range r.Components {
		facts = append(facts, c.Facts...)
	}
	for _, v := range facts {
		if v.Fact == models.FactInstallCommand || !utf8.ValidString(v.Value) {
			t.Errorf("it says %+v", v)
		}
	}
	if got := warnings(r); !utf8.ValidString(got) {
		t.Errorf("it warns %q", got)
	}
}

func TestSuggestedCommands(t *testing.T) {
	const code = "{6C1E2B0A-1111-4A22-9B33-0123456789A0}"
	for _, c := range []struct{ kind, file, code, install, uninstall string }{
		{windows.SetupMSI, "app 1.msi", code, `msiexec /i "app 1.msi" /qn`, `msiexec /x ` + code + ` /qn`},
		{windows.SetupMSI, "app.msi", `{A} & calc`, `msiexec /i "app.msi" /qn`, ""},
		{windows.SetupNSIS, "bin/setup.exe", "", `"bin\setup.exe" /S`, ""},
		{windows.SetupBurn, "setup.exe", "", `"setup.exe" /quiet /norestart`, `"setup.exe" /uninstall /quiet /norestart`},
		{windows.SetupInno, "setup.exe", "", `"setup.exe" /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /SP-`, ""},
		{windows.SetupInstallShield, "setup.exe", "", `"setup.exe" /s /v"/qn"`, ""},
		{windows.SetupSquirrel, "setup.exe", "", `"setup.exe" --silent`, ""},
		{windows.SetupEXE, "setup.exe", "", "", ""},
		{windows.SetupScript, "install me.CMD", "", `cmd.exe /c ""install me.CMD""`, ""},
		{windows.SetupScript, "install.ps1", "", `powershell.exe -NoProfile -ExecutionPolicy Bypass -File "install.ps1"`, ""},
		{windows.SetupNSIS, `a" & calc & ".exe`, "", "", ""},
		{windows.SetupScript, `%PATH%.cmd`, "", "", ""},
		{windows.SetupNSIS, "", "", "", ""},
	} {
		install, uninstall := windows.SuggestedCommands(c.kind, c.file, c.code)
		if install != c.install || uninstall != c.uninstall {
			t.Errorf("%s %q: %q, %q, want %q, %q", c.kind, c.file, install, uninstall, c.install, c.uninstall)
		}
	}
}
