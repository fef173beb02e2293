package apptype

import (
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer"
)

const (
	preInstallScript  = "preInstallScript"
	postInstallScript = "postInstallScript"

	// maxScriptBytes is how many characters a script may have: it must stay below 15,360. Source: limits of unmanaged packages.
	maxScriptBytes = 15_359
)

var pkgApps = includedAppsField(includedApps, inApplications, includedVersionField(bundleVersion))

var _ = register(Definition{
	ID: "macOSPkgApp", Place: 240,
	Entry: Entry{
		ID: "macOSPkgApp", Heading: "Other", Label: "macOS app (PKG)",
		Summary:  "Any Mac installer package, signed or not, with or without files, with optional scripts before and after it.",
		Installs: "The Mac runs the package as is. Appdepot cannot uninstall it.",
		Needs:    "The installer package. Appdepot reads the names and versions of its apps.",
	},
	Name: "macOS app (PKG)", General: "LOB app", LineOfBusiness: true, Platform: models.MacOS, Updates: ByAdministrator,
	Glyph:       "cube",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatPKG}, Extensions: []string{".pkg"}, MaxBytes: 8 << 30},
	VersionRule: &VersionRule{AnyPackage: true},
	Steps: []field.Step{
		{Key: Information, Title: "App information", Sections: []field.Section{fromPackage(), withoutFeatured(information())}},
		{Key: "program", Title: "Program", Sections: []field.Section{{Key: "program", Title: "Program", Fields: []field.Field{
			{Key: preInstallScript, Label: "Pre-install script", Control: field.Script, Max: maxScriptBytes, Valid: startsWithShebang,
				Hint: "Runs before the package. If the exit code is not 0, the Mac does not install the package and retries at its next check-in."},
			{Key: postInstallScript, Label: "Post-install script", Control: field.Script, Max: maxScriptBytes, Valid: startsWithShebang,
				Hint: "Runs after the package. The app counts as installed whatever the exit code."},
		}}}},
		{Key: "requirements", Title: "Requirements", Sections: []field.Section{requirements(macOSMinimum())}},
		{Key: "detection", Title: "Detection rules", Summary: func(form field.Form) []models.Text { return plainIncluded(pkgApps, form) },
			Sections: []field.Section{detection(
				ignoreAppVersion("Choose Yes for apps that update themselves. Any version counts as installed."), pkgApps)}},
	},
	Example: field.Form{
		displayName: {"Ledger"}, description: {"Keeps the books of the depot."}, publisher: {"Tally Works"},
		preInstallScript:  {"#!/bin/sh\n# Ledger must not run while it is replaced.\npkill -x Ledger || true\n"},
		postInstallScript: {"#!/bin/sh\ndefaults write /Library/Preferences/com.example.ledger depot -string north\n"},
		minimumOS:         {"12.0"}, ignoreVersion: {"false"}, developer: {"Tally Works"},
		includedApps: {"1"}, field.RowKey(includedApps, 0, bundleIdentifier): {"com.example.ledger"}, field.RowKey(includedApps, 0, bundleVersion): {"5.4"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available) },
	derive:   derivePrimary,
	detect:   func(v field.Values) models.Detection { return detectIncluded(v, includedApps, bundleVersion) },
	settings: []string{includedApps, ignoreVersion, preInstallScript, postInstallScript},
	version:  primaryVersion,
})

// startsWithShebang refuses a script that a Mac cannot start.
func startsWithShebang(script string) models.Text {
	if !strings.HasPrefix(script, "#!") {
		return models.T("Start the script with its interpreter, such as #!/bin/sh or #!/bin/zsh.")
	}
	return models.Text{}
}
