package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "windowsWebApp", Place: 130,
	Entry: Entry{
		ID: "windowsWebApp", Heading: "Web application", Label: "Windows web link",
		Summary:  "A web address that people open from the Start menu of Windows.",
		Installs: "Appdepot puts a link to the address in the Start menu. Windows shows it with the icon of the browser.",
		Needs:    "The web address, which has to be reachable from the devices.",
	},
	Name: "Windows web link", General: "Web app", Platform: models.Windows, Updates: ByItself,
	Steps: oneStep(information(
		field.Field{Key: "appUrl", Label: "App URL", Control: field.Link, Required: true, Fixed: field.Assigned,
			Ask:  "Enter the address that the link opens.",
			Hint: "The address that the link opens. It cannot be changed once the app is assigned."},
	)),
	Example: field.Form{
		displayName: {"Loading dock planner"}, description: {"See which truck comes to which dock, and when."}, publisher: {"Example Logistics"},
		"appUrl": {"https://docks.example.com/plan"}, isFeatured: {"false"}, informationURL: {"https://intranet.example.com/docks"},
	},
	assign: func(field.Values) AssignRule {
		return allow(models.Required, models.Available, models.Uninstall)
	},
	detect:   func(v field.Values) models.Detection { return models.Detection{Kind: "web", ID: v["appUrl"]} },
	settings: []string{"appUrl"},
	address:  "appUrl",
})
