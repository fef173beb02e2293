package forms

import "appdepot/models/field"

// SetUp asks whoever opens Appdepot first for the organization and its first Administrator.
var SetUp = []field.Field{
	{Key: "code", Label: "Set-up code", Control: field.Text, Words: true, Required: true, Ask: "Enter the set-up code.",
		Hint: "The server printed it when it started, and keeps it in a file in its data folder."},
	{Key: "organization", Label: "Organization", Hint: "People see this name in the Company Portal.", Control: field.Text, Words: true, Required: true,
		Max: 120, Ask: "Type the name of your organization, in at most %s characters."},
	{Key: "name", Label: "Your name", Control: field.Text, Words: true, Required: true, Max: longestName, Ask: askName},
	{Key: "email", Label: "Your e-mail address", Hint: "You sign in with it.", Control: field.Text, Words: true, Required: true, Max: LongestEmail,
		Ask: askEmail, Valid: emailAddress},
	{Key: "password", Label: "Password", Control: field.Text, Secret: true, Required: true, Least: leastPassword, Max: LongestPassword,
		Ask:  askPassword,
		Hint: "At least %s characters. Several words in a row are easy to remember."},
}
