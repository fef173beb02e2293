package apps

import (
	"context"
	"fmt"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// deviceParts are the states of devices; each leads to the devices in it.
func deviceParts(ctx context.Context, app string, c models.Counts) []ui.Part {
	of := func(states ...models.State) string { return withStates(link.AppSection(app, "device-status"), states) }
	return []ui.Part{
		{Kind: ui.OK, Label: say.T(ctx, "Installed"), Count: c.Installed, URL: of(models.StateInstalled)},
		{Kind: ui.Info, Label: say.T(ctx, "Pending"), Count: c.Pending, URL: of(models.StatePendingInstall, models.StatePendingUninstall)},
		{Kind: ui.Bad, Label: say.T(ctx, "Failed"), Count: c.Failed, URL: failedDevices(app)},
		{Kind: ui.Mute, Label: say.T(ctx, "Not installed"), Count: c.NotInstalled + c.Unknown, URL: of(models.StateNotInstalled, models.StateUnknown)},
		{Kind: "line", Label: say.T(ctx, "Not applicable"), Count: c.NotApplicable, URL: of(models.StateNotApplicable)},
	}
}

// userParts are the states of users; each leads to the users with such a device.
func userParts(ctx context.Context, app string, c models.Counts) []ui.Part {
	of := func(state models.State) string {
		return withStates(link.AppSection(app, "user-status"), []models.State{state})
	}
	return []ui.Part{
		{Kind: ui.OK, Label: say.T(ctx, "Installed"), Count: c.Installed, URL: of(models.StateInstalled)},
		{Kind: ui.Info, Label: say.T(ctx, "Pending"), Count: c.Pending, URL: of(models.StatePendingInstall)},
		{Kind: ui.Bad, Label: say.T(ctx, "Failed"), Count: c.Failed, URL: of(models.StateFailed)},
		{Kind: ui.Mute, Label: say.T(ctx, "Not installed"), Count: c.NotInstalled + c.Unknown, URL: of(models.StateNotInstalled)},
		{Kind: "line", Label: say.T(ctx, "Not applicable"), Count: c.NotApplicable, URL: of(models.StateNotApplicable)},
	}
}

func failedDevices(app string) string {
	return withStates(link.AppSection(app, "device-status"), []models.State{models.StateFailed, models.StateUninstallFailed})
}

// withStates is a list that shows some states only.
func withStates(list string, states []models.State) string {
	var pairs string
	for i, s := range states {
		separator := "&"
		if i == 0 {
			separator = "?"
		}
		pairs += separator + "state=" + string(s)
	}
	return list + pairs
}

func failureProps(ctx context.Context, f AppFailure, n int) ui.FailureProps {
	title := say.N(ctx, "%s device failed with this error", "%s devices failed with this error", f.Devices)
	return ui.FailureProps{ID: fmt.Sprintf("failure-%d", n+1), Title: title, Sub: f.Short, Code: f.Code, CodeURL: link.ErrorCode(f.Code), Means: f.Means, Steps: f.Steps, Unknown: f.Short == ""}
}

// essentials are the facts at the end of the overview.
func essentials(ctx context.Context, p AppOverviewProps) []ui.Prop {
	e := p.Essentials
	lines := []ui.Prop{
		{Name: say.T(ctx, "Publisher"), Value: p.App.Publisher},
		{Name: say.T(ctx, "Operating system"), Value: kit.PlatformName(ctx, p.App.Platform)},
		{Name: say.T(ctx, "Assigned"), Show: Intents(e.Assigned)},
		{Name: say.T(ctx, "Category"), Show: Links(e.Categories)},
		{Name: say.T(ctx, "Created"), Show: ui.Time(e.Created, p.Now)},
		{Name: say.T(ctx, "Modified"), Show: ui.Time(e.Modified, p.Now)},
	}
	if p.Versioned {
		lines = append(lines,
			ui.Prop{Name: say.T(ctx, "Version"), Value: p.App.DisplayVersion},
			ui.Prop{Name: say.T(ctx, "App package file"), Value: e.Package})
	}
	return lines
}
