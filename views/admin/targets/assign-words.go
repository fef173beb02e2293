package targets

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
)

// TargetName is who an assignment speaks about.
func TargetName(ctx context.Context, a models.Assignment) string {
	switch a.Target {
	case models.TargetAllUsers:
		return say.T(ctx, "All users")
	case models.TargetAllDevices:
		return say.T(ctx, "All devices")
	default:
		return a.GroupName
	}
}

// TargetLook is the icon of a target, what its members are and how many there are.
func TargetLook(ctx context.Context, a models.Assignment, members int) (icon, kind, count string) {
	if a.Subjects() == models.DeviceGroup {
		return "laptop", say.T(ctx, "Devices"), say.N(ctx, "%s device", "%s devices", members)
	}
	return "people-team", say.T(ctx, "Users"), say.N(ctx, "%s user", "%s users", members)
}
