package forms

import "appdepot/models/field"

// OwnName asks people for their own name; the e-mail address and the role are an Administrator's to change.
var OwnName = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: longestName, Ask: askName},
}

// OwnPassword asks people for their password and another one.
var OwnPassword = []field.Field{
	{Key: "current", Label: "Current password", Control: field.Text, Secret: true, Known: true, Required: true, Max: LongestPassword, Ask: "Enter your current password."},
	{Key: "password", Label: "New password", Control: field.Text, Secret: true, Required: true, Least: leastPassword, Max: LongestPassword,
		Ask:  askPassword,
		Hint: "At least %s characters. Changing it signs you out in your other browsers."},
}
