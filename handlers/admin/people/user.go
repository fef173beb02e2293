package people

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/people"
	"appdepot/views/auth"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r users) show(c echo.Context) error {
	ctx := c.Request().Context()
	u, err := r.find(c)
	if err != nil {
		return err
	}
	page := views.UserProps{
		Frame: web.Admin(c, u.Name, ui.Link{Label: say.T(ctx, "Users"), URL: link.Users()}), User: u,
		Now: web.Now(c),
	}
	groups, err := r.store.GroupsOfUser(ctx, u.ID)
	if err != nil {
		return err
	}
	page.Groups = kit.MemberOf(groups)
	devices, err := r.store.Devices(ctx, store.DeviceQuery{UserID: u.ID, Page: models.Page{Size: 200}})
	if err != nil {
		return err
	}
	for _, d := range devices.Items {
		page.Devices = append(page.Devices, kit.DeviceRow(d))
	}
	if web.Rights(c).CanTo(access.ManageUsers, access.User(u)) {
		sessions, err := r.store.Sessions(ctx, u.ID)
		if err != nil {
			return err
		}
		for _, s := range sessions {
			page.Sessions = append(page.Sessions, views.UserSession{
				ID: string(s.ID), Browser: auth.Browser(ctx, s.UserAgent), Address: s.Address, Seen: s.LastSeenAt,
			})
		}
	}
	return web.Page(c, http.StatusOK, views.User(page))
}

func (r users) editPassword(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.ShowForm(c, passwordForm(c, u))
}

func (r users) updatePassword(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = confirmed(c, f, r.store.SetPassword(c.Request().Context(), u.ID, f))
	return kit.FinishForm(c, err, confirming(c, passwordForm(c, u), f, err), reason.PasswordReset.Of(u.Name), link.User(string(u.ID)))
}

func passwordForm(c echo.Context, u models.User) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Set password")
	fields := forms.Password
	if !web.Actor(c).Confirmed(web.Now(c)) {
		fields = append(slices.Clip(fields), forms.Confirm)
	}
	return viewkit.FormPaneProps{
		Frame: web.Admin(c, title, userCrumbs(c, u)...),
		Pane: ui.PaneProps{
			Title: title, Sub: u.Name, Action: link.UserSection(string(u.ID), "password"), Submit: title, Cancel: link.User(string(u.ID)),
		},
		Fields: fields,
		Failed: say.T(ctx, "The password was not set"),
	}
}

// confirmed is what a verb answered, after which the session of whoever gave their password has another secret.
func confirmed(c echo.Context, typed field.Form, err error) error {
	if typed.Get(forms.Confirm.Key) == "" {
		return err
	}
	return cmp.Or(err, web.RenewSession(c))
}

// confirming is a form that also asks for the acting person's own password, when the verb wants it or it was typed already.
func confirming(c echo.Context, again viewkit.FormPaneProps, typed field.Form, err error) viewkit.FormPaneProps {
	_, asked := field.ByKey(again.Fields, forms.Confirm.Key)
	if e := web.UserError(err); e == nil || asked || e.Fields[forms.Confirm.Key].Empty() && typed.Get(forms.Confirm.Key) == "" {
		return again
	}
	again.Fields = append(slices.Clip(again.Fields), forms.Confirm)
	return again
}

func (r users) confirmDisable(c echo.Context) error {
	ctx := c.Request().Context()
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Disable user"), userCrumbs(c, u)...),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Disable %s?", u.Name), Action: link.UserSection(string(u.ID), "disable"),
			Button: say.T(ctx, "Disable user"), Cancel: link.User(string(u.ID)),
		},
		Sentences: []string{
			say.T(ctx, "The user is signed out everywhere and can no longer sign in. Their groups, devices, and apps stay."),
			say.T(ctx, "You can enable the user again at any time."),
		},
	})
}

func (r users) disable(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DisableUser(c.Request().Context(), u.ID), reason.UserDisabled.Of(u.Name), link.User(string(u.ID)))
}

func (r users) enable(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.EnableUser(c.Request().Context(), u.ID), reason.UserEnabled.Of(u.Name), link.User(string(u.ID)))
}

func (r users) confirmDelete(c echo.Context) error {
	ctx := c.Request().Context()
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Confirm(c, viewkit.ConfirmProps{
		Frame: web.Admin(c, say.T(ctx, "Delete user"), userCrumbs(c, u)...),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Delete %s?", u.Name), Action: link.UserSection(string(u.ID), "delete"),
			Button: say.T(ctx, "Delete user"), Cancel: link.User(string(u.ID)),
		},
		Sentences: []string{
			say.T(ctx, "The user is removed from all groups. Their devices stay enrolled, without a primary user."),
			say.T(ctx, "This cannot be undone. Disable the user instead to keep everything."),
		},
	})
}

func (r users) delete(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DeleteUser(c.Request().Context(), u.ID), reason.Deleted.Of(u.Name), link.Users())
}

func (r users) endSession(c echo.Context) error {
	u, err := r.find(c)
	if err != nil {
		return err
	}
	session, err := web.PathID(c, "session")
	if err != nil {
		return err
	}
	f, err := kit.PostedForm(c)
	if err != nil {
		return err
	}
	err = confirmed(c, f, r.store.RevokeSession(c.Request().Context(), session, f))
	return kit.FinishForm(c, err, sessionForm(c, u, session), reason.BrowserSignedOut, link.User(string(u.ID)))
}

// sessionForm asks who signs a browser of a user out for their own password.
func sessionForm(c echo.Context, u models.User, session models.ID) viewkit.FormPaneProps {
	ctx := c.Request().Context()
	title := say.T(ctx, "Sign out browser")
	return viewkit.FormPaneProps{
		Frame: web.Admin(c, title, userCrumbs(c, u)...),
		Pane: ui.PaneProps{
			Title: title, Sub: u.Name, Action: link.UserSession(string(u.ID), string(session)), Submit: title, Cancel: link.User(string(u.ID)),
		},
		Fields: forms.EndSession,
		Failed: say.T(ctx, "Browser not signed out"),
	}
}
