package company

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/views/company"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list is the person's own devices.
func (r devices) list(c echo.Context) error {
	return r.showList(c, "", 0)
}

func (r devices) showList(c echo.Context, token string, lasts time.Duration) error {
	ctx := c.Request().Context()
	list, current, err := currentDevice(c, r.store)
	if err != nil {
		return err
	}
	page := company.DevicesProps{Frame: web.Company(c, say.T(ctx, "Devices"), ui.Link{}), Token: token, Lasts: lasts, Now: web.Now(c)}
	for _, d := range list {
		line := company.Device{
			ID: string(d.ID), Name: d.Name, OS: d.OS(), Enrolled: d.Enrolled,
			Current: d.ID == current.ID, Corporate: d.Ownership == models.Corporate,
			Removable: web.Rights(c).CanTo(access.RetireDevices, d.Object()),
		}
		if d.LastSeenAt != nil {
			line.Seen = *d.LastSeenAt
		}
		page.Devices = append(page.Devices, line)
	}
	return web.Page(c, http.StatusOK, company.Devices(page))
}

// new is the form for a device that is not enrolled.
func (r devices) new(c echo.Context) error {
	return r.showNew(c, company.NewDeviceProps{}, http.StatusOK)
}

func (r devices) showNew(c echo.Context, page company.NewDeviceProps, status int) error {
	ctx := c.Request().Context()
	page.Frame = web.Company(c, say.T(ctx, "Add device"), ui.Link{Label: say.T(ctx, "Devices"), URL: link.CompanyDevices()})
	return web.Page(c, status, company.NewDevice(page))
}

// create adds a device that is not enrolled.
func (r devices) create(c echo.Context) error {
	posted, err := web.Form(c)
	if err != nil {
		return err
	}
	answers := field.Form(posted)
	d, err := r.store.AddMyDevice(c.Request().Context(), answers)
	if e := web.UserError(err); e != nil {
		return r.showNew(c, company.NewDeviceProps{Problem: e.Text, State: form.State{Form: answers, Errors: e.Fields}}, web.Status(err))
	}
	if err != nil {
		return err
	}
	if err := web.Success(c, reason.DeviceAdded.Of(d.Name)); err != nil {
		return err
	}
	return web.Redirect(c, link.CompanyDevices())
}

// create makes an enrollment token for one device and shows it once.
func (r tokens) create(c echo.Context) error {
	ctx := c.Request().Context()
	token, made, err := r.store.AddEnrollmentToken(ctx, field.Form{"user": {web.User(c).Email}, "ownership": {string(models.Personal)}})
	if err != nil {
		return err
	}
	return r.showList(c, token, made.ExpiresAt.Sub(made.CreatedAt))
}

// confirmRetire asks before a device is retired.
func (r devices) confirmRetire(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := r.store.Device(ctx, id)
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

// retire ends the management of an enrolled device, or deletes one that is not enrolled.
func (r devices) retire(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := r.store.Device(ctx, id)
	if err != nil {
		return err
	}
	retire, notice := r.store.DeleteDevice, reason.DeviceRemoved.Of(d.Name)
	if d.Enrolled {
		retire, notice = r.store.RetireDevice, reason.DeviceReleased.Of(d.Name)
	}
	if err := retire(ctx, id); err != nil {
		return err
	}
	if err := web.Success(c, notice); err != nil {
		return err
	}
	return web.Redirect(c, link.CompanyDevices())
}
