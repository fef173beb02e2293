package add_test

import (
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/installer/sample"
	"appdepot/views/link"
)

// folder is a .zip with a Windows Installer package, which is taken for the setup file, and a program beside it.
func folder(files ...sample.File) []byte {
	return sample.Zip(append([]sample.File{
		{Name: "tools/probe.exe", Content: sample.EXE(sample.EXEOptions{Name: "Probe Tools", Publisher: "Fabrikam", Version: "9.8.7", Setup: "nsis"})},
		{Name: "tools/other.exe", Content: sample.EXE(sample.EXEOptions{Name: "Other", Version: "1", Setup: "inno"})},
	}, files...)...)
}

// choose names a setup file, and shows what that leads to.
func choose(b *webtest.Browser, file string) {
	b.Fill("Setup file", file)
	b.Within(around("setupFilePath"), func() { b.Press("Update form") })
}

// value wants an answer on the page.
func value(t *testing.T, b *webtest.Browser, label, want string) {
	t.Helper()
	if got := b.Value(label); got != want {
		t.Errorf("%s is %q, want %q", label, got, want)
	}
}

// Commands follow the setup file that somebody chooses, in the wizard and in the properties, unless they were typed.
func TestCommandsFollowTheSetupFile(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	d := admintest.BeginType(b, "win32LobApp")
	admintest.Upload(b, "probe.zip", folder(sample.File{Name: "probe.msi", Content: sample.Example(".msi")}))
	value(t, b, "Name", "Probe")
	b.Fill("Description", "Measures.")
	b.Press("Next")
	value(t, b, "Install command", `msiexec /i "probe.msi" /qn`)

	choose(b, `tools\probe.exe`)
	value(t, b, "Install command", `"tools\probe.exe" /S`)
	value(t, b, "Uninstall command", "")
	choose(b, "probe.msi")
	value(t, b, "Install command", `msiexec /i "probe.msi" /qn`)
	value(t, b, "Uninstall command", `msiexec /x {5F3C2A10-0000-4000-8000-000000000001} /qn`)

	choose(b, "tools/PROBE.EXE")
	b.Fill("Uninstall command", `"C:\Program Files\Probe\uninstall.exe" /S`)
	choose(b, `tools\other.exe`)
	value(t, b, "Install command", `"tools\other.exe" /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /SP-`)
	value(t, b, "Uninstall command", `"C:\Program Files\Probe\uninstall.exe" /S`)
	choose(b, `tools\probe.exe`)
	b.Press("Previous")
	value(t, b, "Name", "Probe Tools")
	value(t, b, "App version", "9.8.7")
	b.Press("Next")

	for _, step := range d.Steps[1:] {
		if step.Key == "detection" || step.Key == "requirements" {
			answerAll(b, d, step, d.Example)
		}
		b.Press("Next")
	}
	b.Press("Next")
	b.Press("Create")
	app := admintest.OnlyApp(t, s)
	if v := d.ValuesOf(app); v["installCommandLine"] != `"tools\probe.exe" /S` || v["msiInformation.productCode"] != "" {
		t.Errorf("the app has %v", v)
	}

	b.Visit(link.AppProperties(string(app.ID), "commands"))
	choose(b, "probe.msi")
	value(t, b, "Install command", `msiexec /i "probe.msi" /qn`)
	value(t, b, "Uninstall command", `"C:\Program Files\Probe\uninstall.exe" /S`)
	b.Press("Save")
	b.See("The app was saved.")
	if v := d.ValuesOf(admintest.OnlyApp(t, s)); v["msiInformation.productCode"] != "{5F3C2A10-0000-4000-8000-000000000001}" {
		t.Errorf("the app has %v", v)
	}
}

// Of several that are equally likely none is taken for the setup file; the one that is chosen answers.
func TestChosenSetupFileAnswers(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "win32LobApp")
	admintest.Upload(b, "probe.zip", folder())
	b.See("Several files in the archive could be the setup file.")
	value(t, b, "Name", "")
	b.Visit(b.URL()[:len(b.URL())-len(apptype.Information)] + "program")
	choose(b, `tools\probe.exe`)
	value(t, b, "Install command", `"tools\probe.exe" /S`)
	b.Press("Previous")
	value(t, b, "Name", "Probe Tools")
	value(t, b, "Publisher", "Fabrikam")
}

// A file that stands alone gets another name on devices; its commands do, too.
func TestCommandsFollowTheNameOfALoneFile(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.BeginType(b, "win32LobApp")
	admintest.Upload(b, "probe-1.2.3.msi", sample.Example(".msi"))
	b.Visit(b.URL()[:len(b.URL())-len(apptype.Information)] + "program")
	value(t, b, "Install command", `msiexec /i "probe-1.2.3.msi" /qn`)
	choose(b, "probe.msi")
	value(t, b, "Install command", `msiexec /i "probe.msi" /qn`)
	value(t, b, "Uninstall command", `msiexec /x {5F3C2A10-0000-4000-8000-000000000001} /qn`)
}
