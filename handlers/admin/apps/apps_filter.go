package apps

import (
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// appPlatforms are the platforms an app can be for, in the order of the filter.
var appPlatforms = append(slices.Clone(models.DevicePlatforms), models.AllPlatforms)

// appQuery reads the search, filters, order and page from the address.
func appQuery(c echo.Context) store.AppQuery {
	q := store.AppQuery{
		Search:   c.QueryParam("q"),
		Types:    c.QueryParams()["type"],
		Assigned: kit.YesOrNo(c, "assigned"),
		Featured: kit.YesOrNo(c, "featured"),
		Sort:     web.SortOf(c, "name"),
		Page:     web.PageOf(c),
	}
	for _, platform := range c.QueryParams()["platform"] {
		q.Platforms = append(q.Platforms, models.Platform(platform))
	}
	for _, id := range c.QueryParams()["category"] {
		q.Categories = append(q.Categories, models.ID(id))
	}
	return q
}

// filterBar is the search and the filters above the list.
func (r apps) filterBar(c echo.Context, q store.AppQuery) (ui.FilterBarProps, error) {
	ctx := c.Request().Context()
	categories, err := r.store.CategoryNames(ctx)
	if err != nil {
		return ui.FilterBarProps{}, err
	}
	l := kit.Listing{C: c, Path: link.Apps(), ID: "list"}
	var platforms, types, inCategory []ui.Option
	for _, p := range appPlatforms {
		platforms = append(platforms, ui.Option{Value: string(p), Label: viewkit.PlatformName(ctx, p), Icon: viewkit.PlatformIcon(p)})
	}
	for _, d := range apptype.All() {
		types = append(types, ui.Option{Value: d.ID, Label: viewkit.TypeName(ctx, d.ID)})
	}
	for _, category := range categories {
		inCategory = append(inCategory, ui.Option{Value: string(category.ID), Label: category.Name})
	}
	yesNo := []ui.Option{{Value: "yes", Label: say.T(ctx, "Yes")}, {Value: "no", Label: say.T(ctx, "No")}}
	bar := l.FilterBar(say.T(ctx, "Search by name or publisher"),
		ui.Filter{Name: "platform", Label: say.T(ctx, "Platform"), Options: platforms},
		ui.Filter{Name: "type", Label: say.T(ctx, "Type"), Options: types},
		ui.Filter{Name: "assigned", Label: say.T(ctx, "Assigned"), Options: yesNo},
		ui.Filter{Name: "featured", Label: say.T(ctx, "Featured"), Options: slices.Clone(yesNo)},
	)
	if len(inCategory) > 0 {
		bar.Filters = slices.Insert(bar.Filters, 2, l.Filter(ui.Filter{Name: "category", Label: say.T(ctx, "Category"), Options: inCategory}))
	}
	if q.Filtered() {
		bar.ClearURL = l.ClearURL()
	}
	return bar, nil
}
