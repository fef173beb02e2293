package forms

import (
	"slices"

	"appdepot/models"
	"appdepot/models/field"
)

// Group asks for a group's name and what it is for.
var Group = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: 120,
		Ask: "Enter a name that describes the members."},
	{Key: "description", Label: "Description", Control: field.LongText, Words: true, Max: 500},
}

// NewGroup also asks what the members are, which cannot be changed later.
var NewGroup = append(slices.Clip(Group), field.Field{
	Key: "kind", Label: "Member type", Hint: "You cannot change this later.", Control: field.Choice, Required: true,
	Ask: "Choose whether members are users or devices.",
	Options: []field.Option{
		{Value: string(models.UserGroup), Label: models.T("Users")}, {Value: string(models.DeviceGroup), Label: models.T("Devices")},
	},
})
