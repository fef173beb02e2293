package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "windowsMicrosoftEdgeApp", Place: 70,
	Entry: Entry{
		ID: "windowsMicrosoftEdgeApp", Heading: edge, Label: "Windows 10 and later",
		Summary:  "Microsoft's browser for Windows, from the channel you choose.",
		Installs: "The device installs Microsoft Edge for all its users, replacing any user's copy. It stays installed without an assignment.",
		Needs:    "The update channel, and the language if it differs from Windows.",
	},
	Name: "Microsoft Edge (Windows 10 and later)", General: "Store app", Platform: models.Windows, Updates: ByStore,
	Glyph: "window-wave", Pictured: true,
	Steps: edgeSteps(nil,
		field.Field{Key: edgeLanguage, Label: "Language", Control: field.Choice, Options: languages(readList("edge-languages")),
			Hint: "The browser's display language. Leave empty to use the Windows language."}),
	InitialAnswers: edgeStart,
	Example: field.Form{
		displayName: {"Microsoft Edge"}, description: {"The browser for our web apps."}, edgeChannel: {"beta"}, edgeLanguage: {"nl"},
		informationURL: {"https://www.microsoft.com/edge"}, privacyURL: {"https://privacy.microsoft.com/privacystatement"},
	},
	assign:   func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	detect:   func(v field.Values) models.Detection { return models.Detection{Kind: "edge", ID: v[edgeChannel]} },
	settings: []string{edgeChannel, edgeLanguage},
})
