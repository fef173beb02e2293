package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "macOSWebClip", Place: 120,
	Entry: Entry{
		ID: "macOSWebClip", Heading: "Web application", Label: "macOS web clip",
		Summary:  "A web address with an icon of its own on a Mac.",
		Installs: "Appdepot puts the web clip on the Mac, where people can keep it in the Dock.",
		Needs:    "The web address, which has to be reachable from the devices, and a square picture for the icon.",
	},
	Name: "macOS web clip", General: "Web app", Platform: models.MacOS, Updates: ByItself,
	Logo: "It becomes the icon of the web clip: best a square PNG of at most 400 by 400 pixels.",
	Steps: oneStep(information(
		clipAddress(),
		// Both are properties of the type; Apple's schema of web clips lists them for iOS only.
		field.Field{Key: fullScreen, Label: "Full screen", Control: field.Flag, Default: "false",
			Hint: "The address opens like an app, without the bars of a browser. Apple describes this for iPhone and iPad; a Mac may not heed it."},
		field.Field{Key: precomposed, Label: "Precomposed", Control: field.Flag, Default: "false",
			Hint: "The icon is shown as it is, without shine. Apple describes this for iPhone and iPad; a Mac may not heed it."},
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
