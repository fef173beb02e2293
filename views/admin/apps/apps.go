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
func sub(publisher, version string) string {
	if version == "" {
		return publisher
	}
	return publisher + " · " + version
}

// AppMenu is the id of the menu of every app in a list.
const AppMenu = "app-menu"

// rowKey stands for the key of a row in the addresses of a menu that all rows share.
const rowKey = "key"

// rowURL makes an address with rowKey in it one that ui.Menu completes.
func rowURL(address string) string { return strings.Replace(address, "/"+rowKey, "/{key}", 1) }

// confirmAttrs makes a line of a menu open its page as a dialog.
func confirmAttrs(url string) templ.Attributes {
	a := ui.Confirm(url)
	delete(a, "href")
	return a
}

// paneAttrs makes a line of a menu open its page in the side pane.
func paneAttrs(url string) templ.Attributes {
	a := ui.Pane(url)
	delete(a, "href")
	return a
}

// appMenuItems are the commands for one app of a list.
func appMenuItems(ctx context.Context, mayDelete bool) []ui.MenuItem {
	section := func(name string) string { return rowURL(link.AppSection(rowKey, name)) }
	items := []ui.MenuItem{
		{Label: say.T(ctx, "Open"), Icon: "open", URL: rowURL(link.App(rowKey))},
		{Label: say.T(ctx, "Properties"), Icon: "options", URL: section("properties")},
		{Label: say.T(ctx, "Device install status"), Icon: "laptop", URL: section("device-status")},
	}
	if mayDelete {
		items = append(items, ui.MenuItem{Label: say.T(ctx, "Delete"), Icon: "delete", URL: section("delete"), Danger: true, Attrs: confirmAttrs(section("delete"))})
	}
	return items
}
