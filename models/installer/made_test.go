package installer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/windows"
)

// made gives a package that another program makes of a source, which may name the file probe.txt.
func made(t *testing.T, source, name string, command func(source, made string) []string) []byte {
	t.Helper()
	dir := filepath.Dir(installertest.Written(t, "probe.txt", []byte("the content")))
	from, to := filepath.Join(dir, "probe.source"), filepath.Join(dir, name)
	if err := os.WriteFile(from, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	run := command(from, to)
	installertest.Tool(t, run[0], run[1:]...)
	content, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// installerScript is the source of an installer for makensis.
const installerScript = `Unicode true
Name "Probe 1.2"
OutFile "probe.exe"
InstallDir "$PROGRAMFILES\Probe"
%options%
VIProductVersion "1.2.3.0"
VIAddVersionKey "ProductName" "Probe"
VIAddVersionKey "ProductVersion" "1.2.3"
VIAddVersionKey "CompanyName" "Contoso"
VIAddVersionKey "FileDescription" "Probe Setup"
VIAddVersionKey "FileVersion" "1.2.3.0"
VIAddVersionKey "LegalCopyright" "Contoso"
Section
  SetOutPath "$INSTDIR"
  File "probe.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd
Section "Uninstall"
  Delete "$INSTDIR\uninstall.exe"
SectionEnd
`

// A real installer of NSIS is recognized for certain, however it was compressed.
func TestInstallersOfNSIS(t *testing.T) {
	for _, options := range []string{"", "SetCompressor lzma", "SetCompressor /SOLID lzma", "SetCompressor /SOLID bzip2", "SetCompress off\nCRCCheck off", "Target amd64-unicode"} {
		t.Run(options, func(t *testing.T) {
			content := made(t, strings.Replace(installerScript, "%options%", options, 1), "probe.exe",
				func(source, _ string) []string { return []string{"makensis", "-V1", source} })
			architecture := "x86"
			if strings.Contains(options, "amd64") {
				architecture = "x64"
			}
			r := mustInspect(t, content)
			want := map[models.Fact]string{
				models.FactName: "Probe", models.FactVersion: "1.2.3", models.FactPublisher: "Contoso", models.FactArchitectures: architecture, models.FactSetupKind: windows.SetupNSIS,
			}
			if diff := cmp.Diff(want, values(r)); diff != "" || r.Format != facts.FormatEXE {
				t.Errorf("%s (-want +got):\n%s", r.Format, diff)
			}
			if r.Icon == nil {
				t.Error("it has no icon")
			}
			if install, _ := windows.SuggestedCommands(r.Fact(models.FactSetupKind), "probe.exe", ""); install != `"probe.exe" /S` {
				t.Errorf("it is suggested to run %s", install)
			}
		})
	}
}

// productSource is the source of a Windows Installer package for wixl.
const productSource = `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11" UpgradeCode="0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10" Name="Prøbe" Version="1.2.3" Manufacturer="Contoso &amp; Zonen" Language="1043">
    <Package InstallerVersion="500" Compressed="yes" Comments="Probe" InstallScope="%scope%"/>
    <Media Id="1" Cabinet="probe.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFilesFolder">
        <Directory Id="INSTALLDIR" Name="Probe">
          <Component Id="Content" Guid="5F3C2A10-0000-4000-8000-000000000003"><File Id="Probe" Source="probe.txt" KeyPath="yes"/></Component>
        </Directory>
      </Directory>
    </Directory>
    <Feature Id="Complete" Level="1"><ComponentRef Id="Content"/></Feature>
  </Product>
</Wix>
`

// A real package of wixl says what msiinfo reads in it.
func TestPackagesOfWixl(t *testing.T) {
	for _, c := range []struct{ scope, arch, context string }{{"perMachine", "x64", "device"}, {"perUser", "x86", "user"}} {
		t.Run(c.scope, func(t *testing.T) {
			content := made(t, strings.Replace(productSource, "%scope%", c.scope, 1), "probe.msi",
				func(source, made string) []string { return []string{"wixl", "-a", c.arch, "-o", made, source} })
			r := mustInspect(t, content)
			file, told := installertest.Written(t, "probe.msi", content), map[string]string{}
			for _, c := range []struct{ separator, text string }{
				{"\t", string(installertest.Tool(t, "msiinfo", "export", file, "Property"))}, {": ", string(installertest.Tool(t, "msiinfo", "suminfo", file))},
			} {
				for line := range strings.Lines(c.text) {
					name, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), c.separator)
					told[name] = value
				}
			}
			platform, language, _ := strings.Cut(told["Template"], ";")
			want := map[models.Fact]string{
				models.FactName: told["ProductName"], models.FactVersion: told["ProductVersion"], models.FactPublisher: told["Manufacturer"],
				models.FactProductCode: told["ProductCode"], models.FactUpgradeCode: told["UpgradeCode"], models.FactLanguage: language,
				models.FactArchitectures: map[string]string{"x64": "x64", "Intel": "x86"}[platform], models.FactInstallContext: c.context, models.FactPackageType: map[string]string{"device": "perMachine", "user": "perUser", "dual": "dualPurpose"}[c.context], models.FactSetupKind: windows.SetupMSI,
			}
			if diff := cmp.Diff(want, values(r)); diff != "" || r.Format != facts.FormatMSI || told["ProductName"] != "Prøbe" {
				t.Errorf("%s of %v (-want +got):\n%s", r.Format, told, diff)
			}
		})
	}
}
