package devices

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// show is the device's apps.
func (r devices) show(c echo.Context) error {
	h, frame, err := r.frame(c, "")
	if err != nil {
		return err
	}
	apps, err := r.store.ManagedApps(c.Request().Context(), h.ID)
	if err != nil {
		return err
	}
	page := views.DeviceAppsProps{DeviceFrameProps: frame}
	if h.Enrolled && h.LastSeenAt != nil {
		page.Next = h.LastSeenAt.Add(checkin.NextCheckIn(h.Device, h.OpenOrders, *h.LastSeenAt))
	}
	for _, a := range apps {
		page.Rows = append(page.Rows, views.ManagedRow{
			AppID: string(a.AppID), Name: a.Name, Tile: icon.App(a.AppID, a.Type, a.Name, a.LogoID, 28), Version: a.Version, Intent: a.Wanted,
			State: a.State, Reason: a.Reason, Code: a.ErrorCode, Since: a.Since,
		})
	}
	return web.Page(c, http.StatusOK, views.DeviceApps(page))
}

// details are the facts about a device.
func (r devices) details(c echo.Context) error {
	_, frame, err := r.frame(c, "details")
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.DeviceDetails(frame))
}

// groups are those that a device is in.
func (r devices) groups(c echo.Context) error {
	_, frame, err := r.frame(c, "groups")
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.DeviceGroups(frame))
}

// frame reads what every page about a device shows. Current is the section of the tab.
func (r devices) frame(c echo.Context, current string) (store.DeviceHead, views.DeviceFrameProps, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return store.DeviceHead{}, views.DeviceFrameProps{}, err
	}
	h, err := r.store.DeviceHead(ctx, id)
	if err != nil {
		return h, views.DeviceFrameProps{}, err
	}
	groups, err := r.store.GroupsOfDevice(ctx, id)
	return h, views.DeviceFrameProps{
		Frame:  web.Admin(c, h.Name, ui.Link{Label: say.T(ctx, "Devices"), URL: link.Devices()}),
		Device: h.Device, User: h.UserName, Apps: h.Apps, Groups: kit.MemberOf(groups), Current: current, Now: web.Now(c),
	}, err
}

// primaryUser is the device's user; the zero User when it has none.
func (r devices) primaryUser(ctx context.Context, d models.Device) (models.User, error) {
	if d.PrimaryUserID == "" {
		return models.User{}, nil
	}
	return r.store.User(ctx, d.PrimaryUserID)
}

func (r devices) edit(c echo.Context) error {
	d, err := r.find(c)
	if err != nil {
		return err
	}
	user, err := r.primaryUser(c.Request().Context(), d)
	if err != nil {
		return err
	}
	f := field.Form{"name": {d.Name}, "ownership": {string(d.Ownership)}, "user": {user.Email}}
	return kit.ShowForm(c, deviceForm(c, d, f, d.Version))
}

func (r devices) update(c echo.Context) error {
	d, err := r.find(c)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = r.store.EditDevice(c.Request().Context(), d.ID, web.Version(c), f)
	return kit.FinishForm(c, err, deviceForm(c, d, f, web.Version(c)), reason.Saved.Of(f.Get("name")), link.Device(string(d.ID)))
}

func deviceForm(c echo.Context, d models.Device, f field.Form, version int) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title, at := say.T(ctx, "Edit device"), string(d.ID)
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, deviceCrumbs(c, d)...),
		Pane:   ui.PaneProps{Title: title, Sub: d.Name, Action: link.DeviceSection(at, "edit"), Submit: say.T(ctx, "Save"), Cancel: link.Device(at)},
		Fields: forms.Device, State: form.State{Form: f}, Version: strconv.Itoa(version),
		Failed: say.T(ctx, "The device was not saved"),
	}
}

func (r devices) confirmRetire(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := r.findRetirable(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Retire device"), deviceCrumbs(c, d)...),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Retire %s?", d.Name), Action: link.DeviceSection(string(d.ID), "retire"),
			Button: say.T(ctx, "Retire device"), Cancel: link.Device(string(d.ID)),
		},
		Sentences: []string{
			say.T(ctx, "The device gets no more instructions or downloads, and its app status is deleted. Installed apps stay."),
			say.T(ctx, "The device stays in the list and in its groups. To manage it again, enroll it again."),
		},
	})
}

func (r devices) retire(c echo.Context) error {
	d, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.RetireDevice(c.Request().Context(), d.ID), reason.DeviceRetired.Of(d.Name), link.Device(string(d.ID)))
}

func (r devices) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := r.findRetirable(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Delete device"), deviceCrumbs(c, d)...),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", d.Name), Action: link.DeviceSection(string(d.ID), "delete"),
			Button: say.T(ctx, "Delete device"), Cancel: link.Device(string(d.ID)),
		},
		Sentences: []string{
			say.T(ctx, "The device is removed from all groups and can no longer check in. Its install history is deleted. Installed apps stay."),
			say.T(ctx, "This cannot be undone."),
		},
	})
}

func (r devices) delete(c echo.Context) error {
	d, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DeleteDevice(c.Request().Context(), d.ID), reason.Deleted.Of(d.Name), link.Devices())
}

// findRetirable is the device in the path, for people who may end its management.
func (r devices) findRetirable(c echo.Context) (models.Device, error) {
	d, err := r.find(c)
	if err != nil {
		return d, err
	}
	return d, access.May(web.Actor(c), access.RetireDevices, access.Device(d))
}

// find is the device in the path.
func (r devices) find(c echo.Context) (models.Device, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Device{}, err
	}
	return r.store.Device(c.Request().Context(), id)
}

func deviceCrumbs(c echo.Context, d models.Device) []ui.Link {
	return []ui.Link{
		{Label: say.T(c.Request().Context(), "Devices"), URL: link.Devices()},
		{Label: d.Name, URL: link.Device(string(d.ID))},
	}
}
