package forms

import (
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// PlayWebApp asks for a web app of managed Google Play.
var PlayWebApp = []field.Field{
	{Key: "title", Label: "Title", Control: field.Text, Required: true, Max: 80,
		Ask: "Enter a title.", Hint: "Shown below the app icon."},
	{Key: "url", Label: "URL", Control: field.Link, Required: true, Valid: secureAddress,
		Ask: "Enter the URL that the app opens.", Hint: "The URL that the app opens. It starts with https://."},
	{Key: "display", Label: "Display", Control: field.Choice, Required: true, Default: "fullScreen",
		Ask:  "Choose how the app looks.",
		Hint: "Full screen shows only the page. Standalone keeps the status bar. Minimal UI also keeps an address bar and works only in Chrome.",
		Options: []field.Option{
			{Value: "fullScreen", Label: models.T("Full screen")}, {Value: "standalone", Label: models.T("Standalone")}, {Value: "minimalUi", Label: models.T("Minimal UI")},
		}},
}

// PlayPrivateApp asks for a private app of managed Google Play, besides its package.
var PlayPrivateApp = []field.Field{
	{Key: "title", Label: "Title", Control: field.Text, Required: true, Max: 50, // source: managed Google Play
		Ask: "Enter a title.", Hint: "Shown below the app icon."},
}

// secureAddress refuses an address that managed Google Play makes no app of.
func secureAddress(address string) models.Text {
	if !strings.HasPrefix(address, "https://") {
		return models.T("Managed Google Play needs a URL that starts with https://.")
	}
	return models.Text{}
}
