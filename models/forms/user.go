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
	askName     = "A user needs a name. Type it as colleagues know it."
	askEmail    = "A user needs an e-mail address: it is what they sign in with."
	askPassword = "Use at least %s characters. Several words in a row are easy to remember."
)

// User asks for what is known about a user and what they may do.
var User = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Words: true, Required: true, Max: longestName, Ask: askName},
	{Key: "email", Label: "E-mail address", Hint: "They sign in with it.", Control: field.Text, Words: true, Required: true, Max: LongestEmail,
		Ask: askEmail, Valid: emailAddress},
	{Key: "role", Label: "Role", Control: field.Choice, Required: true, Ask: "Choose one of the roles.", Options: roles()},
}

// NewUser also asks for a password. Without one the user exists, in groups and with devices, but cannot sign in.
var NewUser = append(slices.Clip(User), password(false))

// Password asks an Administrator for a user's new password.
var Password = []field.Field{password(true)}

func password(required bool) field.Field {
	return field.Field{
		Key: "password", Label: "Password", Control: field.Text, Secret: true, Required: required, Least: leastPassword, Max: LongestPassword,
		Ask:  askPassword,
		Hint: "At least %s characters. Give it to the user, who can change it. Required to sign in.",
	}
}

// emailAddress refuses what is no e-mail address.
func emailAddress(answer string) models.Text {
	if parsed, err := mail.ParseAddress(answer); err != nil || parsed.Address != answer || len(answer) > LongestEmail {
		return models.T("This is not an e-mail address such as name@example.com. Check it for typing errors.")
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
