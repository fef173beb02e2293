package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "macOSMicrosoftDefenderApp", Place: 90,
	Entry: Entry{
		ID: "macOSMicrosoftDefenderApp", Heading: "Microsoft Defender for Endpoint", Label: "macOS",
		Summary:  "Microsoft's protection against attacks, for macOS.",
		Installs: "The device installs Microsoft Defender. It needs macOS 13 or later and 1 GB of free space. Appdepot cannot uninstall it.",
		Needs:    "Nothing. The app is always the latest version. Set up service onboarding separately.",
	},
	Name: "Microsoft Defender for Endpoint (macOS)", General: "Store app (Microsoft Defender ATP)", Platform: models.MacOS, Updates: ByStore,
	Glyph: "shield-check", Pictured: true,
	Steps: oneStep(byMicrosoft(information(
		field.Field{Key: "bundleId", Label: "Bundle ID", Control: field.Text, Default: "com.microsoft.wdav", Locked: field.Always,
			Hint: "Identifies the app on devices."},
		macMinimum("13.0"),
	))),
	InitialAnswers: field.Form{
		displayName: {"Microsoft Defender"},
		description: {"Protects this Mac against malware and other attacks. Your organization sees what it finds."},
		privacyURL:  {"https://privacy.microsoft.com/privacystatement"},
	},
	Example: field.Form{
		displayName: {"Microsoft Defender"}, description: {"Protects this Mac."},
		privacyURL: {"https://privacy.microsoft.com/privacystatement"}, notes: {"Needs a license for every person."},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available) },
	detect:   func(v field.Values) models.Detection { return models.Detection{Kind: "macos", ID: v["bundleId"]} },
	settings: []string{"bundleId"},
})
