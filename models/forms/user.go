package forms

import (
	"net/mail"
	"slices"

	"appdepot/models"
	"appdepot/models/field"
)

// Limits of what people are and sign in with.
const (
	longestName     = 120   // characters of a person's name
	LongestEmail    = 254   // bytes of an e-mail address, RFC 5321
	LongestPassword = 1_000 // characters; it only keeps hashing bounded
	leastPassword   = 12    // characters
)

// Sentences that ask for what every user has.
const (
	askName     = "Enter a name that colleagues recognize."
	askEmail    = "Enter an email address. The user signs in with it."
	askPassword = "Use at least %s characters. Several words in a row are easy to remember."
)

// User asks for what is known about a user and what they may do.
var User = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: longestName, Ask: askName},
	{Key: "email", Label: "Email address", Hint: "Used to sign in.", Control: field.Text, Words: true, Required: true, Max: LongestEmail,
		Ask: askEmail, Valid: emailAddress},
	{Key: "role", Label: "Role", Control: field.Choice, Required: true, Ask: "Choose a role.", Options: roles()},
}

// NewUser also asks for a password. Without one the user exists, in groups and with devices, but cannot sign in.
var NewUser = append(slices.Clip(User), password(false))

// Password asks an Administrator for a user's new password.
var Password = []field.Field{password(true)}

// Confirm asks whoever changes others' passwords, roles, and email addresses, or signs a browser out from another, for their own password, when
// they did not give it a moment ago.
var Confirm = field.Field{
	Key: "confirm", Label: "Your own password", Control: field.Text, Secret: true, Known: true, Required: true, Max: LongestPassword,
	Ask: "Enter your own password to confirm that it is you.", Hint: "Needed to change passwords, roles, and email addresses, and to sign out browsers.",
}

// EndSession asks whoever signs a browser out from another.
var EndSession = []field.Field{Confirm}

func password(required bool) field.Field {
	return field.Field{
		Key: "password", Label: "Password", Control: field.Text, Secret: true, Required: required, Least: leastPassword, Max: LongestPassword,
		Ask:  askPassword,
		Hint: "At least %s characters. Required to sign in. The user changes it at the first sign-in.",
	}
}

// emailAddress refuses what is no e-mail address.
func emailAddress(answer string) models.Text {
	if parsed, err := mail.ParseAddress(answer); err != nil || parsed.Address != answer || len(answer) > LongestEmail {
		return models.T("Enter an email address such as name@example.com.")
	}
	return models.Text{}
}

func roles() []field.Option {
	var all []field.Option
	for _, r := range models.Roles {
		all = append(all, field.Option{Value: string(r), Label: models.Text{Source: r.Name()}})
	}
	return all
}
