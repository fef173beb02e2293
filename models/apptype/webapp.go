package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "webApp", Place: 100,
	Entry: Entry{
		ID: "webApp", Heading: "Web application", Label: "Web link",
		Summary:  "A web page that people open like an app, on every platform.",
		Installs: "Appdepot adds the link to the device.",
		Needs:    "A URL that devices can reach.",
	},
	Name: "Web link", General: "Web app", Platform: models.AllPlatforms, Updates: ByItself,
	Glyph: "globe", Pictured: true,
	Steps: oneStep(information(
		field.Field{Key: "appUrl", Label: "App URL", Control: field.Link, Required: true, Fixed: field.Assigned,
			Ask:  "Enter an app URL.",
			Hint: "The URL that the link opens. It cannot be changed after the app is assigned."},
		field.Field{Key: "useManagedBrowser", Label: "Require a managed browser to open this link", Control: field.Flag, Default: "false",
			Hint: "Opens the link only in your organization's managed browser, which must be installed."},
	)),
	Example: field.Form{
		displayName: {"Travel expenses"}, description: {"Hand in the costs of a journey and see when they are paid."}, publisher: {"Finance"},
		"appUrl": {"https://expenses.example.com/"}, "useManagedBrowser": {"true"}, isFeatured: {"true"},
		informationURL: {"https://intranet.example.com/expenses"}, owner: {"Finance department"},
	},
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.AvailableWithoutEnrollment, models.Uninstall)
	},
	detect:   func(v field.Values) models.Detection { return models.Detection{Kind: "web", ID: v["appUrl"]} },
	settings: []string{"appUrl", "useManagedBrowser"},
	address:  "appUrl",
})
