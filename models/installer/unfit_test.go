package installer

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/windows"
)

// Packages that devices refuse, or that are not the app they seem to be, are told of by name.
func TestUnfitPackagesAreToldOf(t *testing.T) {
	apk := func(change func(*sample.APKOptions)) []byte {
		o := installertest.APK(t)
		change(&o)
		return sample.APK(o)
	}
	ipa := func(change func(*sample.IPAOptions)) []byte {
		o := installertest.IPA(t)
		o.Expires, o.Signer = time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC), sample.NewSigner("Example")
		change(&o)
		return sample.IPA(o)
	}
	appx := func(change func(*sample.MSIXOptions)) []byte {
		o := installertest.MSIX(t)
		change(&o)
		return sample.MSIX(o)
	}
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"an app for Android":     {apk(func(*sample.APKOptions) {}), ""},
		"a test build":           {apk(func(o *sample.APKOptions) { o.TestOnly = true }), "testOnly"},
		"a debuggable build":     {apk(func(o *sample.APKOptions) { o.Debuggable = true }), "debuggable"},
		"a part of an app":       {apk(func(o *sample.APKOptions) { o.Split = "config.arm64_v8a" }), "splitPackage(config.arm64_v8a)"},
		"an app without parts":   {apk(func(o *sample.APKOptions) { o.NeedsSplits = true }), "splitsMissing"},
		"an in-house app":        {ipa(func(*sample.IPAOptions) {}), ""},
		"an App Store build":     {ipa(func(o *sample.IPAOptions) { o.Devices, o.ForStore = nil, true }), "appStoreProfile"},
		"an app for Windows":     {appx(func(*sample.MSIXOptions) {}), ""},
		"a framework":            {appx(func(o *sample.MSIXOptions) { o.Framework = true }), "frameworkPackage"},
		"a modification package": {appx(func(o *sample.MSIXOptions) { o.Modifies = "Example.Main" }), "modificationPackage needsPackages([Example.Main])"},
		"texts and pictures":     {appx(func(o *sample.MSIXOptions) { o.ResourceOnly = true }), "resourcePackage"},
		"a dependency":           {appx(func(o *sample.MSIXOptions) { o.Needs = "Microsoft.VCLibs.140.00" }), "needsPackages([Microsoft.VCLibs.140.00])"},
		"a manifest in UTF-16":   {appx(func(o *sample.MSIXOptions) { o.Wide = true }), "manifestUTF16(AppxManifest.xml)"},
		"a bundle of another": {sample.MSIXBundle(sample.MSIXBundleOptions{
			Packages: []sample.MSIXOptions{{Name: "Example.Notes", DisplayName: "Notes", Publisher: "CN=Inner", Architecture: "x64"}}, Other: "CN=Outer",
		}), "bundlePublisherMismatch(CN=Outer, CN=Inner) notSignedForWindows"},
		"a bundle with a part of another": {sample.MSIXBundle(sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{
			{Name: "Example.Notes", DisplayName: "Notes", Publisher: "CN=A", Architecture: "x64"},
			{Name: "Example.Notes", DisplayName: "Notes", Publisher: "CN=A", Architecture: "x86"},
			{Name: "Example.Notes", DisplayName: "Notes", Publisher: "CN=B", Architecture: "arm64"},
		}}), "bundlePublisherMismatch(CN=A, CN=B) notSignedForWindows"},
		"a bundle in UTF-16": {sample.MSIXBundle(sample.MSIXBundleOptions{
			Packages: []sample.MSIXOptions{{Name: "Example.Notes", ResourceID: "de", Publisher: "CN=A"}}, Wide: true,
		}), "manifestUTF16(AppxMetadata/AppxBundleManifest.xml) bundleWithoutApp notSignedForWindows"},
	} {
		r := mustInspect(t, c.content)
		var told []string
		for _, w := range r.Warnings {
			told = append(told, w.String())
		}
		if got := strings.Join(told, " "); got != c.want {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}

// A launcher that still has the identity of the tool that made it says nothing about the app.
func TestLaunchersAreNotTheApp(t *testing.T) {
	for _, c := range []struct {
		o    sample.EXEOptions
		want string
	}{
		{sample.EXEOptions{Name: "InstallShield", Publisher: "InstallShield Software Corporation", Description: "Setup Launcher", Version: "12.0"}, "InstallShield"},
		{sample.EXEOptions{Name: "Microsoft® Visual Studio® 2010", Publisher: "Microsoft Corporation", Description: "Setup", Version: "10.0"}, "Visual Studio"},
		{sample.EXEOptions{Name: "Microsoft Edge Update", Publisher: "Microsoft Corporation", Description: "Microsoft Edge Update Setup", Version: "1.3"}, "WebView2"},
		{sample.EXEOptions{Name: "Warehouse", Publisher: "Example, Inc.", Description: "Setup Launcher Unicode", Version: "2.0"}, ""},
		{sample.EXEOptions{Name: "Visual Studio Code", Publisher: "Microsoft Corporation", Description: "Visual Studio Code Setup", Version: "1.90"}, ""},
	} {
		r := mustInspect(t, sample.EXE(c.o))
		told := ""
		for _, w := range r.Warnings {
			if w.Code == "launcherIdentity" {
				told = w.Args[0].(string)
			}
		}
		if told != c.want {
			t.Errorf("%s: told of the launcher %q, want %q", c.o.Name, told, c.want)
		}
		for _, f := range r.Facts {
			if f.Fact == models.FactName && f.Guess != (c.want != "") {
				t.Errorf("%s: the name is a guess: %t", c.o.Name, f.Guess)
			}
		}
	}
}

// A launcher in an archive is as little the app as one by itself.
func TestLaunchersInArchives(t *testing.T) {
	launcher := sample.File{Name: "setup.exe", Content: sample.EXE(sample.EXEOptions{
		Name: "Microsoft Edge Update", Publisher: "Microsoft Corporation", Description: "Microsoft Edge Update Setup", Version: "1.3",
	})}
	for name, content := range map[string][]byte{"zip": sample.Zip(launcher), "intunewin": installertest.Win32Content(launcher)} {
		r := mustInspect(t, content)
		if !slices.ContainsFunc(r.Warnings, func(w models.Reason) bool { return w.String() == "launcherIdentity(WebView2)" }) {
			t.Errorf("%s: told %v", name, r.Warnings)
		}
	}
}

// InstallShield's launchers are known by what the tool calls them, and run the installer inside silently.
func TestInstallShieldIsRecognized(t *testing.T) {
	for _, description := range []string{"Setup Launcher", "Setup Launcher Unicode", "InstallScript Setup Launcher Unicode"} {
		r := mustInspect(t, sample.EXE(sample.EXEOptions{Name: "Warehouse", Publisher: "Example, Inc.", Description: description, Version: "2.0"}))
		if got := r.Fact(models.FactSetupKind); got != windows.SetupInstallShield {
			t.Errorf("%s: this is %q", description, got)
		}
	}
	if install, _ := windows.SuggestedCommands(windows.SetupInstallShield, "setup.exe", ""); install != `"setup.exe" /s /v"/qn"` {
		t.Errorf("install with %s", install)
	}
}

// Files that no device installs are refused with what to do instead, by their name before they arrive and by their content.
func TestForeignFilesAreRefusedByName(t *testing.T) {
	for name, c := range map[string]struct{ content, code string }{
		"drivers.cab":         {"MSCF\x00\x00\x00\x00", "cabinetFile"},
		"KB5001330.msu":       {"", "windowsUpdateFile"},
		"office.ISO":          {strings.Repeat("\x00", 0x8001) + "CD001\x01\x00", "discImage"},
		"tool.7z":             {"7z\xbc\xaf\x27\x1c\x00\x04", "otherArchive"},
		"tool.rar":            {"Rar!\x1a\x07\x01\x00", "otherArchive"},
		"tool_1.0_amd64.deb":  {"!<arch>\ndebian-binary   ", "linuxPackage"},
		"tool-1.0.x86_64.rpm": {"\xed\xab\xee\xdb\x03\x00", "linuxPackage"},
		"windows.iso":         {strings.Repeat("\x00", 0x8001) + "BEA01\x01\x00", "discImage"},
		"boots.iso":           {"MZ" + strings.Repeat("\x00", 0x7fff) + "CD001\x01\x00", "discImage"},
		"wide.appinstaller":   {"\xff\xfe" + strings.Join(strings.Split("<!-- a long note -->"+strings.Repeat(" ", 2000)+"<AppInstaller", ""), "\x00"), "appInstallerFile"},
		"Notes.appinstaller":  {`<?xml version="1.0"?><AppInstaller Uri="https://example.com"/>`, "appInstallerFile"},
	} {
		if err := RefuseName(name); err == nil || string(models.ReasonOf(err.(*models.Error)).Code) != c.code {
			t.Errorf("%s by name: %v, want %s", name, err, c.code)
		}
		if c.content == "" {
			continue // a cabinet inside
		}
		if _, err := Inspect(t.Context(), bytes.NewReader([]byte(c.content)), int64(len(c.content))); err == nil || !strings.Contains(err.Error(), c.code) {
			t.Errorf("%s by content: %v, want %s", name, err, c.code)
		}
	}
	for _, name := range []string{"app.apk", "app", "app.exe", "app.zip", "app.msi"} {
		if err := RefuseName(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
