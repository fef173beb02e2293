package admin

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// sureDeleteApp asks before an app is deleted, or says why it cannot be.
func (p portal) sureDeleteApp(c echo.Context) error {
	h, frame, err := p.appFrame(c, "")
	if err != nil {
		return err
	}
	return p.askDelete(c, h, frame, 200)
}

func (p portal) askDelete(c echo.Context, h store.AppHead, frame admin.AppFrameProps, status int) error {
	ctx := c.Request().Context()
	page := admin.AppDeleteProps{
		Frame: frame.Frame, Devices: h.Counts.Installed, App: link.App(string(h.ID)), Assignments: link.Assignments(string(h.ID)),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", h.Name), Action: link.AppSection(string(h.ID), "delete"),
			Button: say.T(ctx, "Delete app"), Cancel: link.App(string(h.ID)),
		},
	}
	if h.Stage == field.Assigned {
		targets, err := p.assignedTargets(c, h.ID)
		if err != nil {
			return err
		}
		page.Assigned = targets
		page.Question.Title = say.T(ctx, "%s cannot be deleted yet", h.Name)
	}
	return web.Page(c, status, admin.AppDelete(page))
}

// deleteApp deletes an app that nothing is assigned to.
func (p portal) deleteApp(c echo.Context) error {
	h, frame, err := p.appFrame(c, "")
	if err != nil {
		return err
	}
	err = p.store.DeleteApp(c.Request().Context(), h.ID)
	if models.KindOf(err) == models.KindConflict && err != nil {
		return p.askDelete(c, h, frame, web.Status(err))
	}
	return did(c, err, models.T("%s was deleted.", h.Name), link.Apps())
}
