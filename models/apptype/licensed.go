package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// licenseSection is the section of what a synchronization tells about an app that was bought by volume. People only see it.
func licenseSection(own ...field.Field) field.Section {
	fields := append(own,
		field.Field{Key: "usedLicenseCount", Label: "Licenses in use", Control: field.Number, Hint: "How many of them people or devices have."},
		field.Field{Key: "totalLicenseCount", Label: "Total licenses", Control: field.Number, Hint: "Get more where you bought the app. They appear after the next sync."},
	)
	for i := range fields {
		fields[i].Locked = field.Always
	}
	return field.Section{Key: "licenses", Title: "Licenses", Fields: fields}
}

// appleTokenQuestions are the questions about an app that an Apple location token brings.
func appleTokenQuestions() []field.Field {
	return []field.Field{
		{Key: "bundleId", Label: "Bundle ID", Control: field.Text, Required: true, Valid: bundleName,
			Ask: "The token did not include the bundle ID, so devices cannot identify the app. Sync it again."},
		{Key: "appStoreUrl", Label: "Appstore URL", Control: field.Link},
		{Key: "vppTokenId", Label: "Location token", Control: field.Text, Hint: "The token that added this app. An app in two tokens is listed twice."},
	}
}

// appleTokenExample is a complete app of a token.
func appleTokenExample(name, bundle string) field.Form {
	return field.Form{
		displayName: {name}, description: {"Bought by volume for the whole depot."}, publisher: {"Example Apps"},
		"bundleId": {bundle}, "appStoreUrl": {"https://apps.apple.com/nl/app/id1234567890"}, "vppTokenId": {"Depot Amsterdam"},
		"usedLicenseCount": {"18"}, "totalLicenseCount": {"50"},
	}
}

// foundByBundle recognizes an app of a kind by its bundle ID, in any version: the store updates it.
func foundByBundle(kind string) func(field.Values) models.Detection {
	return func(v field.Values) models.Detection { return models.Detection{Kind: kind, ID: v["bundleId"]} }
}
