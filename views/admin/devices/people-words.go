package devices

import (
	"appdepot/models"
	"appdepot/models/field"
)

// DeviceFields are the questions about a device that an Administrator answers.
var DeviceFields = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Required: true},
	{Key: "ownership", Label: "Ownership", Control: field.Choice, Required: true, Options: []field.Option{
		{Value: string(models.Corporate), Label: models.T("Corporate")}, {Value: string(models.Personal), Label: models.T("Personal")},
	}},
	{Key: "user", Label: "Primary user", Hint: "The person's e-mail address. Leave it empty for a device that nobody has for themselves.", Control: field.Text},
}

// TokenFields are the questions about an enrolment token.
var TokenFields = []field.Field{
	{Key: "note", Label: "Note", Hint: "What it is for, such as the name of the device.", Control: field.Text},
	{Key: "user", Label: "Primary user", Hint: "The e-mail address of the person the device is for. Leave it empty for a shared device.", Control: field.Text},
	{Key: "lifetime", Label: "Valid for", Control: field.Choice, Required: true, Default: "24", Options: []field.Option{
		{Value: "1", Label: models.T("1 hour")}, {Value: "24", Label: models.T("1 day")}, {Value: "168", Label: models.T("7 days")},
		{Value: "720", Label: models.T("30 days")},
	}},
}
