package company

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// pageSize is the number of apps on a page of the list.
const pageSize = 60

// list is the apps of the current device, with search and filters.
func (r apps) list(c echo.Context) error {
	ctx := c.Request().Context()
	devices, device, err := currentDevice(c, r.store)
	if err != nil {
		return err
	}
	page := company.AppsProps{
		Frame: web.Company(c, say.T(ctx, "Apps"), ui.Link{}), Switcher: switcher(c, devices, device),
		Title: say.T(ctx, "Apps"), Search: c.QueryParam("q"), Category: c.QueryParam("category"), Show: c.QueryParam("show"),
	}
	if device.ID == "" {
		return web.Page(c, http.StatusOK, company.Apps(page))
	}
	all, err := r.store.MyApps(ctx, device.ID, store.PortalQuery{})
	if err != nil {
		return err
	}
	q := store.PortalQuery{Search: page.Search, Category: models.ID(page.Category), Required: page.Show == "required", Featured: page.Show == "featured"}
	page.Categories = categories(all)
	page.Pills = filterTabs(c, page)
	for _, category := range page.Categories {
		if category.ID == page.Category {
			page.Title = category.Name
		}
	}
	var found []store.PortalApp
	for _, a := range all {
		if q.Matches(a) {
			found = append(found, a)
		}
	}
	page.Found = len(found)
	page.List, page.Previous, page.Next = paginate(c, cards(c, found, device))
	return web.Page(c, http.StatusOK, company.Apps(page))
}

// paginate is the page of a list that ?page= asks for, with the addresses of the previous and the next page.
func paginate(c echo.Context, list []company.App) (shown []company.App, previous, next string) {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil {
		n = 1
	}
	last := max(1, (len(list)+pageSize-1)/pageSize)
	n = min(max(n, 1), last)
	at := func(n int) string {
		q := c.QueryParams()
		return link.Query(link.CompanyApps(), "q", q.Get("q"), "category", q.Get("category"), "show", q.Get("show"), "page", strconv.Itoa(n))
	}
	if n > 1 {
		previous = at(n - 1)
	}
	if n < last {
		next = at(n + 1)
	}
	return list[(n-1)*pageSize : min(n*pageSize, len(list))], previous, next
}

// filterTabs filter the list; the search stays.
func filterTabs(c echo.Context, p company.AppsProps) []ui.Tab {
	ctx := c.Request().Context()
	at := func(pairs ...string) string { return link.Query(link.CompanyApps(), append(pairs, "q", p.Search)...) }
	tabs := []ui.Tab{
		{Label: say.T(ctx, "All"), URL: at(), Current: p.Category == "" && p.Show == ""},
		{Label: say.T(ctx, "Featured"), URL: at("show", "featured"), Current: p.Show == "featured"},
		{Label: say.C(ctx, "intent", "Required"), URL: at("show", "required"), Current: p.Show == "required"},
	}
	for _, category := range p.Categories {
		tabs = append(tabs, ui.Tab{Label: category.Name, URL: at("category", category.ID), Current: p.Category == category.ID,
			Count: say.Number(ctx, category.Apps)})
	}
	return tabs
}
