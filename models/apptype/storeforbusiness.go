package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// Apps of this type come from Microsoft Store for Business; nobody adds one by hand.
var _ = register(Definition{
	ID: "microsoftStoreForBusinessApp", Place: 280,
	Entry: Entry{
		Summary:  "An app with licenses from Microsoft Store for Business, added by sync.",
		Installs: "The device installs the app from the Microsoft Store, using a license.",
	},
	Name: "Microsoft Store for Business app", General: "Store app (licensed)", AccountNote: microsoftAccount, Platform: models.Windows, Updates: ByStore,
	Glyph: "storefront",
	Steps: oneStep(licenseSection(
		field.Field{Key: "productKey", Label: "Product ID", Control: field.Text, Required: true, Max: 100,
			Ask: "The store did not include the product ID, so devices cannot identify the app. Sync again."},
		field.Field{Key: "packageIdentityName", Label: "Identity name", Control: field.Text},
	), information()),
	Example: field.Form{
		displayName: {"Depot notes"}, description: {"Notes for every shift."}, publisher: {"Example Apps"},
		"productKey": {"9NBLGGH4NNS1"}, "packageIdentityName": {"Example.Notes"}, "usedLicenseCount": {"3"}, "totalLicenseCount": {"10"},
	},
	peopleMayUninstall: always,
	assign:             func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	detect:             func(v field.Values) models.Detection { return models.Detection{Kind: "store", ID: v["productKey"]} },
	settings:           []string{"productKey", "packageIdentityName"},
})
