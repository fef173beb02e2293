package people

import (
	"context"

	"appdepot/models"
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
