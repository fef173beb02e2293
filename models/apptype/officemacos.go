package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/field"
)

// includedApps is the key of what a suite consists of, or of the apps that a package brings.
const includedApps = "includedApps"

// officeForMac is what the suite for macOS consists of, by bundle identifier. The identifiers are general
// knowledge and were not held against a document of the maker.
var officeForMac = []field.Option{
	{Value: "com.microsoft.Word", Label: models.T("Word")},
	{Value: "com.microsoft.Excel", Label: models.T("Excel")},
	{Value: "com.microsoft.Powerpoint", Label: models.T("PowerPoint")},
	{Value: "com.microsoft.Outlook", Label: models.T("Outlook")},
	{Value: "com.microsoft.onenote.mac", Label: models.T("OneNote")},
	{Value: "com.microsoft.teams2", Label: models.T("Teams")},
	{Value: "com.microsoft.OneDrive", Label: models.T("OneDrive")},
	{Value: "com.microsoft.autoupdate2", Label: models.T("Microsoft AutoUpdate")},
}

var _ = register(Definition{
	ID: "macOSOfficeSuiteApp", Place: 60,
	Entry: Entry{
		ID: "macOSOfficeSuiteApp", Heading: "Microsoft 365 Apps", Label: "macOS",
		Summary:  "Word, Excel, PowerPoint, Outlook, OneNote, Teams, and OneDrive for macOS, as one suite.",
		Installs: "The device installs the whole suite, with Microsoft AutoUpdate. It needs macOS 10.14 or later. Appdepot cannot uninstall it.",
		Needs:    "Nothing. The suite is always the same. People need a license to use it.",
	},
	Name: "Microsoft 365 Apps (macOS)", General: "Store app (Microsoft 365)", Platform: models.MacOS, Updates: ByStore,
	Glyph: "laptop-apps", Pictured: true,
	Steps: []field.Step{{Key: Information, Title: "App suite information", Sections: []field.Section{
		byMicrosoft(suiteInformation(
			field.Field{Key: includedApps, Label: "Included apps", Control: field.Choices, Options: officeForMac, Default: allOptions(officeForMac),
				Locked: field.Always, Hint: "The suite counts as installed when the Mac has all of these."},
			macMinimum("10.14"),
		)),
	}}},
	InitialAnswers: field.Form{
		displayName:    {"Microsoft 365 Apps for macOS"},
		description:    {"Word, Excel, PowerPoint, Outlook, OneNote, Teams, and OneDrive for your Mac."},
		informationURL: {"https://www.microsoft.com/microsoft-365"},
		privacyURL:     {"https://privacy.microsoft.com/privacystatement"},
	},
	Example: field.Form{
		displayName: {"Microsoft 365 Apps for macOS"}, description: {"The office suite for our Macs."}, isFeatured: {"true"},
		informationURL: {"https://www.microsoft.com/microsoft-365"}, privacyURL: {"https://privacy.microsoft.com/privacystatement"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available) },
	detect:   detectAllApps,
	settings: []string{includedApps},
})

// detectAllApps wants every included app, in any version: they update themselves.
func detectAllApps(v field.Values) models.Detection {
	var all []models.Detection
	for _, id := range v.List(includedApps) {
		all = append(all, models.Detection{Kind: "macos", ID: id})
	}
	first := all[0]
	first.Also = slices.Clone(all[1:])
	return first
}
