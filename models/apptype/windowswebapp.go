package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

var _ = register(Definition{
	ID: "windowsWebApp", Place: 130,
	Entry: Entry{
		ID: "windowsWebApp", Heading: "Web application", Label: "Windows web link",
		Summary:  "A web page that people open from the Windows Start menu.",
		Installs: "Appdepot adds the link to the Start menu. Windows shows it with the browser's icon.",
		Needs:    "A URL that devices can reach.",
	},
	Name: "Windows web link", General: "Web app", Platform: models.Windows, Updates: ByItself,
	Glyph: "window-link", Pictured: true,
	Steps: oneStep(information(
		field.Field{Key: "appUrl", Label: "App URL", Control: field.Link, Required: true, Fixed: field.Assigned,
			Ask:  "Enter an app URL.",
			Hint: "The URL that the link opens. It cannot be changed after the app is assigned."},
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
