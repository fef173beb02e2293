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
		Ask: "Choose the channel that the device gets Microsoft Edge from.",
		Options: []field.Option{
			{Value: "stable", Label: models.T("Stable")}, {Value: "beta", Label: models.T("Beta")}, {Value: "dev", Label: models.T("Dev")},
		},
		Hint: "Stable is for everybody. Beta and Dev bring what is new earlier, to be tried out. Each channel is a browser of its own beside the others."}
	return append(oneStep(byMicrosoft(information(about...))), field.Step{Key: appSettings, Title: "App settings", Sections: []field.Section{
		{Key: appSettings, Title: "App settings", Fields: append([]field.Field{channel}, settings...)},
	}})
}

// edgeStart is what a new Microsoft Edge begins with.
var edgeStart = field.Form{
	displayName:    {"Microsoft Edge"},
	description:    {"The web browser of Microsoft. It opens websites and web apps, and PDF files too."},
	informationURL: {"https://www.microsoft.com/edge"},
	privacyURL:     {"https://privacy.microsoft.com/privacystatement"},
}
