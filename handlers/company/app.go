package company

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/views/company"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

const maxSimilar = 6 // apps of the same category below an app

// show is one app on the current device.
func (r apps) show(c echo.Context) error {
	a, device, err := r.find(c)
	if err != nil {
		return err
	}
	if a.SupersededBy != "" {
		to := link.Query(link.CompanyApp(string(a.SupersededBy)), "device", c.QueryParam("device"))
		return doneWithNotice(c, reason.AppReplaced.Of(a.Name), to)
	}
	page, err := r.page(c, a, device)
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, company.AppPage(page))
}

func (r apps) page(c echo.Context, a store.PortalApp, device store.DeviceLine) (company.AppProps, error) {
	ctx := c.Request().Context()
	page := company.AppProps{
		Frame: web.Company(c, a.Name, ui.Link{Label: say.T(ctx, "Apps"), URL: link.CompanyApps()}),
		App:   card(c, a, device), Description: a.Description, Version: a.DisplayVersion, Published: a.UpdatedAt, Platform: a.Platform,
		Information: a.InformationURL, Privacy: a.PrivacyURL, Now: web.Now(c),
	}
	for _, category := range a.Categories {
		page.Categories = append(page.Categories, category.Name)
	}
	if len(a.Categories) > 0 && web.Part(c) == "" {
		similar, err := r.store.MyApps(ctx, device.ID, store.PortalQuery{Category: a.Categories[0].ID})
		if err != nil {
			return page, err
		}
		similar = slices.DeleteFunc(similar, func(x store.PortalApp) bool { return x.ID == a.ID })
		page.Similar = cards(c, similar[:min(len(similar), maxSimilar)], device)
	}
	return page, nil
}

// refusedOn is the page of an app on one of the person's devices with why a request is not accepted.
func (r apps) refusedOn(c echo.Context, app, device models.ID, problem *models.Error) error {
	ctx := c.Request().Context()
	list, err := r.store.MyDevices(ctx)
	if err != nil || len(list) == 0 {
		return cmp.Or(err, error(problem))
	}
	a, err := r.store.MyApp(ctx, app, device)
	if err != nil {
		return err
	}
	return r.refused(c, a, list[max(0, deviceWithID(list, string(device)))], problem)
}

// refused is the app's page with why a request is not accepted.
func (r apps) refused(c echo.Context, a store.PortalApp, device store.DeviceLine, problem *models.Error) error {
	page, err := r.page(c, a, device)
	if err != nil {
		return err
	}
	page.Problem = say.Text(c.Request().Context(), problem.Text)
	return web.Page(c, web.Status(problem), company.AppPage(page))
}

// doneWithNotice goes to another page, which shows what was done.
func doneWithNotice(c echo.Context, what models.Reason, to string) error {
	if err := web.Success(c, what); err != nil {
		return err
	}
	return web.Redirect(c, to)
}

// find is the app in the path, on the current device.
func (r apps) find(c echo.Context) (store.PortalApp, store.DeviceLine, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return store.PortalApp{}, store.DeviceLine{}, err
	}
	_, device, err := currentDevice(c, r.store)
	if err != nil {
		return store.PortalApp{}, device, err
	}
	if device.ID == "" {
		return store.PortalApp{}, device, models.NotFound("No apps yet. Add a device on the Devices page first.")
	}
	a, err := r.store.MyApp(c.Request().Context(), id, device.ID)
	return a, device, err
}

// confirmUninstall asks before an app is uninstalled.
func (r apps) confirmUninstall(c echo.Context) error {
	ctx := c.Request().Context()
	a, device, err := r.find(c)
	if err != nil {
		return err
	}
	if _, err := r.store.UninstallableApp(ctx, a.ID, device.ID); web.UserError(err) != nil {
		return r.refused(c, a, device, web.UserError(err))
	} else if err != nil {
		return err
	}
	page := company.UninstallProps{
		Frame: web.Company(c, say.T(ctx, "Uninstall %s", a.Name), ui.Link{Label: a.Name, URL: link.CompanyApp(string(a.ID))}),
		App:   card(c, a, device), DeviceName: device.Name,
	}
	return web.Page(c, http.StatusOK, company.Uninstall(page))
}

// request asks for an app to be installed or uninstalled.
func (r apps) request(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	device, err := models.ParseID(c.FormValue("device"))
	if err != nil {
		return err
	}
	request := r.store.RequestInstall
	if c.FormValue("action") == string(models.UninstallAction) {
		request = r.store.RequestUninstall
	}
	if err := request(ctx, id, device); web.UserError(err) != nil {
		return r.refusedOn(c, id, device, web.UserError(err))
	} else if err != nil {
		return err
	}
	return web.Redirect(c, web.Local(c.FormValue("return"), link.Query(link.CompanyApp(string(id)), "device", string(device))))
}
