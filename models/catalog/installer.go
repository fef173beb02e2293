package catalog

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"appdepot/models"
)

// silent are the words that make an installer of a kind ask nothing, where its manifest does not say. Source: winget-cli,
// default installer switches. Programs of other kinds differ too much for a default.
var silent = map[string]string{
	"msi":      "/quiet /norestart",
	"wix":      "/quiet /norestart",
	"burn":     "/quiet /norestart",
	"nullsoft": "/S",
	"inno":     "/SP- /VERYSILENT /SUPPRESSMSGBOXES /NORESTART",
	"exe":      "",
}

// setupKinds gives Appdepot's names for the kinds, those that package readers use.
var setupKinds = map[string]string{"msi": "msi", "wix": "msi", "burn": "burn", "nullsoft": "nsis", "inno": "inno", "exe": "exe"}

// usable reports whether a device can run the installer from its file alone: archives, portable programs and what only the
// Store hands out are left out.
func (p installer) usable() bool {
	_, known := silent[p.kind()]
	sum, err := hex.DecodeString(p.InstallerSha256)
	return known && err == nil && len(sum) == 32 && https(p.InstallerURL) != "" && p.architecture() != ""
}

func (p installer) kind() string { return strings.ToLower(p.InstallerType) }

func (p installer) windowsInstaller() bool { return setupKinds[p.kind()] == "msi" }

func (p installer) architecture() string {
	a := strings.ToLower(p.Architecture)
	if a == "neutral" || slices.Contains(models.Architectures, models.Architecture(a)) {
		return a
	}
	return ""
}

// scope is Appdepot's name for whom the app is installed for; "" when the manifest does not say.
func (p installer) scope() string {
	return map[string]string{"machine": "system", "user": "user"}[strings.ToLower(p.Scope)]
}

// variant says what tells this installer of a release apart.
func (p installer) variant(version string) Variant {
	v := Variant{Version: version, Architecture: p.architecture(), Language: p.InstallerLocale, Scope: p.scope(), Kind: p.kind()}
	v.ID = strings.Join([]string{v.Version, v.Architecture, v.Language, v.Scope, v.Kind}, "/")
	return v
}

// parseVariant reads the ID of a variant.
func parseVariant(id string) Variant {
	parts := append(strings.Split(id, "/"), "", "", "", "")
	return Variant{ID: id, Version: parts[0], Architecture: parts[1], Language: parts[2], Scope: parts[3], Kind: parts[4]}
}

// installedAs is the name of the uninstall key, by which the app is found once installed.
func (p installer) installedAs() string {
	code := p.ProductCode
	for _, e := range p.AppsAndFeaturesEntries {
		code = cmp.Or(code, e.ProductCode)
	}
	return code
}

// describe adds what the device needs to know.
func (p installer) describe(a *factList, version string) {
	download := p.download()
	a.add(models.FactVersion, version)
	a.add(models.FactSetupFile, download.Name)
	a.add(models.FactSetupKind, setupKinds[p.kind()])
	a.add(models.FactScope, cmp.Or(p.scope(), "system, user"))
	a.add(models.FactLocale, p.InstallerLocale)
	a.add(models.FactMinimumOS, p.MinimumOSVersion)
	if arch := p.architecture(); arch == "neutral" {
		a.add(models.FactArchitectures, "x86, x64, arm64")
	} else {
		a.add(models.FactArchitectures, arch)
	}
	a.add(models.FactProductCode, p.installedAs())
	for _, e := range p.AppsAndFeaturesEntries {
		a.add(models.FactUpgradeCode, e.UpgradeCode)
		version = cmp.Or(e.DisplayVersion, version)
		break
	}
	a.add(models.FactInstalledVersion, version)
	a.add(models.FactReturnCodes, p.returnCodes())
	a.add(models.FactInstallCommand, p.installCommand(download.Name))
	if p.windowsInstaller() {
		a.add(models.FactRemoveCommand, p.removeCommand())
	} else {
		a.addGuess(models.FactRemoveCommand, p.removeCommand())
	}
}

func (p installer) download() *Download {
	return &Download{URL: p.InstallerURL, Name: p.fileName(), SHA256: strings.ToLower(p.InstallerSha256)}
}

var (
	plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ._+()-]{0,119}$`)
	plainKey  = regexp.MustCompile(`^[A-Za-z0-9{][A-Za-z0-9 ._+(){}-]{0,119}$`)
	product   = regexp.MustCompile(`^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$`)
)

// fileName is the last part of the address that is a program's name; it stands in commands, so that it has none of their signs.
func (p installer) fileName() string {
	ending := ".exe"
	if p.windowsInstaller() {
		ending = ".msi"
	}
	if u, err := url.Parse(p.InstallerURL); err == nil {
		for at := u.Path; at != "/" && at != "." && at != ""; at = path.Dir(at) {
			name := path.Base(at)
			if strings.EqualFold(path.Ext(name), ending) && plainName.MatchString(name) {
				return name
			}
		}
	}
	return "setup" + ending
}

// installCommand runs the installer without questions.
func (p installer) installCommand(file string) string {
	words := []string{`"` + file + `"`}
	if p.windowsInstaller() {
		words = []string{"msiexec", "/i", `"` + file + `"`}
	}
	words = append(words, cmp.Or(p.InstallerSwitches.Silent, p.InstallerSwitches.SilentWithProgress, silent[p.kind()]), p.InstallerSwitches.Custom)
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// removeCommand takes the app away without questions: by its product code, or with the command that the installer left in
// the registry. Empty when the manifest does not tell how the app is found.
func (p installer) removeCommand() string {
	key := p.installedAs()
	switch {
	case p.windowsInstaller() && product.MatchString(key):
		return "msiexec /x \"" + key + "\" /quiet /norestart"
	case p.windowsInstaller() || !plainKey.MatchString(key):
		return ""
	}
	quiet := map[string]string{"inno": "/VERYSILENT /SUPPRESSMSGBOXES /NORESTART", "burn": "/quiet /norestart"}[p.kind()]
	const removal = `powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "` +
		`$e = 'HKLM:\SOFTWARE','HKLM:\SOFTWARE\WOW6432Node','HKCU:\SOFTWARE' | ` +
		`ForEach-Object { Get-ItemProperty ($_ + '\Microsoft\Windows\CurrentVersion\Uninstall\%s') -ErrorAction SilentlyContinue } | ` +
		`Select-Object -First 1; if (-not $e) { exit 0 }; ` +
		`$c = $e.QuietUninstallString; if (-not $c) { $c = $e.UninstallString + ' %s' }; cmd.exe /c $c; exit $LASTEXITCODE"`
	return fmt.Sprintf(removal, key, cmp.Or(quiet, "/S"))
}

// returnCodes are the codes that the manifest explains, with what they mean to a device.
func (p installer) returnCodes() string {
	var codes []string
	for _, c := range p.InstallerSuccessCodes {
		codes = append(codes, fmt.Sprintf("%d success", c))
	}
	meanings := map[string]string{
		"rebootRequiredToFinish": "softReboot", "rebootRequiredForInstall": "retry", "rebootInitiated": "hardReboot",
		"installInProgress": "retry", "alreadyInstalled": "success",
	}
	for _, c := range p.ExpectedReturnCodes {
		codes = append(codes, fmt.Sprintf("%d %s", c.InstallerReturnCode, cmp.Or(meanings[c.ReturnResponse], "failed")))
	}
	return strings.Join(codes[:min(len(codes), 20)], ", ")
}
