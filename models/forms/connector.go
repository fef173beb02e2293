package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// CatalogSource asks for a source of the Enterprise App Catalog.
var CatalogSource = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: 80,
		Ask:  "A source needs a name. Type the name people will see beside its apps.",
		Hint: "Shown beside the apps that come from this source."},
	{Key: "kind", Label: "Kind", Control: field.Choice, Required: true, Default: string(models.WingetREST),
		Ask:  "Choose what kind of source this is.",
		Hint: "A winget REST source is a server; a folder holds winget manifests as files.",
		Options: []field.Option{
			{Value: string(models.WingetREST), Label: models.T("winget REST source")},
			{Value: string(models.WingetFolder), Label: models.T("Folder on the server")},
		}},
	{Key: "location", Label: "Location", Control: field.Text, Words: true, Required: true, Max: 1000,
		Ask:  "Type where the source is: the address of a server, or the path of a folder.",
		Hint: "Of a server its address, which starts with https://. Of a folder its path below the one that the operator named for catalog sources."},
}

// ReadCatalogSource is the source that the answers to CatalogSource describe, or everything that is wrong with them.
func ReadCatalogSource(form field.Form) (models.CatalogSource, error) {
	typed, wrong := field.Decode(CatalogSource, form)
	return models.CatalogSource{Name: typed["name"], Kind: models.CatalogKind(typed["kind"]), Location: typed["location"]}, wrong.Err()
}

// PlayConnection asks for the connection to managed Google Play.
var PlayConnection = []field.Field{
	{Key: "location", Label: "Address", Control: field.Link, Required: true, Max: 1000,
		Ask:  "Type the address of the catalog.",
		Hint: "The server that offers managed Google Play to this organization. The address starts with https://."},
	{Key: "account", Label: "Account", Control: field.Text, Words: true, Required: true, Max: 80,
		Ask:  "Type the organization's account at the catalog.",
		Hint: "The organization's name or number there. It is no password."},
}

// ReadPlayConnection is the connection that the answers to PlayConnection describe, or everything that is wrong with them.
func ReadPlayConnection(form field.Form) (models.PlayConnection, error) {
	typed, wrong := field.Decode(PlayConnection, form)
	return models.PlayConnection{Address: typed["location"], Account: typed["account"]}, wrong.Err()
}
