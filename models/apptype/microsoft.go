package apptype

import (
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// byMicrosoft answers for good who an app that Microsoft makes comes from, as the reference's block of common questions
// says for Microsoft 365, Microsoft Edge and Microsoft Defender.
func byMicrosoft(s field.Section) field.Section {
	return withFixedAnswers(s, map[string]string{publisher: "Microsoft", developer: "Microsoft", owner: "Microsoft"})
}

// withFixedAnswers answers questions of a section for good: people see the answers and cannot change them.
func withFixedAnswers(s field.Section, answers map[string]string) field.Section {
	s.Fields = slices.Clone(s.Fields)
	for i, f := range s.Fields {
		if answer, ok := answers[f.Key]; ok {
			s.Fields[i].Default, s.Fields[i].Locked = answer, field.Always
		}
	}
	return s
}

// suiteInformation is the section about a suite of apps: what every app has, under the words for a suite.
func suiteInformation(own ...field.Field) field.Section {
	s := information(own...)
	s.Title = "App suite information"
	for i, f := range s.Fields {
		switch f.Key {
		case displayName:
			s.Fields[i].Label = "Suite name"
		case description:
			s.Fields[i].Label = "Suite description"
		}
	}
	return s
}

// macMinimum says which macOS an app needs that nobody can change.
func macMinimum(version string) field.Field {
	return field.Field{Key: minimumOS, Label: "Minimum operating system", Control: field.Choice, Default: version, Locked: field.Always,
		Options: []field.Option{{Value: version, Label: models.T("macOS %s", version)}},
		Hint:    "Devices with an older version do not get the app."}
}

// allOptions is the answer to a question with several answers that chooses all of them.
func allOptions(options []field.Option) string {
	var all []string
	for _, o := range options {
		all = append(all, o.Value)
	}
	return strings.Join(all, ",")
}
