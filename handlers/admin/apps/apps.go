package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is All apps.
func (r apps) list(c echo.Context) error {
	ctx := c.Request().Context()
	q := appQuery(c)
	list, err := r.store.Apps(ctx, q)
	if err != nil {
		return err
	}
	filter, err := r.filterBar(c, q)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.Apps(), ID: "list"}
	page := views.AppsProps{
		Frame:   web.Admin(c, say.T(ctx, "All apps")),
		Filter:  filter,
		Columns: appColumns(l, q.Sort),
		Pager:   l.Pager(countText(c, list), list.Previous, list.Next),
		Drop:    kit.FileDrop(),
		Now:     web.Now(c),
	}
	if web.Rights(c).Can(access.ManageApps) && web.Part(c) == "" {
		if page.Drafts, err = r.store.DraftCount(ctx); err != nil {
			return err
		}
	}
	if q.Filtered() || q.Page != (models.Page{Size: q.Page.Size}) {
		page.Clear = link.Apps()
	}
	for _, a := range list.Items {
		page.Rows = append(page.Rows, appRow(c, a))
	}
	return web.Page(c, 200, views.Apps(page))
}

func appRow(c echo.Context, a store.AppLine) views.AppRow {
	row := views.AppRow{
		ID: string(a.ID), Name: a.Name, Publisher: a.Publisher, Version: a.DisplayVersion,
		Type: viewkit.TypeName(c.Request().Context(), a.Type), LogoID: a.LogoID, Platform: a.Platform,
		Featured: a.Featured, Counts: a.Counts, Modified: a.UpdatedAt,
		Expiry: viewkit.ExpiryOf(c.Request().Context(), a.Type, a.Values, web.Now(c)),
	}
	for _, to := range a.Assigned {
		row.Assigned = append(row.Assigned, views.Intent{Intent: to.Intent, Groups: to.Targets})
	}
	return row
}

func appColumns(l kit.Listing, by models.Sort) []ui.Column {
	ctx := l.C.Request().Context()
	return []ui.Column{
		l.Sorted(by, "name", ui.Column{Label: say.T(ctx, "Name")}),
		l.Sorted(by, "platform", ui.Column{Label: say.T(ctx, "Platform"), Width: "col-lg", Priority: "2"}),
		l.Sorted(by, "type", ui.Column{Label: say.T(ctx, "Type"), Width: "col-xl", Priority: "3"}),
		{Label: say.T(ctx, "Assigned"), Width: "col-md", Priority: "3"},
		l.Sorted(by, "-failed", ui.Column{Label: say.T(ctx, "Install status"), Width: "col-xl"}),
		l.Sorted(by, "-modified", ui.Column{Label: say.T(ctx, "Modified"), Width: "col-md", Priority: "4"}),
		{Label: say.T(ctx, "Actions"), Hidden: true, Width: "col-act"},
	}
}

// countText says how many apps there are, up to the limit of counting.
func countText(c echo.Context, list store.AppList) string {
	ctx := c.Request().Context()
	if list.More {
		return say.T(ctx, "More than %s apps", say.Number(ctx, list.Total))
	}
	return say.N(ctx, "%s app", "%s apps", list.Total)
}
