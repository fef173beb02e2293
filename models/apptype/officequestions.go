package apptype

import (
	"slices"

	"appdepot/models"
	"appdepot/models/apptype/office"
	"appdepot/models/field"
)

// officeSections are the questions about the configuration: how it is said, the XML, and what the designer asks instead.
func officeSections() []field.Section {
	sections := []field.Section{
		{Key: "format", Title: "Configuration", Fields: officeFormats()},
		{Key: "apps", Title: "Apps", Fields: officeAppQuestions()},
		{Key: "updates", Title: "Version and updates", Fields: officeUpdateQuestions()},
		{Key: "license", Title: "License", Fields: []field.Field{
			{Key: officeShared, Label: "Use shared computer activation", Control: field.Flag, Default: "false",
				Hint: "For computers that people share. The license follows the person and does not count against the device."},
			{Key: officeEULA, Label: "Automatically accept the app end user license agreement", Control: field.Flag, Default: "true",
				Hint: "People are not asked to accept Microsoft's terms when they first open an app."},
		}},
		{Key: "languages", Title: "Languages", Fields: []field.Field{
			{Key: officeLanguages, Label: "More languages", Control: field.Choices, Max: 2000, Options: officeLanguageList(),
				Hint: "Added to the Windows languages, which are always installed. English replaces unsupported languages."},
		}},
	}
	for _, s := range sections[1:] {
		for i, f := range s.Fields {
			s.Fields[i].When = designed
			if f.Key == officeVersion {
				s.Fields[i].When = func(form field.Form) bool { return designed(form) && field.Is(officeWhich, "specific")(form) }
			}
		}
	}
	return sections
}

var designed = field.Is(officeFormat, byDesigner)

// officeFormats ask how the configuration is said. Each way shows what the other said.
func officeFormats() []field.Field {
	return []field.Field{
		{Key: officeFormat, Label: "Configuration settings format", Control: field.Choice, Required: true, Default: byDesigner, HasDependents: true, OnChange: convertOffice,
			Ask: "Choose a configuration settings format.",
			Options: []field.Option{
				{Value: byDesigner, Label: models.T("Configuration designer")}, {Value: byXML, Label: models.T("Enter XML data")},
			},
			Hint: "The designer guides you through the settings. Office Deployment Tool XML supports more. Switching keeps your settings."},
		{Key: officeLeaveOut, Label: "XML-only settings", Control: field.Flag, Default: "false", When: losesXML, Remarks: lostXML,
			Confirm: &field.Confirm{Button: "Discard XML-only settings", Question: "Discard XML-only settings?"},
			Valid: func(answer string) models.Text {
				if answer != "true" {
					return models.T("Some XML settings are not in the designer. Discard them, or switch back to XML to keep them.")
				}
				return models.Text{}
			}},
		{Key: officeXML, Label: "XML data", Control: field.XML, Required: true, When: field.Is(officeFormat, byXML), Valid: officeProblems, Max: office.MaxBytes,
			Ask:  "Enter the configuration, or choose a file.",
			Hint: "An Office Deployment Tool configuration file: the product, languages, exclusions, and updates."},
	}
}

func officeAppQuestions() []field.Field {
	var apps, others []field.Option
	for _, a := range office.Offered() {
		apps = append(apps, field.Option{Value: a.ID, Label: models.T("%s", a.Name)})
	}
	for _, p := range office.Products {
		if p.Kind == office.Other {
			others = append(others, field.Option{Value: p.ID, Label: models.T("%s", p.Name)})
		}
	}
	return []field.Field{
		{Key: officeApps, Label: "Select Office apps", Control: field.Choices, Required: true, Options: apps,
			Ask:  "Choose at least one app.",
			Hint: "Other suite apps are not installed, and are removed if an earlier suite installed them."},
		{Key: officeOthers, Label: "Select other Office apps (license required)", Control: field.Choices, Options: others,
			Hint: "Everyone who uses these apps needs a separate license."},
		{Key: officeBits, Label: "Architecture", Control: field.Choice, Required: true, Default: "x64",
			Ask:     "Choose 32-bit or 64-bit.",
			Options: []field.Option{{Value: "x86", Label: models.T("32-bit")}, {Value: "x64", Label: models.T("64-bit")}},
			Hint:    "The 64-bit suite needs 64-bit Windows. The 32-bit suite runs on both, for add-ins that need it."},
		{Key: officeFiles, Label: "Default file format", Control: field.Choice, Required: true, Default: "officeOpenXMLFormat",
			Ask: "Choose a default file format.",
			Options: []field.Option{
				{Value: openDocument, Label: models.T("Office Open Document Format")}, {Value: "officeOpenXMLFormat", Label: models.T("Office Open XML Format")},
			},
			Hint: "How Word, Excel, and PowerPoint save new files, such as .odt or .docx. People can choose another format for a file."},
	}
}

func officeUpdateQuestions() []field.Field {
	var channels []field.Option
	for _, c := range office.Channels {
		if c.Offered {
			channels = append(channels, field.Option{Value: c.ID, Label: models.T("%s", c.Name)})
		}
	}
	return []field.Field{
		{Key: officeChannel, Label: "Update channel", Control: field.Choice, Required: true, Default: "Current", HasDependents: true, Options: channels,
			Ask:  "Choose an update channel.",
			Hint: "How often the suite gets new features: as soon as ready, monthly, or twice a year."},
		{Key: officeRemove, Label: "Remove other versions", Control: field.Flag, Default: "true",
			Hint: "Removes Office installed by Windows Installer (MSI) first. With No, devices that have it do not get the suite."},
		{Key: officeWhich, Label: "Version to install", Control: field.Choice, Required: true, Default: "latest", HasDependents: true,
			Ask:     "Choose a version to install.",
			Options: []field.Option{{Value: "latest", Label: models.T("Latest")}, {Value: "specific", Label: models.T("Specific")}}},
		{Key: officeVersion, Label: "Specific version", Control: field.Text, Required: true, Max: 30, OptionsFor: officeVersions, Valid: officeVersionForm,
			Ask:  "Enter the version to install.",
			Hint: "Such as 16.0.19628.20214. The list suggests recent versions; the channel may have newer ones."},
	}
}

// officeVersions are the recent versions of the channel, the newest first.
func officeVersions(form field.Form) (recent []field.Option) {
	for _, v := range office.Versions {
		if slices.Contains(form[officeChannel], v.Channel) {
			recent = append(recent, field.Option{Value: v.Number, Label: models.T("%s", v.Number)})
		}
	}
	return recent
}

func officeVersionForm(version string) models.Text {
	if !office.IsVersion(version) {
		return models.T("Enter a version such as 16.0.19628.20214.")
	}
	return models.Text{}
}

func officeLanguageList() []field.Option {
	var all []field.Option
	for _, l := range office.Languages {
		o := field.Option{Value: l.Code, Label: models.T("%s", l.Name), Language: l.Code}
		switch l.Pack {
		case office.Partial:
			o.Label = models.T("%s (partially translated)", l.Name)
		case office.Proofing:
			o.Label = models.T("%s (spelling and grammar only)", l.Name)
		}
		all = append(all, o)
	}
	return all
}
