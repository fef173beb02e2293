package apps

import (
	"context"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/list"
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
	all, err := r.all(c)
	if err != nil {
		return err
	}
	return all.Serve(c, func(p ui.ListProps) (templ.Component, error) {
		ctx := c.Request().Context()
		page := views.AppsProps{Frame: web.Admin(c, say.T(ctx, "All apps")), List: p, Drop: kit.FileDrop()}
		if web.Rights(c).Can(access.ManageApps) && web.Part(c) == "" {
			var err error
			if page.Drafts, err = r.store.DraftCount(ctx); err != nil {
				return nil, err
			}
		}
		return views.Apps(page), nil
	})
}

// all describes the list of all apps.
func (r apps) all(c echo.Context) (list.List[store.AppLine], error) {
	ctx, now := list.Context(c), web.Now(c)
	filters, err := r.filters(ctx)
	return list.List[store.AppLine]{
		Name: "apps", Path: link.Apps(), Caption: say.T(ctx, "Apps"), Search: say.T(ctx, "Search by name or publisher"), Sort: "name", Filters: filters,
		Things:  func(n int) string { return say.N(ctx, "%s app", "%s apps", n) },
		More:    func(n int) string { return say.T(ctx, "More than %s apps", say.Number(ctx, n)) },
		NoMatch: say.T(ctx, "No apps match these filters."),
		Columns: appColumns(ctx, now),
		Row: func(a store.AppLine) list.Row {
			return list.Row{ID: string(a.ID), Name: a.Name, URL: link.App(string(a.ID))}
		},
		Bulk: appCommands(ctx, web.Rights(c)),
		Menu: views.AppMenu,
		Read: func(ctx context.Context, q list.Query) (models.Listing[store.AppLine], error) {
			return r.store.Apps(ctx, appQuery(q))
		},
		Count: func(ctx context.Context, q list.Query) (models.Total, error) {
			return r.store.CountApps(ctx, appQuery(q))
		},
	}, err
}

func appQuery(q list.Query) store.AppQuery {
	return store.AppQuery{
		IDs: q.IDs, Search: q.Search(), Platforms: list.Texts[models.Platform](q, "platform"), Types: q.Values["type"],
		Categories: kit.IDs(q.Values["category"]), Assigned: q.YesNo("assigned"), Featured: q.YesNo("featured"), Problems: list.Texts[store.AppProblem](q, "problem"), Sort: q.Sort, Page: q.Page,
	}
}

// filters are the filters of the list.
func (r apps) filters(ctx context.Context) ([]ui.Filter, error) {
	categories, err := r.store.CategoryNames(ctx)
	if err != nil {
		return nil, err
	}
	var inCategory []ui.Option
	for _, category := range categories {
		inCategory = append(inCategory, ui.Option{Value: string(category.ID), Label: category.Name})
	}
	filters := []ui.Filter{
		{Name: "platform", Label: say.T(ctx, "Platform"), Options: viewkit.PlatformOptions(ctx, models.AllPlatforms)},
		{Name: "type", Label: say.T(ctx, "Type"), Options: viewkit.TypeOptions(ctx)},
		{Name: "assigned", Label: say.T(ctx, "Assigned"), Options: list.YesOrNo(ctx)},
		{Name: "problem", Label: say.T(ctx, "Problems"), Options: []ui.Option{
			{Value: string(store.InstallsFailed), Label: say.T(ctx, "Failed installs")},
			{Value: string(store.RequiredMissing), Label: say.T(ctx, "Missing on devices")},
		}},
		{Name: "featured", Label: say.T(ctx, "Featured"), Options: list.YesOrNo(ctx)},
	}
	if len(inCategory) > 0 {
		filters = append(filters, ui.Filter{Name: "category", Label: say.T(ctx, "Category"), Options: inCategory})
	}
	return filters, nil
}

// appCommands are what can be done with several apps.
func appCommands(ctx context.Context, may access.Rights) []ui.BulkCommand {
	var commands []ui.BulkCommand
	if may.Can(access.AssignApps) {
		commands = append(commands, ui.BulkCommand{Label: say.T(ctx, "Assign"), Icon: "people-team", URL: link.SelectedApps("assign"), Post: true})
	}
	if may.Can(access.ManageApps) {
		commands = append(commands,
			ui.BulkCommand{Label: say.T(ctx, "Set categories"), Icon: "tag", URL: link.SelectedApps("categories")},
			ui.BulkCommand{Label: say.T(ctx, "Feature"), Icon: "star", URL: link.SelectedApps("feature"), Post: true})
	}
	if may.Can(access.DeleteApps) {
		commands = append(commands, ui.BulkCommand{Label: say.T(ctx, "Delete"), Icon: "delete", URL: link.SelectedApps("delete")})
	}
	return commands
}
