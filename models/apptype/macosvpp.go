package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// Apps of this type come with an Apple location token; nobody adds one by hand.
var _ = register(Definition{
	ID: "macOSVppApp", Place: 270,
	Entry: Entry{
		Summary:  "An app for macOS with licenses bought from Apple, added by the location token.",
		Installs: "The device installs the app from the Mac App Store, using a license.",
	},
	Name: "macOS volume-purchased app", General: "Store app (licensed)", AccountNote: licensedAccount, Platform: models.MacOS, Updates: ByStore, Uncounted: true,
	Glyph:    "ticket-laptop",
	Steps:    oneStep(licenseSection(appleTokenQuestions()...), information()),
	Example:  appleTokenExample("Depot drawings", "com.example.drawings"),
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	detect:   foundByBundle("macos"),
	settings: []string{"bundleId", "appStoreUrl", "vppTokenId"},
})
