package devices

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	views "appdepot/views/admin/devices"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r tokens) list(c echo.Context) error {
	ctx := c.Request().Context()
	asked := web.PageOf(c)
	list, err := r.store.EnrollmentTokens(ctx, asked)
	if err != nil {
		return err
	}
	l := kit.Listing{C: c, Path: link.EnrollmentTokens(), ID: "list"}
	shown := kit.CountOnPage(c, say.N(ctx, "%s token", "%s tokens", len(list.Items)), list.Previous, list.Next)
	page := views.TokensProps{
		Frame: web.Admin(c, say.T(ctx, "Enrollment tokens"), ui.Link{Label: say.T(ctx, "Devices"), URL: link.Devices()}),
		Pager: l.Pager(shown, list.Previous, list.Next), Paged: asked.After != "" || asked.Before != "", Now: web.Now(c),
	}
	for _, t := range list.Items {
		page.Rows = append(page.Rows, views.TokensRow{
			ID: string(t.ID), Note: t.Note, User: t.UserName, Ownership: t.Ownership, Creator: t.CreatorName, Device: t.DeviceName, DeviceID: string(t.DeviceID),
			State: t.State(web.Now(c)), Created: t.CreatedAt, Expires: t.ExpiresAt,
		})
	}
	return web.Page(c, http.StatusOK, views.Tokens(page))
}

func (r tokens) new(c echo.Context) error { return kit.ShowForm(c, tokenForm(c, field.Form{})) }

// create shows the token in its answer, and nowhere else: not in an address, and no browser keeps the answer.
func (r tokens) create(c echo.Context) error {
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	token, made, err := r.store.AddEnrollmentToken(ctx, f)
	if e := web.UserError(err); e != nil {
		again := tokenForm(c, f)
		return web.Page(c, web.Status(err), viewkit.FormPane(kit.WithErrors(again, e)))
	}
	if err != nil {
		return err
	}
	return web.Page(c, http.StatusOK, views.TokenMade(views.TokenMadeProps{
		Frame: web.Admin(c, say.T(ctx, "Enrollment token"), ui.Link{Label: say.T(ctx, "Enrollment tokens"), URL: link.EnrollmentTokens()}),
		Token: token, Expires: made.ExpiresAt, User: f.Get("user"),
	}))
}

func (r tokens) revoke(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.RevokeEnrollmentToken(c.Request().Context(), id), reason.TokenRevoked, link.EnrollmentTokens())
}

// tokenFields are what this person is asked. Whose the device is asks nobody who enrolls devices of their own alone.
func tokenFields(c echo.Context) []field.Field {
	return slices.DeleteFunc(slices.Clone(forms.EnrollmentToken), func(f field.Field) bool {
		return f.Key == "ownership" && !web.Rights(c).Can(access.EnrollDevices)
	})
}

func tokenForm(c echo.Context, f field.Form) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Create enrollment token")
	return viewkit.FormPaneProps{
		Frame:  web.Admin(c, title, ui.Link{Label: say.T(ctx, "Enrollment tokens"), URL: link.EnrollmentTokens()}),
		Pane:   ui.PaneProps{Title: title, Action: link.EnrollmentTokens(), Submit: say.T(ctx, "Create token"), Cancel: link.EnrollmentTokens()},
		Fields: tokenFields(c), State: form.State{Form: f},
		Failed: say.T(ctx, "The token was not created"),
	}
}
