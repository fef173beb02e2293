package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// EnrollmentToken asks what an enrollment token is for, who will use the device (an e-mail address), whose it is, and for how many hours the
// token waits for its device.
var EnrollmentToken = []field.Field{
	{Key: "note", Label: "Note", Hint: "What the token is for, such as a device name.", Control: field.Text, Words: true, Max: 120},
	{Key: "user", Label: "Primary user", Control: field.Text, Words: true, Max: LongestEmail,
		Hint: "The user's email address. Leave empty for a shared device."},
	{Key: "ownership", Label: "Ownership", Control: field.Choice, Required: true, Default: string(models.Corporate), Options: ownerships,
		Hint: "Users can remove their personal devices, but not corporate ones."},
	{Key: "lifetime", Label: "Valid for", Control: field.Choice, Required: true, Default: "24", Options: []field.Option{
		{Value: "1", Label: models.T("1 hour")}, {Value: "24", Label: models.T("1 day")}, {Value: "168", Label: models.T("7 days")},
		{Value: "720", Label: models.T("30 days")},
	}},
}
