package windows

import (
	"regexp"
	"strings"
)

// launchers are the programs that tools put in front of any installer, by the names in their version resources. Left as the
// tool made them, they say who made the tool, not who made the app.
var launchers = []struct {
	name    string
	product *regexp.Regexp // the product
	file    *regexp.Regexp // the description of the file; nil for any
}{
	{"InstallShield", regexp.MustCompile(`(?i)^InstallShield`), nil},
	{"Visual Studio", regexp.MustCompile(`(?i)Visual Studio`), regexp.MustCompile(`(?i)^(Setup|.*bootstrapper.*)$`)},
	{"WebView2", regexp.MustCompile(`(?i)^Microsoft Edge (Update|WebView2)`), regexp.MustCompile(`(?i)(Setup|Update|Installer)`)},
}

// launcherMakers are the companies that InstallShield has belonged to.
var launcherMakers = regexp.MustCompile(`(?i)^(InstallShield|Macrovision|Acresso|Flexera|Revenera)`)

// installShieldFile is what InstallShield's launchers are called, whatever the product.
var installShieldFile = regexp.MustCompile(`(?i)\bSetup Launcher( Unicode)?$`)

// launcherOf names the tool whose identity a program has instead of an app's, "" for none.
func launcherOf(texts map[string]string) string {
	product, file := strings.TrimSpace(texts["ProductName"]), strings.TrimSpace(texts["FileDescription"])
	if installShieldFile.MatchString(file) && (product == "" || launcherMakers.MatchString(strings.TrimSpace(texts["CompanyName"]))) {
		return launchers[0].name
	}
	for _, l := range launchers {
		if l.product.MatchString(product) && (l.file == nil || l.file.MatchString(file)) {
			return l.name
		}
	}
	return ""
}
