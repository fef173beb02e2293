package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// CatalogSource asks for a source of the Enterprise App Catalog.
var CatalogSource = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: 80,
		Ask:  "Enter a name.",
		Hint: "Shown next to apps from this source."},
	{Key: "kind", Label: "Type", Control: field.Choice, Required: true, Default: string(models.WingetREST),
		Ask:  "Choose a type.",
		Hint: "A winget REST source is a server. A folder holds winget manifest files.",
		Options: []field.Option{
			{Value: string(models.WingetREST), Label: models.T("winget REST source")},
			{Value: string(models.WingetFolder), Label: models.T("Folder on the server")},
		}},
	{Key: "location", Label: "Location", Control: field.Text, Words: true, Required: true, Max: 1000,
		Ask:  "Enter the URL of a server or the path of a folder.",
		Hint: "For a server, a URL that starts with https://. For a folder, its path below the operator's folder for catalog sources."},
}

// ReadCatalogSource is the source that the answers to CatalogSource describe, or everything that is wrong with them.
func ReadCatalogSource(form field.Form) (models.CatalogSource, error) {
	typed, wrong := field.Decode(CatalogSource, form)
	return models.CatalogSource{Name: typed["name"], Kind: models.CatalogKind(typed["kind"]), Location: typed["location"]}, wrong.Err()
}

// PlayConnection asks for the connection to managed Google Play.
var PlayConnection = []field.Field{
	{Key: "location", Label: "URL", Control: field.Link, Required: true, Max: 1000,
		Ask:  "Enter the URL of the catalog.",
		Hint: "The server that offers managed Google Play to your organization. The URL starts with https://."},
	{Key: "account", Label: "Account", Control: field.Text, Words: true, Required: true, Max: 80,
		Ask:  "Enter your organization's catalog account.",
		Hint: "Your organization's name or number in the catalog, not a password."},
}

// ReadPlayConnection is the connection that the answers to PlayConnection describe, or everything that is wrong with them.
func ReadPlayConnection(form field.Form) (models.PlayConnection, error) {
	typed, wrong := field.Decode(PlayConnection, form)
	return models.PlayConnection{Address: typed["location"], Account: typed["account"]}, wrong.Err()
}
