package apptype

import (
	"appdepot/models"
	"appdepot/models/field"
)

// The keys of what Microsoft Edge asks.
const (
	edgeChannel  = "channel"
	edgeLanguage = "displayLanguageLocale"
)

// appSettings is the key of the step for what only this type asks.
const appSettings = "settings"

// edge is the heading for Microsoft Edge in the pane.
const edge = "Microsoft Edge, version 77 and later"

// edgeSteps are the steps of the wizard for Microsoft Edge, with the questions of a platform about the app and its settings.
func edgeSteps(about []field.Field, settings ...field.Field) []field.Step {
	channel := field.Field{Key: edgeChannel, Label: "Channel", Control: field.Choice, Required: true, Default: "stable",
		Ask: "Choose a channel.",
		Options: []field.Option{
			{Value: "stable", Label: models.T("Stable")}, {Value: "beta", Label: models.T("Beta")}, {Value: "dev", Label: models.T("Dev")},
		},
		Hint: "Stable is for everyone. Beta and Dev let you try new features early. Each channel installs as a separate browser."}
	return append(oneStep(byMicrosoft(information(about...))), field.Step{Key: appSettings, Title: "App settings", Sections: []field.Section{
		{Key: appSettings, Title: "App settings", Fields: append([]field.Field{channel}, settings...)},
	}})
}

// edgeStart is what a new Microsoft Edge begins with.
var edgeStart = field.Form{
	displayName:    {"Microsoft Edge"},
	description:    {"Microsoft's web browser, for websites, web apps, and PDF files."},
	informationURL: {"https://www.microsoft.com/edge"},
	privacyURL:     {"https://privacy.microsoft.com/privacystatement"},
}
