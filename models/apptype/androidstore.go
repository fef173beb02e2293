package apptype

import (
	"net/url"

	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "androidStoreApp", Place: 10,
	Entry: Entry{
		ID: "androidStoreApp", Heading: "Store app", Label: "Android store app",
		Summary:  "An app from Google Play, added by URL. For Android Enterprise devices, choose Managed Google Play app.",
		Installs: "The device installs the app from Google Play.",
		Needs:    "The app's Google Play URL.",
	},
	Name: "Android store app", General: "Store app", AccountNote: googleAccount, Platform: models.Android, Updates: ByStore,
	Glyph: "bag-phone",
	Steps: oneStep(information(
		field.Field{Key: "appStoreUrl", Label: "Appstore URL", Control: field.Link, Required: true, Valid: playPage,
			Ask:  "Enter the app's Google Play URL.",
			Hint: "The app's Google Play URL, such as https://play.google.com/store/apps/details?id=org.example.app."},
		field.Field{Key: "packageId", Label: "Package name", Control: field.Text, Locked: field.Always,
			Hint: "From the URL."},
		androidMinimum(),
	)),
	Example: field.Form{
		displayName: {"Parcel tracker"}, description: {"Follow parcels on their way to you."}, publisher: {"Example Post"},
		"appStoreUrl": {"https://play.google.com/store/apps/details?id=com.example.parcels"}, minimumOS: {"8.0"},
		privacyURL: {"https://post.example.com/privacy"}, developer: {"Example Post Apps"}, notes: {"Replaces the old tracker.\nAsked for by the front desk."},
	},
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	derive:    func(v field.Values) { v["packageId"] = playID(v["appStoreUrl"]) },
	detect:    func(v field.Values) models.Detection { return models.Detection{Kind: "android", ID: v["packageId"]} },
	fits:      notEnterprise,
	settings:  []string{"packageId", "appStoreUrl"},
	storePage: "appStoreUrl",
})

// playID is the application id in the address of a Google Play page, "" when the address is of something else.
func playID(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "play.google.com" || u.Path != "/store/apps/details" {
		return ""
	}
	if id := u.Query().Get("id"); androidID.MatchString(id) {
		return id
	}
	return ""
}

func playPage(address string) models.Text {
	if playID(address) == "" {
		return models.T("Enter a Google Play URL that starts with https://play.google.com/store/apps/details?id= and the app's package name.")
	}
	return models.Text{}
}
