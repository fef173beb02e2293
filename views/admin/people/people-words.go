package people

import (
	"appdepot/models"
	"appdepot/models/field"
)

// UserFields are the questions about a user; PasswordField is asked too when there is none yet.
var UserFields = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Required: true},
	{Key: "email", Label: "E-mail address", Hint: "They sign in with it.", Control: field.Text, Required: true},
	{Key: "role", Label: "Role", Control: field.Choice, Required: true, Options: roleOptions()},
}

// PasswordField asks for a password that an Administrator sets.
var PasswordField = field.Field{
	Key: "password", Label: "Password", Control: field.Text, Secret: true,
	Hint: "At least 12 characters. Tell it to the person yourself; they can change it. Without one they cannot sign in.",
}

func roleOptions() []field.Option {
	var all []field.Option
	for _, r := range models.Roles {
		all = append(all, field.Option{Value: string(r), Label: models.Text{Source: r.Name()}})
	}
	return all
}
