package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "iosiPadOSWebClip", Place: 110,
	Entry: Entry{
		ID: "iosiPadOSWebClip", Heading: "Web application", Label: "iOS/iPadOS web clip",
		Summary:  "A web page with its own icon on the iPhone or iPad Home Screen.",
		Installs: "Appdepot adds the web clip to the Home Screen.",
		Needs:    "A URL that devices can reach, and a square image for the icon.",
	},
	Name: "iOS/iPadOS web clip", General: "Web app", Platform: models.IOS, Updates: ByItself,
	Glyph: "tablet-bookmark", Pictured: true,
	Logo: "The Home Screen icon. A square PNG up to 400 by 400 pixels works best.",
	Steps: oneStep(information(
		clipAddress(),
		field.Field{Key: managedOnly, Label: "Require a managed browser to open this link", Control: field.Flag, Default: "false",
			Hint: "Opens the page only in your organization's managed browser, which must be installed. Does not work with a fixed Home Screen layout."},
		field.Field{Key: fullScreen, Label: "Full screen", Control: field.Flag, Default: "false", HasDependents: true,
			Hint: "Opens the page like an app, without browser bars."},
		field.Field{Key: anyScope, Label: "Ignore manifest scope", Control: field.Flag, Default: "false", When: field.Is(fullScreen, "true"),
			Hint: "Opens pages of other sites without browser bars too. Needs iOS 14 or later."},
		field.Field{Key: precomposed, Label: "Precomposed", Control: field.Flag, Default: "false",
			Hint: "Shows the icon as is, without the shine that old iOS versions add."},
		field.Field{Key: targetApp, Label: "Target application bundle identifier", Control: field.Text, Valid: bundleName,
			Hint: "The app that opens the page instead of Safari, such as org.mozilla.ios.Firefox. It must be installed. Needs iOS 14 or later."},
	)),
	Example: field.Form{
		displayName: {"Shift planner"}, description: {"See your shifts and swap them with colleagues."}, publisher: {"Planning"},
		appURL: {"https://shifts.example.com/"}, fullScreen: {"true"}, anyScope: {"true"}, precomposed: {"true"},
		targetApp: {"org.mozilla.ios.Firefox"}, managedOnly: {"false"}, isFeatured: {"true"}, owner: {"Planning"},
	},
	IntentNotes: map[models.Intent]string{models.Required: clipNotRemovable},
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	detect:       detectClip,
	settings:     []string{appURL, fullScreen, anyScope, precomposed, targetApp, managedOnly},
	opensAddress: appURL,
})
