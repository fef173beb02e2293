package devices

import (
	"context"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func deviceFacts(ctx context.Context, p DeviceFrameProps) []string {
	d := p.Device
	facts := []string{d.Model, d.OS().Name(), OwnershipName(ctx, d.Ownership), kit.ManagementName(ctx, d.Enrolled)}
	if d.LastSeenAt != nil {
		facts = append(facts, say.T(ctx, "Checked in: %s", say.AgoWithin(ctx, *d.LastSeenAt, p.Now)))
	}
	return facts
}

func deviceProps(ctx context.Context, p DeviceFrameProps) []ui.Prop {
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

// deviceTabs are the pages about a device.
func deviceTabs(ctx context.Context, p DeviceFrameProps) []ui.Tab {
	tab := func(section, label string, count int) ui.Tab {
		t := ui.Tab{Label: label, URL: link.Device(string(p.Device.ID)), Current: section == p.Current}
		if section != "" {
			t.URL = link.DeviceSection(string(p.Device.ID), section)
		}
		if count > 0 {
			t.Count = say.Number(ctx, count)
		}
		return t
	}
	return []ui.Tab{
		tab("", say.T(ctx, "Apps"), p.Apps), tab("details", say.T(ctx, "Details"), 0),
		tab("groups", say.T(ctx, "Groups"), len(p.Groups)), tab("activity", say.T(ctx, "Activity"), 0),
	}
}
