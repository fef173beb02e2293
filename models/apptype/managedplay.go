package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
	"slices"
)

// The keys of an Android Enterprise app's answers.
const (
	packageID = "packageId"
	playKind  = "playKind"
)

// managementApps are the apps of managed Google Play without which a device is no longer managed. Source: reference, managed Google Play.
var managementApps = []string{"com.microsoft.intune", "com.azure.authenticator"}

var _ = register(Definition{
	ID: "androidManagedStoreApp", Place: 40,
	Entry: Entry{
		ID: "androidManagedStoreApp", Heading: "Store app", Label: "Managed Google Play app", Choose: InCatalog,
		Summary:  "Public, private, and web apps from managed Google Play, for Android Enterprise devices. Your organization must be connected to it.",
		Needs:    "A connection to managed Google Play, set up by an Administrator under Connectors, and the app's name.",
		Installs: "The device installs the app from managed Google Play.",
	},
	Name: "Managed Google Play store app", General: "Store app", AccountNote: playAccount, Platform: models.AndroidEnterprise, Updates: ByStore, Lookup: ManagedPlay, Uncounted: true,
	Glyph: "case-phone",
	Steps: oneStep(information(
		field.Field{Key: packageID, Label: "Package name", Control: field.Text, Required: true, Fixed: field.Saved, Fill: models.FactPackageID, Valid: androidName,
			Ask: "Choose an app in managed Google Play.", Hint: "Identifies the app on devices."},
		field.Field{Key: playKind, Label: "Type", Control: field.Choice, Required: true, Default: "app", Fixed: field.Saved, Fill: models.FactPlayKind,
			Ask: "Choose the kind of app.",
			Options: []field.Option{
				{Value: "app", Label: models.T("Public app")}, {Value: "privateApp", Label: models.T("Private app")},
				{Value: "webApp", Label: models.T("Web app")}, {Value: "systemApp", Label: models.T("System app")},
			}},
		field.Field{Key: "appStoreUrl", Label: "Appstore URL", Control: field.Link, Fill: models.FactStoreURL, Fixed: field.Saved,
			Hint: "The app's page in managed Google Play."},
		madeOptional(androidMinimum()),
	)),
	Example: field.Form{
		displayName: {"Depot Scanner"}, description: {"Scan parcels at the dock."}, publisher: {"Example Logistics"},
		packageID: {"com.example.scanner"}, playKind: {"privateApp"}, minimumOS: {"11.0"},
		"appStoreUrl": {"https://play.google.com/store/apps/details?id=com.example.scanner"},
	},
	assign:    assignPlay,
	detect:    func(v field.Values) models.Detection { return models.Detection{Kind: "android", ID: v[packageID]} },
	settings:  []string{packageID, playKind, "appStoreUrl"},
	storePage: "appStoreUrl",
})

// assignPlay allows everything, to devices as well, except that what keeps a device managed is taken away.
func assignPlay(v field.Values) AssignRule {
	rule := allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	rule.AvailableToDevices = true
	if slices.Contains(managementApps, v[packageID]) {
		delete(rule.Intents, models.Uninstall)
	}
	return rule
}

// madeOptional is a question that may stay open.
func madeOptional(f field.Field) field.Field {
	f.Required, f.Ask = false, ""
	f.FillAs = androidVersion
	return f
}

// androidVersion is the listed version that managed Google Play means with a shorter one, such as "11".
func androidVersion(said string) string {
	if slices.Contains(androidVersions, said) {
		return said
	}
	return said + ".0"
}

func androidName(name string) models.Text {
	if !androidID.MatchString(name) {
		return models.T("Use parts separated by dots, such as org.example.app. Each part starts with a letter and has only letters, digits, and underscores.")
	}
	return models.Text{}
}
