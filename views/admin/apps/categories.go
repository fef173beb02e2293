package apps

import (
	"context"

	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// menu is the id of the row's menu: pinned categories have one of their own.
func (r CategoryRow) menu() string {
	if r.Pinned {
		return "pinned-menu"
	}
	return "category-menu"
}

func categoryColumns(ctx context.Context, mayEdit bool) []ui.Column {
	columns := []ui.Column{
		{Label: say.T(ctx, "Name")},
		{Label: say.T(ctx, "Apps"), Width: "col-sm", Number: true},
		{Label: say.T(ctx, "Includes"), Width: "col-lg", Priority: "2"},
		{Label: say.T(ctx, "Dashboard"), Width: "col-md", Priority: "3"},
	}
	if mayEdit {
		columns = append(columns, ui.Column{Label: say.T(ctx, "Commands"), Hidden: true, Width: "col-act"})
	}
	return columns
}

// categoryMenu are the commands of a row.
func categoryMenu(ctx context.Context, pinned bool) []ui.MenuItem {
	at := func(section string) string { return ofRow(link.CategorySection(aRow, section)) }
	pin := ui.MenuItem{Label: say.T(ctx, "Pin to dashboard"), Icon: "pin", URL: at("pin"), Post: true}
	if pinned {
		pin = ui.MenuItem{Label: say.T(ctx, "Unpin from dashboard"), Icon: "pin-off", URL: at("unpin"), Post: true}
	}
	return []ui.MenuItem{
		{Label: say.T(ctx, "Rename"), Icon: "edit", URL: at("edit"), Attrs: paned(at("edit"))},
		pin,
		{Label: say.T(ctx, "Delete"), Icon: "delete", URL: at("delete"), Danger: true, Attrs: confirming(at("delete"))},
	}
}
