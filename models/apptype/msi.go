package apptype

import (
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
)

// The keys of a Windows Installer package's answers.
const (
	productCode    = "productCode"
	productVersion = "productVersion"
	installContext = "installContext"
	deviceContext  = "useDeviceContext"
	ignoreVersion  = "ignoreVersionDetection"
	commandLine    = "commandLine"
)

var _ = register(Definition{
	ID: "windowsMobileMSI", Place: 180, Entry: lineOfBusiness,
	Name: "Windows line-of-business app (MSI)", General: "LOB app", LineOfBusiness: true, Platform: models.Windows, Updates: ByAdministrator,
	Glyph:       "box-monitor",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatMSI}, Extensions: []string{".msi"}, MaxBytes: 8 << 30},
	VersionRule: &VersionRule{Key: productVersion, SameKey: "upgradeCode"},
	Steps: oneStep(
		fromPackage(
			field.Field{Key: productCode, Label: "Product code", Control: field.Text, Required: true, Fill: models.FactProductCode, Valid: productCodeForm, AskIfUnknown: true,
				Ask: "Enter the product code. The package does not include it."},
			field.Field{Key: productVersion, Label: "Version", Control: field.Version, Required: true, Fill: models.FactVersion, AskIfUnknown: true,
				Ask: "Enter the version. The package does not include it."},
			field.Field{Key: "upgradeCode", Label: "Upgrade code", Control: field.Text, Fill: models.FactUpgradeCode, Valid: productCodeForm},
			field.Field{Key: installContext, Label: "Installs for", Control: field.Choice, Fill: models.FactInstallContext,
				Options: []field.Option{
					{Value: "device", Label: models.T("All users of the device")},
					{Value: "user", Label: models.T("One user")},
					{Value: "dual", Label: models.T("All users of the device or one user")},
				}},
			architecture(models.X64, models.X86, models.ARM64, models.ARM),
		),
		information(
			field.Field{Key: deviceContext, Label: "App install context", Control: field.Choice, Default: "false", Fixed: field.Saved,
				Fill: models.FactInstallContext, FillAs: presetContext, Locked: field.Not(field.Is(installContext, "dual")),
				Options: []field.Option{{Value: "false", Label: models.T("User")}, {Value: "true", Label: models.T("Device")}},
				Hint:    "For packages that support both. It cannot be changed after the app is created."},
			field.Field{Key: ignoreVersion, Label: "Ignore app version", Control: field.Flag, Default: "false",
				Hint: "Choose Yes for apps that update themselves. Any version counts as installed."},
			field.Field{Key: commandLine, Label: "Command-line arguments", Control: field.Text, Max: 1000, Valid: installerArguments,
				Hint: "Such as /norestart or PROPERTY=value. Appdepot adds msiexec, /i, /x, and quiet mode."},
		)),
	Example: field.Form{
		productCode: {"{23170F69-40C1-2702-2409-000001000000}"}, productVersion: {"24.09.00.0"}, "upgradeCode": {"{23170F69-40C1-2702-0000-000004000000}"},
		installContext: {"dual"}, architectures: {"x64"},
		displayName: {"Label Printer"}, description: {"Prints address labels on every printer of the depot."}, publisher: {"Example Logistics"},
		deviceContext: {"true"}, ignoreVersion: {"false"}, commandLine: {"/norestart PRINTER=\"Front desk\""},
		isFeatured: {"true"}, informationURL: {"https://intranet.example.com/labels"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	derive:   upperCase,
	detect:   detectMSI,
	settings: []string{productCode, commandLine, deviceContext},
	version:  productVersion,
})

// detectMSI wants the very version of the package, because products that are updated get a new product code, unless the app
// updates itself.
func detectMSI(v field.Values) models.Detection {
	var product struct {
		Code       string `field:"productCode"`
		Version    string `field:"productVersion"`
		AnyVersion bool   `field:"ignoreVersionDetection"`
	}
	v.Into(&product)
	if product.AnyVersion {
		return models.Detection{Kind: "msi", ID: product.Code}
	}
	return models.Detection{Kind: "msi", ID: product.Code, Version: product.Version, Match: models.SameVersion}
}

// presetContext answers the install context for packages that leave no choice.
func presetContext(context string) string {
	return map[string]string{"device": "true", "user": "false"}[context]
}

// upperCase writes codes as devices report them.
func upperCase(v field.Values) {
	for _, key := range []string{productCode, "upgradeCode"} {
		if v[key] != "" {
			v[key] = strings.ToUpper(v[key])
		}
	}
}

// installerArguments refuses what would make msiexec do something else than Appdepot tells it to.
func installerArguments(line string) models.Text {
	if strings.Count(line, `"`)%2 != 0 {
		return models.T("Add the missing quotation mark.")
	}
	for _, word := range splitCommandLine(strings.ToLower(line)) {
		switch option := word[1:]; {
		case word == "msiexec" || strings.HasSuffix(word, "msiexec.exe"):
			return models.T("Remove msiexec. Enter only its arguments, such as /norestart.")
		case word[0] != '/' && word[0] != '-':
		case strings.HasPrefix(option, "i") || strings.HasPrefix(option, "x") || option == "package" || option == "uninstall":
			return models.T("Remove %s. Appdepot adds the install or uninstall option.", word)
		}
	}
	return models.Text{}
}

// splitCommandLine splits a command line at spaces outside quotation marks, and takes the marks away.
func splitCommandLine(line string) []string {
	quoted := false
	split := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	var words []string
	for _, word := range split {
		if word = strings.ReplaceAll(word, `"`, ""); word != "" {
			words = append(words, word)
		}
	}
	return words
}
