package forms

import "appdepot/models/field"

// SetUp asks whoever opens Appdepot first for the organization and its first Administrator.
var SetUp = []field.Field{
	{Key: "code", Label: "Setup code", Control: field.Text, Words: true, Required: true, Ask: "Enter the setup code.",
		Hint: "The server prints it at startup and saves it in its data folder."},
	{Key: "organization", Label: "Organization", Hint: "Shown in the Company Portal.", Control: field.Text, Words: true, Required: true,
		Max: 120, Ask: "Enter your organization's name. Use %s characters or fewer."},
	{Key: "name", Label: "Your name", Control: field.Text, Words: true, Required: true, Max: longestName, Ask: askName},
	{Key: "email", Label: "Your email address", Hint: "You sign in with it.", Control: field.Text, Words: true, Required: true, Max: LongestEmail,
		Ask: askEmail, Valid: emailAddress},
	{Key: "password", Label: "Password", Control: field.Text, Secret: true, Required: true, Least: leastPassword, Max: LongestPassword,
		Ask:  askPassword,
		Hint: "At least %s characters. Several words in a row are easy to remember."},
}
