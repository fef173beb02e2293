package company

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/views/company"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// devices lists the person's own devices.
func (p portal) devices(c echo.Context) error {
	return p.showDevices(c, "")
}

func (p portal) showDevices(c echo.Context, token string) error {
	ctx := c.Request().Context()
	list, at, err := p.mine(c)
	if err != nil {
		return err
	}
	page := company.DevicesProps{Frame: web.Company(c, say.T(ctx, "Devices"), ui.Link{}), Token: token, Now: web.Now(c)}
	for _, d := range list {
		line := company.Device{
			ID: string(d.ID), Name: d.Name, Platform: d.Platform, OSVersion: d.OSVersion, Model: d.Model, Enrolled: d.Enrolled,
			Current: d.ID == at.ID,
		}
		if d.LastSeenAt != nil {
			line.Seen = *d.LastSeenAt
		}
		page.Devices = append(page.Devices, line)
	}
	return web.Page(c, http.StatusOK, company.Devices(page))
}

// newDevice asks for the name and platform of a device.
func (p portal) newDevice(c echo.Context) error {
	return p.askDevice(c, company.NewDeviceProps{}, http.StatusOK)
}

func (p portal) askDevice(c echo.Context, page company.NewDeviceProps, status int) error {
	ctx := c.Request().Context()
	page.Frame = web.Company(c, say.T(ctx, "Add a device"), ui.Link{Label: say.T(ctx, "Devices"), URL: link.CompanyDevices()})
	return web.Page(c, status, company.NewDevice(page))
}

// addDevice makes the row of a device that is not enrolled.
func (p portal) addDevice(c echo.Context) error {
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	answers := field.Form(typed)
	d, err := p.store.AddMyDevice(c.Request().Context(), answers)
	if e := web.Mistakes(err); e != nil {
		return p.askDevice(c, company.NewDeviceProps{Problem: e.Text, State: form.State{Form: answers, Errors: e.Fields}}, web.Status(err))
	}
	if err != nil {
		return err
	}
	if err := web.Did(c, models.T("%s is added.", d.Name)); err != nil {
		return err
	}
	return web.Done(c, link.CompanyDevices())
}

// enrol makes a token for one device and shows it this once.
func (p portal) enrol(c echo.Context) error {
	ctx := c.Request().Context()
	token, _, err := p.store.AddEnrolmentToken(ctx, field.Form{"user": {web.User(c).Email}})
	if err != nil {
		return err
	}
	return p.showDevices(c, token)
}

// askRetire asks before a device is retired.
func (p portal) askRetire(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := p.store.Device(ctx, id)
	if err != nil {
		return err
	}
	if err := access.May(web.Actor(c), access.RetireDevices, access.Device(d)); err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, company.Retire(company.RetireProps{
		Frame: web.Company(c, say.T(ctx, "Remove %s", d.Name), ui.Link{Label: say.T(ctx, "Devices"), URL: link.CompanyDevices()}),
		ID:    string(d.ID), Name: d.Name, Enrolled: d.Enrolled,
	}))
}

// retire ends the management of an own device, or removes the row of one that is not managed.
func (p portal) retire(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := p.store.Device(ctx, id)
	if err != nil {
		return err
	}
	end, did := p.store.DeleteDevice, models.T("%s is removed.", d.Name)
	if d.Enrolled {
		end, did = p.store.RetireDevice, models.T("%s is no longer managed by your organization.", d.Name)
	}
	if err := end(ctx, id); err != nil {
		return err
	}
	if err := web.Did(c, did); err != nil {
		return err
	}
	return web.Done(c, link.CompanyDevices())
}
