package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "macOSWebClip", Place: 120,
	Entry: Entry{
		ID: "macOSWebClip", Heading: "Web application", Label: "macOS web clip",
		Summary:  "A web page with its own icon on a Mac.",
		Installs: "Appdepot adds the web clip to the Mac. People can keep it in the Dock.",
		Needs:    "A URL that devices can reach, and a square image for the icon.",
	},
	Name: "macOS web clip", General: "Web app", Platform: models.MacOS, Updates: ByItself,
	Glyph: "laptop-bookmark", Pictured: true,
	Logo: "The web clip icon. A square PNG up to 400 by 400 pixels works best.",
	Steps: oneStep(information(
		clipAddress(),
		// Both are properties of the type; Apple's schema of web clips lists them for iOS only.
		field.Field{Key: fullScreen, Label: "Full screen", Control: field.Flag, Default: "false",
			Hint: "Opens the page like an app, without browser bars. Apple documents this for iPhone and iPad; Macs may ignore it."},
		field.Field{Key: precomposed, Label: "Precomposed", Control: field.Flag, Default: "false",
			Hint: "Shows the icon as is, without shine. Apple documents this for iPhone and iPad; Macs may ignore it."},
	)),
	Example: field.Form{
		displayName: {"Room planner"}, description: {"Find a free room and book it."}, publisher: {"Facilities"},
		appURL: {"https://rooms.example.com/"}, fullScreen: {"false"}, precomposed: {"true"}, isFeatured: {"false"},
		informationURL: {"https://intranet.example.com/rooms"},
	},
	IntentNotes:  map[models.Intent]string{models.Required: clipNotRemovable},
	assign:       func(field.Values) AssignRule { return allow(models.Required, models.Available, models.Uninstall) },
	detect:       detectClip,
	settings:     []string{appURL, fullScreen, precomposed},
	opensAddress: appURL,
})
