package admin

import (
	"context"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/views/say"
)

// RoleName is a role in the reader's language.
func RoleName(ctx context.Context, r models.Role) string {
	switch r {
	case models.Administrator:
		return say.T(ctx, "Administrator")
	case models.ApplicationManager:
		return say.T(ctx, "Application Manager")
	case models.HelpDeskOperator:
		return say.T(ctx, "Help Desk Operator")
	case models.ReadOnlyOperator:
		return say.T(ctx, "Read Only Operator")
	default:
		return say.C(ctx, "role", "User")
	}
}

// KindName is what a group's members are, in the reader's language.
func KindName(ctx context.Context, k models.GroupKind) string {
	if k == models.DeviceGroup {
		return say.T(ctx, "Devices")
	}
	return say.T(ctx, "Users")
}

// GroupIcon is the picture of a group.
func GroupIcon(k models.GroupKind) string {
	if k == models.DeviceGroup {
		return "laptop"
	}
	return "people"
}

// OwnershipName says whose a device is, in the reader's language.
func OwnershipName(ctx context.Context, o models.Ownership) string {
	if o == models.Personal {
		return say.T(ctx, "Personal")
	}
	return say.T(ctx, "Corporate")
}

// ManagementName says whether a device is enrolled, in the reader's language.
func ManagementName(ctx context.Context, enrolled bool) string {
	if enrolled {
		return say.T(ctx, "Enrolled")
	}
	return say.T(ctx, "Not enrolled")
}

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

// GroupFields are the questions about a group.
var GroupFields = []field.Field{
	{Key: "name", Label: "Name", Control: field.Text, Required: true},
	{Key: "description", Label: "Description", Control: field.LongText},
}

// GroupKindField asks what the members of a new group are.
var GroupKindField = field.Field{
	Key: "kind", Label: "Members are", Hint: "This cannot be changed later.", Control: field.Choice, Required: true,
	Options: []field.Option{
		{Value: string(models.UserGroup), Label: models.T("Users")}, {Value: string(models.DeviceGroup), Label: models.T("Devices")},
	},
}

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

func roleOptions() []field.Option {
	var all []field.Option
	for _, r := range models.Roles {
		all = append(all, field.Option{Value: string(r), Label: models.Text{Source: r.Name()}})
	}
	return all
}
