package apptype

import (
	"maps"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
)

// The keys of what every app has, whatever its type. They are columns of the app; all other answers are its Values.
const (
	displayName    = "displayName"
	description    = "description"
	publisher      = "publisher"
	isFeatured     = "isFeatured"
	informationURL = "informationUrl"
	privacyURL     = "privacyInformationUrl"
	developer      = "developer"
	owner          = "owner"
	notes          = "notes"
)

// Information is the key of the step and of the section that hold what every app has; PackageSection holds what only the
// package file tells.
const (
	Information    = "information"
	PackageSection = "package"
)

var firstQuestions = []field.Field{
	{Key: displayName, Label: "Name", Control: field.Text, Required: true, Fill: models.FactName,
		Ask:  "Enter a name.",
		Hint: "Shown in the Company Portal."},
	{Key: description, Label: "Description", Control: field.LongText, Required: true, Fill: models.FactDescription,
		Ask:  "Enter a description.",
		Hint: "Shown in the Company Portal. Describe what the app is for."},
	{Key: publisher, Label: "Publisher", Control: field.Text, Required: true, Fill: models.FactPublisher,
		Ask: "Enter a publisher."},
}

var lastQuestions = []field.Field{
	{Key: isFeatured, Label: "Show this as a featured app in the Company Portal", Control: field.Flag, Default: "false",
		Hint: "Shown first to people for whom the app is available."},
	{Key: informationURL, Label: "Information URL", Control: field.Link, Fill: models.FactInformationURL,
		Hint: "A page about the app, linked from the Company Portal."},
	{Key: privacyURL, Label: "Privacy URL", Control: field.Link, Fill: models.FactPrivacyURL,
		Hint: "The app's privacy statement, linked from the Company Portal."},
	{Key: developer, Label: "Developer", Control: field.Text, Fill: models.FactDeveloper, Hint: "Only administrators see this."},
	{Key: owner, Label: "Owner", Control: field.Text, Hint: "Who is responsible for the app. Only administrators see this."},
	{Key: notes, Label: "Notes", Control: field.LongText, Hint: "Only administrators see this."},
}

// information is the section about the app, with the questions of its type between those that every app has.
func information(own ...field.Field) field.Section {
	var all []field.Field
	all = append(all, firstQuestions...)
	all = append(all, own...)
	return field.Section{Key: Information, Title: "App information", Fields: append(all, lastQuestions...)}
}

// fromPackage is the section of what only the package file tells.
func fromPackage(own ...field.Field) field.Section {
	for i := range own {
		own[i].Locked = field.Always
	}
	return field.Section{Key: PackageSection, Title: "App package", Fields: own}
}

// oneStep is what most types ask before Assignments: everything on one page.
func oneStep(sections ...field.Section) []field.Step {
	return []field.Step{{Key: Information, Title: "App information", Sections: sections}}
}

// column is one answer that is a column of the app. The store reads and writes apps through these only.
type column struct {
	key string
	get func(*models.App) string
	set func(*models.App, string)
}

func textColumn(key string, at func(*models.App) *string) column {
	return column{key,
		func(a *models.App) string { return *at(a) },
		func(a *models.App, v string) { *at(a) = v }}
}

var columns = []column{
	textColumn(displayName, func(a *models.App) *string { return &a.Name }),
	textColumn(description, func(a *models.App) *string { return &a.Description }),
	textColumn(publisher, func(a *models.App) *string { return &a.Publisher }),
	textColumn(informationURL, func(a *models.App) *string { return &a.InformationURL }),
	textColumn(privacyURL, func(a *models.App) *string { return &a.PrivacyURL }),
	textColumn(developer, func(a *models.App) *string { return &a.Developer }),
	textColumn(owner, func(a *models.App) *string { return &a.Owner }),
	textColumn(notes, func(a *models.App) *string { return &a.Notes }),
	{isFeatured,
		func(a *models.App) string { return map[bool]string{true: "true", false: "false"}[a.Featured] },
		func(a *models.App, v string) { a.Featured = v == "true" }},
}

// Apply writes accepted values into an app: the common ones into its columns, the rest into its Values. Type, Platform and
// DisplayVersion follow from the type.
func (d *Definition) Apply(values field.Values, app *models.App) {
	own := maps.Clone(values)
	for _, c := range columns {
		c.set(app, values[c.key])
		delete(own, c.key)
	}
	app.Type, app.Platform, app.DisplayVersion = d.ID, d.Platform, d.DisplayVersion(values)
	app.Values = own
}

// ValuesOf reads all values of an app back, those in columns included.
func (d *Definition) ValuesOf(app models.App) field.Values {
	values := field.Values(maps.Clone(app.Values))
	if values == nil {
		values = field.Values{}
	}
	for _, c := range columns {
		if v := c.get(&app); v != "" {
			values[c.key] = v
		}
	}
	return values
}

// FormOf turns an app back into the form that made it, to be shown and changed.
func (d *Definition) FormOf(app models.App) field.Form {
	return field.Encode(d.Fields(), d.ValuesOf(app))
}

// Name is the app's name as typed so far, "" when there is none yet.
func Name(form field.Form) string { return strings.TrimSpace(form.Get(displayName)) }
