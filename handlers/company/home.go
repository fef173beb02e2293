package company

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// The most apps that each section shows, and how long an app is new.
const (
	maxFeatured = 8
	maxRequired = 9
	maxNew      = 6
	newFor      = 30 * 24 * time.Hour
)

// show is the home page: the apps of the current device that are featured, required and new, and its categories.
func (r home) show(c echo.Context) error {
	ctx := c.Request().Context()
	list, device, err := currentDevice(c, r.store)
	if err != nil {
		return err
	}
	page := company.HomeProps{
		Frame:    web.Company(c, say.T(ctx, "Home"), ui.Link{}),
		Greeting: say.T(ctx, "Hello, %s", firstName(web.User(c).Name)),
		Switcher: switcher(c, list, device),
	}
	if device.ID == "" {
		return web.Page(c, http.StatusOK, company.Home(page))
	}
	apps, err := r.store.MyApps(ctx, device.ID, store.PortalQuery{})
	if err != nil {
		return err
	}
	page.Count = len(apps)
	page.Featured = firstMatches(c, apps, device, maxFeatured, func(a store.PortalApp) bool { return a.Featured })
	page.Required = firstMatches(c, apps, device, maxRequired, func(a store.PortalApp) bool { return a.Decision.Required })
	page.Categories = categories(apps)
	page.New = newApps(c, apps, device)
	return web.Page(c, http.StatusOK, company.Home(page))
}

// firstMatches are the cards of the first apps that match.
func firstMatches(c echo.Context, apps []store.PortalApp, d store.DeviceLine, limit int, match func(store.PortalApp) bool) []company.App {
	var list []company.App
	for _, a := range apps {
		if len(list) < limit && match(a) {
			list = append(list, card(c, a, d))
		}
	}
	return list
}

func newApps(c echo.Context, apps []store.PortalApp, d store.DeviceLine) []company.App {
	byAge := slices.Clone(apps)
	slices.SortStableFunc(byAge, func(a, b store.PortalApp) int { return b.CreatedAt.Compare(a.CreatedAt) })
	return firstMatches(c, byAge, d, maxNew, func(a store.PortalApp) bool { return web.Now(c).Sub(a.CreatedAt) < newFor })
}

// categories counts the apps in each category, by name.
func categories(apps []store.PortalApp) []company.Category {
	at := map[models.ID]int{}
	var list []company.Category
	for _, a := range apps {
		for _, c := range a.Categories {
			if _, seen := at[c.ID]; !seen {
				at[c.ID] = len(list)
				list = append(list, company.Category{ID: string(c.ID), Name: c.Name, URL: link.Query(link.CompanyApps(), "category", string(c.ID))})
			}
			list[at[c.ID]].Apps++
		}
	}
	slices.SortFunc(list, func(a, b company.Category) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return list
}

func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}
