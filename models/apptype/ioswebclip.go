package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "iosiPadOSWebClip", Place: 110,
	Entry: Entry{
		ID: "iosiPadOSWebClip", Heading: "Web application", Label: "iOS/iPadOS web clip",
		Summary:  "A web address with an icon of its own on the Home Screen of an iPhone or iPad.",
		Installs: "Appdepot puts the web clip on the Home Screen.",
		Needs:    "The web address, which has to be reachable from the devices, and a square picture for the icon.",
	},
	Name: "iOS/iPadOS web clip", General: "Web app", Platform: models.IOS, Updates: ByItself,
	Logo: "It becomes the icon on the Home Screen: best a square PNG of at most 400 by 400 pixels.",
	Steps: oneStep(information(
		clipAddress(),
		field.Field{Key: managedOnly, Label: "Require a managed browser to open this link", Control: field.Flag, Default: "false",
			Hint: "The address opens only in the browser that your organization manages, which must be on the device. This does not work with a fixed layout of the Home Screen."},
		field.Field{Key: fullScreen, Label: "Full screen", Control: field.Flag, Default: "false", HasDependents: true,
			Hint: "The address opens like an app, without the bars of a browser."},
		field.Field{Key: anyScope, Label: "Ignore manifest scope", Control: field.Flag, Default: "false", When: field.Is(fullScreen, "true"),
			Hint: "Pages of other sites open without the bars of a browser too. From iOS 14 on."},
		field.Field{Key: precomposed, Label: "Precomposed", Control: field.Flag, Default: "false",
			Hint: "The icon is shown as it is, without the shine that old versions of iOS put on it."},
		field.Field{Key: targetApp, Label: "Target application bundle identifier", Control: field.Text, Valid: bundleName,
			Hint: "The app that opens the address instead of Safari, such as org.mozilla.ios.Firefox. It must be on the device. From iOS 14 on."},
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
