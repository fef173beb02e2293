package apptype

import (
	"cmp"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype/office"
	"appdepot/models/field"
)

// maxProblems of an XML document are told at once.
const maxProblems = 10

// officeProblems says what the Office Deployment Tool would not understand.
func officeProblems(xml string) models.Text {
	_, problems := office.Parse([]byte(xml))
	return oneText(sentences(problems))
}

func sentences(problems []office.Problem) (all []models.Text) {
	for _, p := range problems {
		if len(all) == maxProblems {
			return append(all, models.T("And more: %s in total.", len(problems)))
		}
		all = append(all, p.Text)
	}
	return all
}

func oneText(all []models.Text) models.Text {
	if len(all) == 0 {
		return models.Text{}
	}
	return all[0].And(all[1:]...)
}

// officeConfig is the configuration that the designer's answers are. Answers gives those to one question.
func officeConfig(answers func(key string) []string) office.Config {
	one := func(key string) string { return strings.Join(answers(key), "") }
	c := office.Config{
		Apps: answers(officeApps), Others: answers(officeOthers), Languages: answers(officeLanguages),
		Bits: "64", Channel: cmp.Or(one(officeChannel), "Current"), OpenDocument: one(officeFiles) == openDocument,
		RemoveMSI: one(officeRemove) == "true", SharedLicense: one(officeShared) == "true", AcceptEULA: one(officeEULA) == "true",
	}
	if one(officeBits) == "x86" {
		c.Bits = "32"
	}
	if one(officeWhich) == "specific" {
		c.Version = one(officeVersion)
	}
	return c
}

// designerAnswers are the answers to the designer's questions that make a configuration.
func designerAnswers(c office.Config) field.Form {
	yes := func(is bool) []string { return []string{map[bool]string{true: "true", false: "false"}[is]} }
	form := field.Form{
		officeApps: c.Apps, officeOthers: c.Others, officeLanguages: c.Languages, officeBits: {platformOf(c.Bits)}, officeChannel: {c.Channel},
		officeFiles: {"officeOpenXMLFormat"}, officeRemove: yes(c.RemoveMSI), officeShared: yes(c.SharedLicense), officeEULA: yes(c.AcceptEULA),
		officeWhich: {"latest"}, officeVersion: nil,
	}
	if c.OpenDocument {
		form[officeFiles] = []string{openDocument}
	}
	if c.Version != "" {
		form[officeWhich], form[officeVersion] = []string{"specific"}, []string{c.Version}
	}
	return form
}

// convertOffice takes along what was said when the format changes. XML that says the same as the designer, and perhaps more, is
// kept; XML that cannot be read changes no answers.
func convertOffice(form field.Form) field.Form {
	d, problems := office.Parse([]byte(form.Get(officeXML)))
	readable := form.Get(officeXML) != "" && len(problems) == 0
	if form.Get(officeFormat) != byXML {
		if readable {
			for key, answers := range designerAnswers(d.Config()) {
				delete(form, key)
				if len(answers) > 0 {
					form[key] = answers
				}
			}
		}
		return form
	}
	full := field.WithDefaults(designerQuestions(), form)
	said := officeConfig(func(key string) []string { return full[key] })
	if !readable || !said.Same(d.Config()) {
		form.Set(officeXML, string(said.XML()))
	}
	delete(form, officeLeaveOut)
	return form
}

// designerQuestions are the questions that the designer asks.
func designerQuestions() []field.Field {
	return append(officeAppQuestions(), officeUpdateQuestions()...)
}

// losesXML reports whether there is still XML of which the designer cannot show everything, and which nobody has given up. Given up, it
// stays with the form until that is saved, so that changing the format back brings it back.
func losesXML(form field.Form) bool {
	return form.Get(officeLeaveOut) != "true" && len(lostXML(form)) > 0
}

// lostXML says what is lost of the XML with the designer's answers, nothing when the designer knows all of it.
func lostXML(form field.Form) []models.Text {
	if form.Get(officeXML) == "" || !designed(form) {
		return nil
	}
	d, problems := office.Parse([]byte(form.Get(officeXML)))
	if len(problems) > 0 {
		return append([]models.Text{models.T("The XML cannot be read, so the designer shows its own values.")}, sentences(problems)...)
	}
	return sentences(d.Beyond())
}
