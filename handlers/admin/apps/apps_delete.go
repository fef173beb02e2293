package apps

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/apps"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// confirmDelete asks before an app is deleted, or says why it cannot be deleted.
func (r apps) confirmDelete(c echo.Context) error {
	h, frame, err := kit.AppFrame(c, r.store, "")
	if err != nil {
		return err
	}
	return r.showDelete(c, h, frame, 200)
}

func (r apps) showDelete(c echo.Context, h store.AppHead, frame viewkit.AppFrameProps, status int) error {
	ctx := c.Request().Context()
	devices, err := r.store.DevicesWith(ctx, h.ID)
	if err != nil {
		return err
	}
	page := views.AppDeleteProps{
		Frame: frame.Frame, Devices: devices, App: link.App(string(h.ID)), Assignments: link.Assignments(string(h.ID)),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", h.Name), Action: link.AppSection(string(h.ID), "delete"),
			Button: say.T(ctx, "Delete app"), Cancel: link.App(string(h.ID)),
		},
	}
	if h.Stage == field.Assigned {
		if page.Assigned, err = assignedTargets(c, r.store, h.ID); err != nil {
			return err
		}
		page.Question.Title = say.T(ctx, "%s cannot be deleted yet", h.Name)
	}
	if page.Related, err = r.relations(c, h); err != nil {
		return err
	}
	if len(page.Related) > 0 {
		page.Relationships = link.AppSection(string(h.ID), "relationships")
		page.Question.Title = say.T(ctx, "%s cannot be deleted yet", h.Name)
	}
	return web.Page(c, status, views.AppDelete(page))
}

// relations lists the relations that keep an app from being deleted.
func (r apps) relations(c echo.Context, h store.AppHead) ([]views.RelatedApp, error) {
	if !apptype.CanRelate(h.Type) {
		return nil, nil
	}
	all, err := r.store.Relations(c.Request().Context(), h.ID)
	if err != nil {
		return nil, err
	}
	var list []views.RelatedApp
	for _, l := range all.Own {
		list = append(list, views.RelatedApp{Kind: l.Kind, App: ui.Link{Label: l.App.Name, URL: link.App(string(l.App.ID))}})
	}
	for _, l := range all.Others {
		list = append(list, views.RelatedApp{Kind: l.Kind, App: ui.Link{Label: l.App.Name, URL: link.App(string(l.App.ID))}, Incoming: true})
	}
	return list, nil
}

// delete deletes an app that nothing is assigned to, and that is related to no other app.
func (r apps) delete(c echo.Context) error {
	h, frame, err := kit.AppFrame(c, r.store, "")
	if err != nil {
		return err
	}
	err = r.store.DeleteApp(c.Request().Context(), h.ID)
	if models.KindOf(err) == models.KindConflict && err != nil {
		return r.showDelete(c, h, frame, web.Status(err))
	}
	return kit.Finish(c, err, reason.Deleted.Of(h.Name), link.Apps())
}
