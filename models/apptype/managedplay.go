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
		Summary:  "Apps from managed Google Play, for devices with Android Enterprise: public apps, your own private apps and web apps. The organization has to be connected to it.",
		Needs:    "A connection to managed Google Play, which an Administrator makes under Connectors; then the name of the app.",
		Installs: "The device takes the app from managed Google Play, without anybody having to sign in there.",
	},
	Name: "Managed Google Play store app", General: "Store app", Platform: models.AndroidEnterprise, Updates: ByStore, Lookup: ManagedPlay, Uncounted: true,
	Steps: oneStep(information(
		field.Field{Key: packageID, Label: "Package name", Control: field.Text, Required: true, Fixed: field.Saved, Fill: models.FactPackageID, Valid: androidName,
			Ask: "Choose the app in managed Google Play.", Hint: "Devices recognize the app by it."},
		field.Field{Key: playKind, Label: "Kind", Control: field.Choice, Required: true, Default: "app", Fixed: field.Saved, Fill: models.FactPlayKind,
			Ask: "Choose what kind of app it is.",
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
		return models.T("A package name is words with dots between them, such as org.example.app. Every word begins with a letter, and has only letters, digits and underscores.")
	}
	return models.Text{}
}
