package devices

import (
	"context"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func deviceFacts(ctx context.Context, p DeviceProps) []string {
	d := p.Device
	facts := []string{d.Model, d.OS().Name(), OwnershipName(ctx, d.Ownership), kit.ManagementName(ctx, d.Enrolled)}
	if d.LastSeenAt != nil {
		facts = append(facts, say.T(ctx, "Checked in: %s", say.AgoWithin(ctx, *d.LastSeenAt, p.Now)))
	}
	return facts
}

func deviceProps(ctx context.Context, p DeviceProps) []ui.Prop {
	d := p.Device
	user := ui.Prop{Name: say.T(ctx, "Primary user")}
	if d.PrimaryUserID != "" {
		user.Show = userLink(string(d.PrimaryUserID), p.User)
	}
	return []ui.Prop{
		user,
		{Name: say.T(ctx, "Platform"), Value: kit.PlatformName(ctx, d.Platform)},
		{Name: say.T(ctx, "OS version"), Value: d.OSVersion},
		{Name: say.T(ctx, "Architecture"), Value: string(d.Architecture)},
		{Name: say.T(ctx, "Manufacturer"), Value: d.Manufacturer},
		{Name: say.T(ctx, "Model"), Value: d.Model},
		{Name: say.T(ctx, "Serial number"), Value: d.Serial, Mono: true},
		{Name: say.T(ctx, "Ownership"), Value: OwnershipName(ctx, d.Ownership)},
		{Name: say.T(ctx, "Management"), Value: kit.ManagementName(ctx, d.Enrolled)},
		{Name: say.T(ctx, "Enrolled"), Show: moment(d.EnrolledAt, p.Now)},
		{Name: say.T(ctx, "Last check-in"), Show: moment(d.LastSeenAt, p.Now)},
	}
}

// noManagedApps says why there is no app to show.
func noManagedApps(ctx context.Context, d models.Device) string {
	switch {
	case !d.Enrolled:
		return say.T(ctx, "This device is not enrolled. In the Company Portal, its user sees only apps available without enrollment.")
	case d.LastSeenAt == nil:
		return say.T(ctx, "This device has not checked in yet. Its apps appear after it does.")
	default:
		return say.T(ctx, "No apps are assigned to this device, its user, or their groups.")
	}
}

func managedColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "Name")},
		{Label: say.T(ctx, "Intent"), Width: "col-md", Priority: "2"},
		{Label: say.T(ctx, "Status")},
		{Label: say.T(ctx, "Version"), Width: "col-sm", Priority: "3"},
		{Label: say.T(ctx, "Last change"), Width: "col-md", Priority: "2"},
	}
}
