package apps

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// sub is the line below an app's name: publisher and version.
func (r AppRow) sub() string {
	if r.Version == "" {
		return r.Publisher
	}
	return r.Publisher + " · " + r.Version
}

// aRow stands for the key of a row in the addresses of a menu that all rows share.
const aRow = "key"

// ofRow makes an address with aRow in it one that ui.Menu completes.
func ofRow(address string) string { return strings.Replace(address, "/"+aRow, "/{key}", 1) }

// confirming makes a line of a menu open its page as a dialog.
func confirming(url string) templ.Attributes {
	a := ui.Confirm(url)
	delete(a, "href")
	return a
}

// paned makes a line of a menu open its page in the side pane.
func paned(url string) templ.Attributes {
	a := ui.Pane(url)
	delete(a, "href")
	return a
}

// appMenuItems are the commands for one app of a list.
func appMenuItems(ctx context.Context, mayDelete bool) []ui.MenuItem {
	section := func(name string) string { return ofRow(link.AppSection(aRow, name)) }
	items := []ui.MenuItem{
		{Label: say.T(ctx, "Open"), Icon: "open", URL: ofRow(link.App(aRow))},
		{Label: say.T(ctx, "Properties"), Icon: "options", URL: section("properties")},
		{Label: say.T(ctx, "Device install status"), Icon: "laptop", URL: section("device-status")},
	}
	if mayDelete {
		items = append(items, ui.MenuItem{Label: say.T(ctx, "Delete"), Icon: "delete", URL: section("delete"), Danger: true, Attrs: confirming(section("delete"))})
	}
	return items
}
