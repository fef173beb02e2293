package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// edgeBundles are the bundle identifiers of Microsoft Edge for macOS by channel. They are general knowledge and were not held
// against a document of the maker.
var edgeBundles = map[string]string{
	"stable": "com.microsoft.edgemac", "beta": "com.microsoft.edgemac.Beta", "dev": "com.microsoft.edgemac.Dev",
}

var _ = register(Definition{
	ID: "macOSMicrosoftEdgeApp", Place: 80,
	Entry: Entry{
		ID: "macOSMicrosoftEdgeApp", Heading: edge, Label: "macOS",
		Summary:  "Microsoft's browser for macOS, from the channel you choose.",
		Installs: "The device installs Microsoft Edge for all its users, with Microsoft AutoUpdate. It needs macOS 10.14 or later.",
		Needs:    "The update channel.",
	},
	Name: "Microsoft Edge (macOS)", General: "Store app", Platform: models.MacOS, Updates: ByStore,
	Glyph: "laptop-wave", Pictured: true,
	Steps:          edgeSteps([]field.Field{macMinimum("10.14")}),
	InitialAnswers: edgeStart,
	Example: field.Form{
		displayName: {"Microsoft Edge"}, description: {"The browser for our web apps."}, edgeChannel: {"dev"},
		informationURL: {"https://www.microsoft.com/edge"}, privacyURL: {"https://privacy.microsoft.com/privacystatement"}, notes: {"For the testers."},
	},
	assign: func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	detect: func(v field.Values) models.Detection {
		return models.Detection{Kind: "macos", ID: edgeBundles[v[edgeChannel]]}
	},
	settings: []string{edgeChannel},
})
