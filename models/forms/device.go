package forms

import (
	"appdepot/models"
	"appdepot/models/field"
)

// Device asks for what an Administrator knows about a device; everything else the device reports itself. The primary user is
// answered with an e-mail address.
var Device = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: models.LongestDeviceName,
		Ask: "Enter a name that the user will recognize."},
	{Key: "ownership", Label: "Ownership", Control: field.Choice, Required: true,
		Ask:     "Choose whether the device is corporate or personal.",
		Options: ownerships},
	{Key: "user", Label: "Primary user", Control: field.Text, Words: true, Max: LongestEmail,
		Hint: "The user's email address. Leave empty for a shared device."},
}

var ownerships = []field.Option{
	{Value: string(models.Corporate), Label: models.T("Corporate")}, {Value: string(models.Personal), Label: models.T("Personal")},
}

// OwnDevice asks people for a device of their own that is not enrolled.
var OwnDevice = []field.Field{
	{Key: "name", Label: "Name", Hint: "A name you recognize, such as My phone.", Control: field.Text, Words: true, Required: true, Max: models.LongestDeviceName,
		Ask: "Enter a name you recognize."},
	{Key: "platform", Label: "Platform", Control: field.Choice, Required: true, Default: string(models.DevicePlatforms[0]),
		Ask: "Choose a platform.", Options: platforms()},
}

func platforms() []field.Option {
	var all []field.Option
	for _, p := range models.DevicePlatforms {
		all = append(all, field.Option{Value: string(p), Label: models.T("%s", p.Name())})
	}
	return all
}
