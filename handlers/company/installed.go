package company

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the apps that are installed or being installed, those that need attention first.
func (r installedApps) list(c echo.Context) error {
	ctx := c.Request().Context()
	devices, device, err := currentDevice(c, r.store)
	if err != nil {
		return err
	}
	page := company.InstalledProps{
		Frame: web.Company(c, say.T(ctx, "Installed apps"), ui.Link{}), Switcher: switcher(c, devices, device), Now: web.Now(c),
	}
	if device.LastSeenAt != nil {
		page.Seen = *device.LastSeenAt
	}
	if device.ID == "" {
		return web.Page(c, http.StatusOK, company.Installed(page))
	}
	list, err := r.store.MyInstalls(ctx, device.ID)
	if err != nil {
		return err
	}
	show := c.QueryParam("show")
	var required int
	for _, a := range list {
		if a.Decision.Required {
			required++
		}
		if show == "required" && !a.Decision.Required || show == "asked" && a.Decision.Required {
			continue
		}
		x := card(c, a, device)
		page.InProgress = page.InProgress || x.Status.InProgress
		if a.Stage == store.StageFailed || a.Stuck(web.Now(c)) {
			page.Attention = append(page.Attention, x)
		} else {
			page.Others = append(page.Others, x)
		}
	}
	page.Pills = installedTabs(c, show, len(list), required)
	return web.Page(c, http.StatusOK, company.Installed(page))
}

func installedTabs(c echo.Context, show string, all, required int) []ui.Tab {
	ctx := c.Request().Context()
	tab := func(label, value string, n int) ui.Tab {
		return ui.Tab{Label: label, URL: link.Query(link.CompanyInstalled(), "show", value), Current: show == value, Count: say.Number(ctx, n)}
	}
	return []ui.Tab{
		tab(say.T(ctx, "All"), "", all),
		tab(say.C(ctx, "intent", "Required"), "required", required),
		tab(say.T(ctx, "Optional"), "asked", all-required),
	}
}
