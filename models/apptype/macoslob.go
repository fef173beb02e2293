package apptype

import (
	"path"
	"slices"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/reason"
)

const (
	installAsManaged = "installAsManaged"
	canBeManaged     = "canBeManaged"
)

var _ = register(Definition{
	ID: "macOSLobApp", Place: 200, Entry: lineOfBusiness,
	Name: "macOS line-of-business app", General: "LOB app", LineOfBusiness: true, Platform: models.MacOS, Updates: ByAdministrator,
	Glyph:       "box-laptop",
	Package:     &PackageRule{Formats: []installer.Format{installer.FormatPKG}, Extensions: []string{".pkg"}, MaxBytes: 2 << 30},
	VersionRule: &VersionRule{Key: versionNumber, MustRise: true, SameKey: bundleIdentifier},
	Steps: oneStep(
		fromPackage(
			field.Field{Key: bundleIdentifier, Label: "Bundle ID", Control: field.Text, Fill: models.FactBundleID, Valid: bundleWord, AskIfUnknown: true},
			field.Field{Key: versionNumber, Label: "Version", Control: field.Text, Max: 100, Fill: models.FactVersion, AskIfUnknown: true},
			field.Field{Key: buildNumber, Label: "Build number", Control: field.Text, Max: 100, Fill: models.FactBuild, AskIfUnknown: true},
			field.Field{Key: canBeManaged, Label: "Can be installed as managed", Control: field.Choice, FillBy: manageable, Options: manageableWords},
		),
		information(
			macOSMinimum(),
			field.Field{Key: ignoreVersion, Label: "Ignore app version", Control: field.Flag, Default: "false",
				Hint: "Choose Yes for apps that update themselves. Any version counts as installed."},
			field.Field{Key: installAsManaged, Label: "Install as managed", Control: field.Flag, Default: "false", When: field.Is(canBeManaged, "yes"),
				Hint: "Lets Appdepot uninstall the app, and removes it when the Mac leaves the organization. Needs macOS 11."},
			includedAppsField(childApps, inApplications, includedVersionField(versionNumber),
				field.Field{Key: buildNumber, Label: "Build number", Control: field.Text, Max: 100}),
		)),
	Example: field.Form{
		bundleIdentifier: {"com.example.ledger"}, versionNumber: {"5.4"}, buildNumber: {"5400"}, canBeManaged: {"yes"},
		displayName: {"Ledger"}, description: {"Keeps the books of the depot."}, publisher: {"Example Logistics"},
		minimumOS: {"12.0"}, ignoreVersion: {"false"}, installAsManaged: {"true"}, isFeatured: {"true"}, owner: {"Finance"},
		childApps: {"1"}, field.RowKey(childApps, 0, bundleIdentifier): {"com.example.ledger"},
		field.RowKey(childApps, 0, versionNumber): {"5.4"}, field.RowKey(childApps, 0, buildNumber): {"5400"},
	},
	assign: func(v field.Values) AssignRule {
		if v.Flag(installAsManaged) {
			return allow(models.Required, models.Available, models.Uninstall)
		}
		return allow(models.Required, models.Available)
	},
	detect:          func(v field.Values) models.Detection { return detectIncluded(v, childApps, versionNumber) },
	fits:            fitsMacLob,
	packageWarnings: oddMacLob,
	settings:        []string{childApps, ignoreVersion, installAsManaged},
	version:         versionNumber,
})

// manageableWords say whether a package can be installed as managed, or why not. Source: Apple, InstallAsManaged of the command
// InstallEnterpriseApplication.
var manageableWords = []field.Option{
	{Value: "yes", Label: models.T("Yes")},
	{Value: "noApp", Label: models.T("No: no app found in the package")},
	{Value: "severalApps", Label: models.T("No: the package installs more than one app")},
	{Value: "severalPackages", Label: models.T("No: the package contains other packages")},
	{Value: "elsewhere", Label: models.T("No: the app is not installed in the Applications folder")},
}

// manageable decides by what the package shows whether a Mac would manage its app.
func manageable(known field.Known) string {
	found, packages := 0, 0
	for _, c := range known.Components {
		switch {
		case c.Kind == "package":
			packages++
		case path.Ext(c.Path) == ".app":
			found++
		}
	}
	switch {
	case len(known.Facts) == 0:
		return ""
	case found == 0:
		return "noApp"
	case found > 1:
		return "severalApps"
	case packages > 1:
		return "severalPackages"
	case slices.ContainsFunc(known.Components, func(c models.Component) bool { return path.Ext(c.Path) == ".app" && outsideApplications(c) }):
		return "elsewhere"
	}
	return "yes"
}

// oddMacLob are the reasons why a Mac refuses a package as a line-of-business app, or never sees it as installed.
func oddMacLob(p models.Package) (odd []models.Reason) {
	if p.Fact(models.FactDeveloperID) != "true" {
		odd = append(odd, reason.MacAppNotSigned)
	}
	if p.Fact(models.FactPayload) == "false" {
		odd = append(odd, reason.MacAppWithoutFiles)
	}
	for _, c := range appComponents(p.Components) {
		if path.Ext(c.Path) == ".app" && outsideApplications(c) {
			odd = append(odd, reason.AppOutsideApplications.Of(c.ID, path.Dir(c.Path)))
		}
	}
	return odd
}

// fitsMacLob keeps an app that is installed as managed away from Macs that cannot do that.
func fitsMacLob(v field.Values, device models.Device) models.Reason {
	if v.Flag(installAsManaged) && device.OSVersion != "" && checkin.CompareVersions(device.OSVersion, "11") < 0 {
		return reason.ManagedInstallTooOld.Of(device.OSVersion)
	}
	return models.Reason{}
}
