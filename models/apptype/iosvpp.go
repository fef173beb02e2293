package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// Apps of this type come with an Apple location token; nobody adds one by hand.
var _ = register(Definition{
	ID: "iosVppApp", Place: 260,
	Entry: Entry{
		Summary:  "An app for iPhone and iPad with licenses bought from Apple, added by the location token.",
		Installs: "The device installs the app from the App Store, using a license.",
	},
	Name: "iOS volume-purchased app", General: "Store app (licensed)", AccountNote: licensedAccount, Platform: models.IOS, Updates: ByStore, Uncounted: true,
	Glyph:   "ticket-tablet",
	Steps:   oneStep(licenseSection(appleTokenQuestions()...), information()),
	Example: appleTokenExample("Depot maps", "com.example.maps"),
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	detect:   foundByBundle("ios"),
	settings: []string{"bundleId", "appStoreUrl", "vppTokenId"},
})
