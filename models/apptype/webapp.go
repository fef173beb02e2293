package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "webApp", Place: 100,
	Entry: Entry{
		ID: "webApp", Heading: "Web application", Label: "Web link",
		Summary:  "A web address that people open like an app, on every platform.",
		Installs: "Appdepot puts a link to the address on the device.",
		Needs:    "The web address, which has to be reachable from the devices.",
	},
	Name: "Web link", General: "Web app", Platform: models.AllPlatforms, Updates: ByItself,
	Steps: oneStep(information(
		field.Field{Key: "appUrl", Label: "App URL", Control: field.Link, Required: true, Fixed: field.Assigned,
			Ask:  "Enter the address that the link opens.",
			Hint: "The address that the link opens. It cannot be changed once the app is assigned."},
		field.Field{Key: "useManagedBrowser", Label: "Require a managed browser to open this link", Control: field.Flag, Default: "false",
			Hint: "The link opens only in the browser that your organization manages, which must be on the device."},
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
