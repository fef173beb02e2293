package activity

import (
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/forms"
)

// Field is something that changes with an activity: what it is called, and what its values are.
type Field struct {
	Key     string // what is stored; never changes
	Label   models.Text
	Values  Values
	Options []field.Option // the words for values that are stored as codes
	Sealed  bool           // may work as a credential: the row has it sealed, and whoever may read the line sees it
}

// Values says what the old and the new value of a field are, and so how they are shown.
type Values string

// What values can be.
const (
	Plain   Values = ""        // what people read, or the code of an option
	List    Values = "list"    // several of these, with a comma and a space between them
	Moment  Values = "moment"  // a time as RFC 3339
	AppType Values = "appType" // the ID of an app type
	Reason  Values = "reason"  // a models.Reason as JSON; earlier versions stored its sentence
)

// AllValues lists everything that values can be.
var AllValues = []Values{Plain, List, Moment, AppType, Reason}

// asked are fields that record the answers to questions, which have their words already.
func asked(questions []field.Field) []Field {
	var fields []Field
	for _, q := range questions {
		fields = append(fields, askedAs(questions, q.Key))
	}
	return fields
}

// askedAs is the field that records the answer to one of several questions.
func askedAs(questions []field.Field, key string) Field {
	q, _ := field.ByKey(questions, key)
	return Field{Key: key, Label: models.Text{Source: q.Label}, Options: q.Options}
}

// targets are what apps are assigned to besides groups, which have names.
var targets = []field.Option{
	{Value: string(models.TargetAllUsers), Label: models.T("All users")},
	{Value: string(models.TargetAllDevices), Label: models.T("All devices")},
}

var primaryUser = Field{Key: "primaryUser", Label: models.T("Primary user")}

var appFields = []Field{
	{Key: "name", Label: models.T("Name")},
	{Key: "type", Label: models.T("App type"), Values: AppType},
	{Key: "logo", Label: models.T("Logo")},
	{Key: "categories", Label: models.T("Category")},
	{Key: "version", Label: models.T("Version")},
	{Key: "file", Label: models.T("File")},
	{Key: "sha256", Label: models.T("SHA-256")},
	{Key: "dependencies", Label: models.T("Dependencies")},
	{Key: "dependencies.automatic", Label: models.T("Automatically install")},
	{Key: "supersedence", Label: models.T("Supersedence")},
	{Key: "supersedence.uninstall", Label: models.T("Uninstall previous version")},
	{Key: "required.include", Label: models.T("Required, included"), Values: List, Options: targets},
	{Key: "required.exclude", Label: models.T("Required, excluded"), Values: List, Options: targets},
	{Key: "available.include", Label: models.T("Available for enrolled devices, included"), Values: List, Options: targets},
	{Key: "available.exclude", Label: models.T("Available for enrolled devices, excluded"), Values: List, Options: targets},
	{Key: "availableWithoutEnrollment.include", Label: models.T("Available with or without enrollment, included"), Values: List, Options: targets},
	{Key: "availableWithoutEnrollment.exclude", Label: models.T("Available with or without enrollment, excluded"), Values: List, Options: targets},
	{Key: "uninstall.include", Label: models.T("Uninstall, included"), Values: List, Options: targets},
	{Key: "uninstall.exclude", Label: models.T("Uninstall, excluded"), Values: List, Options: targets},
	{Key: "device", Label: models.T("Device")},
	{Key: "action", Label: models.T("Action"), Options: []field.Option{
		{Value: string(models.InstallAction), Label: models.T("Install")},
		{Value: string(models.UpdateAction), Label: models.T("Update")},
		{Value: string(models.UninstallAction), Label: models.T("Uninstall")},
	}},
}

var draftFields = []Field{
	{Key: "supersedence", Label: models.T("Supersedence")},
	{Key: "problem", Label: models.T("Reason"), Values: Reason},
}

var packageFields = []Field{
	{Key: "sha256", Label: models.T("SHA-256")},
	{Key: "problem", Label: models.T("Reason"), Values: Reason},
}

var deviceFields = []Field{
	askedAs(forms.Device, "name"), askedAs(forms.OwnDevice, "platform"), askedAs(forms.Device, "ownership"), primaryUser,
}

var tokenFields = []Field{primaryUser, askedAs(forms.EnrollmentToken, "ownership"), {Key: "expires", Label: models.T("Valid until"), Values: Moment}}

var groupFields = append(asked(forms.NewGroup),
	Field{Key: "member", Label: models.T("Member")},
	Field{Key: "group", Label: models.T("Nested group")},
)

var sourceFields = []Field{
	askedAs(forms.CatalogSource, "name"), askedAs(forms.CatalogSource, "kind"),
	{Key: "location", Label: models.T("Location"), Sealed: true},
}

var playFields = []Field{
	{Key: "address", Label: models.T("URL"), Sealed: true},
	{Key: "account", Label: models.T("Account"), Sealed: true},
	{Key: "added", Label: models.T("Apps added")},
}

var playNames = map[string]models.Text{"managed Google Play": models.T("Managed Google Play")}

var settingsFields = append(asked(forms.StoragePlan),
	Field{Key: "keyNumber", Label: models.T("Key number")}, Field{Key: "outerKey", Label: models.T("Key")},
	Field{Key: "lookups", Label: models.T("Search"), Options: []field.Option{
		{Value: "on", Label: models.T("On")}, {Value: "off", Label: models.T("Off")},
	}})

var settingsNames = map[string]models.Text{
	"catalog.appStore":       models.T("App Store"),
	"catalog.microsoftStore": models.T("Microsoft Store"),
	"secrets":                models.T("Secrets"),
	"storage.plan":           models.T("Storage"),
}
