package targets

import (
	"context"
	"strings"

	"appdepot/models/store"
	"appdepot/models/targeting"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// consequences says an impact in words; the first four lines are always there.
func consequences(ctx context.Context, i store.Impact) []ui.Consequence {
	number := func(n int) string { return say.Number(ctx, n) }
	list := []ui.Consequence{
		{Kind: ui.OK, Icon: "arrow-download", Label: say.T(ctx, "Will install"), Count: say.N(ctx, "%s device", "%s devices", i.WillInstall),
			Note: say.N(ctx, "%s already has the app.", "%s already have the app.", i.AlreadyThere)},
		{Kind: ui.Info, Icon: "building-shop", Label: say.T(ctx, "Can install"), Count: say.N(ctx, "%s user", "%s users", i.CanInstall),
			Note: say.T(ctx, "On request, from the Company Portal.")},
		{Kind: ui.Bad, Icon: "delete", Label: say.T(ctx, "Will uninstall"), Count: say.N(ctx, "%s device", "%s devices", i.WillUninstall),
			Note: say.N(ctx, "%s does not have the app.", "%s do not have the app.", i.NotThere)},
		{Kind: ui.Mute, Icon: "subtract-circle", Label: say.T(ctx, "Skipped"), Count: say.N(ctx, "%s device", "%s devices", i.LeftOut()),
			Note: say.T(ctx, "%s excluded, %s not applicable, %s not enrolled.", number(i.Excluded), number(i.Unfit), number(i.NotEnrolled))},
	}
	if i.AlreadyThere == 0 {
		list[0].Note = ""
	}
	if i.WillUninstall+i.NotThere == 0 {
		list[2].Note = ""
	}
	if i.LeftOut() == 0 {
		list[3].Note = ""
	}
	if i.NoDevice > 0 {
		list = append(list, ui.Consequence{Kind: ui.Mute, Icon: "person", Label: say.T(ctx, "Without a device"),
			Count: say.N(ctx, "%s user", "%s users", i.NoDevice), Note: say.T(ctx, "They get the app once they have a device.")})
	}
	if i.NoBrowser > 0 {
		list = append(list, ui.Consequence{Kind: ui.Warn, Icon: "warning-filled", Label: say.T(ctx, "Without a browser"),
			Count: say.N(ctx, "%s device", "%s devices", i.NoBrowser), Note: say.T(ctx, "These personally owned work profiles cannot open the link. Assign a browser to them.")})
	}
	if i.Released > 0 {
		list = append(list, ui.Consequence{Kind: ui.Mute, Icon: "arrow-exit", Label: say.T(ctx, "No longer assigned"),
			Count: say.N(ctx, "%s device", "%s devices", i.Released), Note: say.T(ctx, "The app stays where it is installed.")})
	}
	return list
}

// conflicts says which rule decides about whom.
func conflicts(ctx context.Context, list []store.Conflict) []viewkit.AssignConflict {
	var found []viewkit.AssignConflict
	for _, c := range list {
		winner, loser := views.TargetName(ctx, c.Winner), views.TargetName(ctx, c.Loser)
		x := viewkit.AssignConflict{Names: conflictNames(ctx, c)}
		switch c.Rule {
		case targeting.RequiredWins:
			x.Title = say.T(ctx, "Required wins over Uninstall")
			x.Text = say.N(ctx, "%s user or device is in %s (Required) and %s (Uninstall), and keeps the app.", "%s users or devices are in %s (Required) and %s (Uninstall), and keep the app.", c.Count, winner, loser)
		case targeting.UninstallWins:
			x.Title = say.T(ctx, "Uninstall wins over Available")
			x.Text = say.N(ctx, "%s user or device is in %s (Uninstall) and %s (Available), and loses the app.", "%s users or devices are in %s (Uninstall) and %s (Available), and lose the app.", c.Count, winner, loser)
		case targeting.UninstallUntilAsked:
			x.Title = say.T(ctx, "Uninstalled until requested")
			x.Text = say.N(ctx, "%s user or device is in %s (Available) and %s (Uninstall). The app is uninstalled until it is requested in the Company Portal.", "%s users or devices are in %s (Available) and %s (Uninstall). The app is uninstalled until it is requested in the Company Portal.", c.Count, winner, loser)
		default:
			x.Title = say.T(ctx, "Exclude wins over Include")
			x.Text = say.N(ctx, "%s user or device is in %s (Excluded) and %s (Included), and does not get the app.", "%s users or devices are in %s (Excluded) and %s (Included), and do not get the app.", c.Count, winner, loser)
		}
		found = append(found, x)
	}
	return found
}

// conflictNames lists who is in a conflict, the first ten by name.
func conflictNames(ctx context.Context, c store.Conflict) string {
	names := strings.Join(c.Names, ", ")
	if rest := c.Count - len(c.Names); rest > 0 {
		return say.T(ctx, "%s and %s more", names, say.Number(ctx, rest))
	}
	return names
}
