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
				Hint: "For computers that many people use in turn: the license follows the person and is not counted on the device."},
			{Key: officeEULA, Label: "Automatically accept the app end user license agreement", Control: field.Flag, Default: "true",
				Hint: "People are not asked to accept Microsoft's terms when they first start an app."},
		}},
		{Key: "languages", Title: "Languages", Fields: []field.Field{
			{Key: officeLanguages, Label: "More languages", Control: field.Choices, Max: 2000, Options: officeLanguageList(),
				Hint: "These come besides the languages of Windows, which are always installed. English stands in for one that the suite does not speak."},
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
			Ask: "Choose how you want to say how the suite is configured.",
			Options: []field.Option{
				{Value: byDesigner, Label: models.T("Configuration designer")}, {Value: byXML, Label: models.T("Enter XML data")},
			},
			Hint: "The designer asks question by question. XML for the Office Deployment Tool can say more. Changing from one to the other takes along what was said."},
		{Key: officeLeaveOut, Label: "Leave out what only the XML says", Control: field.Flag, Default: "false", When: losesXML, Remarks: lostXML, OnChange: dropXML,
			Valid: func(answer string) models.Text {
				if answer != "true" {
					return models.T("The XML says something that the designer cannot say. Choose Yes to leave that out, or go back to XML to keep it.")
				}
				return models.Text{}
			}},
		{Key: officeXML, Label: "XML data", Control: field.XML, Required: true, When: field.Is(officeFormat, byXML), Valid: officeProblems, Max: office.MaxBytes,
			Ask:  "Enter the configuration, or choose a file that has it.",
			Hint: "A configuration file for the Office Deployment Tool: the product, its languages, what it leaves out, and how it is updated."},
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
			Hint: "The other apps of the suite are left out, and removed where an earlier suite brought them."},
		{Key: officeOthers, Label: "Select other Office apps (license required)", Control: field.Choices, Options: others,
			Hint: "Everybody who uses them needs a license of their own for them."},
		{Key: officeBits, Label: "Architecture", Control: field.Choice, Required: true, Default: "x64",
			Ask:     "Choose the 32-bit or the 64-bit suite.",
			Options: []field.Option{{Value: "x86", Label: models.T("32-bit")}, {Value: "x64", Label: models.T("64-bit")}},
			Hint:    "The 64-bit suite is for 64-bit Windows only. The 32-bit one runs on both, for add-ins that need it."},
		{Key: officeFiles, Label: "Default file format", Control: field.Choice, Required: true, Default: "officeOpenXMLFormat",
			Ask: "Choose the format in which files are saved.",
			Options: []field.Option{
				{Value: openDocument, Label: models.T("Office Open Document Format")}, {Value: "officeOpenXMLFormat", Label: models.T("Office Open XML Format")},
			},
			Hint: "The format in which Word, Excel and PowerPoint save new files, such as .odt or .docx. People can choose another one for a file."},
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
			Ask:  "Choose the channel that updates come from.",
			Hint: "How often the suite gets what is new: as soon as it is ready, once a month, or twice a year."},
		{Key: officeRemove, Label: "Remove other versions", Control: field.Flag, Default: "true",
			Hint: "Office that was installed with Windows Installer (MSI) is removed first. With No, the suite is not installed where there is such an Office."},
		{Key: officeWhich, Label: "Version to install", Control: field.Choice, Required: true, Default: "latest", HasDependents: true,
			Ask:     "Choose whether the suite follows its channel.",
			Options: []field.Option{{Value: "latest", Label: models.T("Latest")}, {Value: "specific", Label: models.T("Specific")}}},
		{Key: officeVersion, Label: "Specific version", Control: field.Text, Required: true, Max: 30, OptionsFor: officeVersions, Valid: officeVersionForm,
			Ask:  "Enter the version to install.",
			Hint: "Such as 16.0.19628.20214. The recent versions of the channel are suggested; the channel itself may have newer ones."},
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
		return models.T("Enter a version of the suite, such as 16.0.19628.20214.")
	}
	return models.Text{}
}

func officeLanguageList() []field.Option {
	var all []field.Option
	for _, l := range office.Languages {
		o := field.Option{Value: l.Code, Label: models.T("%s", l.Name), Language: l.Code}
		switch l.Pack {
		case office.Partial:
			o.Label = models.T("%s (partly translated)", l.Name)
		case office.Proofing:
			o.Label = models.T("%s (spelling and grammar only)", l.Name)
		}
		all = append(all, o)
	}
	return all
}
