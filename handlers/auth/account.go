package auth

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/reason"
	"appdepot/models/timezone"
	views "appdepot/views/auth"
	"appdepot/views/form"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

func (r account) show(c echo.Context) error {
	return r.showPage(c, http.StatusOK, form.State{}, form.State{})
}

func (r account) update(c echo.Context) error {
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	f := field.Form(typed)
	if err := r.store.EditAccount(c.Request().Context(), f); err != nil {
		if e := web.UserError(err); e != nil {
			return r.showPage(c, web.Status(err), form.State{Form: f, Errors: e.Fields}, form.State{})
		}
		return err
	}
	if err := web.Success(c, reason.NameSaved); err != nil {
		return err
	}
	return web.Redirect(c, link.Account())
}

// editPassword is a page of its own, to which people come who must choose a password before anything else.
func (r account) editPassword(c echo.Context) error {
	return showPassword(c, http.StatusOK, c.QueryParam("return"), form.State{})
}

func (r account) updatePassword(c echo.Context) error {
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	f := field.Form(typed)
	err = r.store.ChangePassword(c.Request().Context(), web.SessionToken(c), f)
	if e := web.UserError(err); e != nil {
		state := form.State{Errors: e.Fields}
		if f.Get("page") != "" {
			return showPassword(c, web.Status(err), f.Get("return"), state)
		}
		return r.showPage(c, web.Status(err), form.State{}, state)
	}
	if err != nil {
		return err
	}
	if err := web.RenewSession(c); err != nil {
		return err
	}
	if err := web.Success(c, reason.PasswordChanged); err != nil {
		return err
	}
	if f.Get("page") != "" {
		return web.Redirect(c, home(web.User(c), f.Get("return")))
	}
	return web.Redirect(c, link.Account())
}

func showPassword(c echo.Context, status int, back string, s form.State) error {
	title := say.T(c.Request().Context(), "Choose a new password")
	return web.Page(c, status, views.ChoosePassword(web.Plain(c, title), views.ChoosePasswordProps{
		Typed: web.User(c).MustChangePassword, Return: back, State: s,
	}))
}

func (r account) endSession(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	err = r.store.RevokeSession(c.Request().Context(), id, typed)
	if e := web.UserError(err); e != nil {
		return showEndSession(c, web.Status(err), id, asked(e, typed))
	}
	if err != nil {
		return err
	}
	if field.Form(typed).Get(forms.Confirm.Key) != "" {
		if err := web.RenewSession(c); err != nil {
			return err
		}
	}
	if err := web.Success(c, reason.BrowserSignedOut); err != nil {
		return err
	}
	return web.Redirect(c, link.Account())
}

// asked is the state of a page that asks for the password for the first time, or again.
func asked(e *models.Error, typed field.Form) form.State {
	if _, before := typed[forms.Confirm.Key]; !before {
		return form.State{}
	}
	return form.State{Errors: e.Fields}
}

func showEndSession(c echo.Context, status int, id models.ID, s form.State) error {
	title := say.T(c.Request().Context(), "Sign out browser")
	return web.Page(c, status, views.EndSession(web.Plain(c, title), views.EndSessionProps{ID: string(id), State: s}))
}

func (r account) showPage(c echo.Context, status int, name, password form.State) error {
	ctx, u := c.Request().Context(), web.User(c)
	sessions, err := r.store.Sessions(ctx, u.ID)
	if err != nil {
		return err
	}
	if name.Form == nil {
		name.Form = field.Form{"name": {u.Name}}
	}
	p := views.AccountProps{
		Name: u.Name, Email: u.Email, Role: say.Text(ctx, models.Text{Source: u.Role.Name()}),
		Admin: web.Rights(c).Can(access.UseAdminPortal), Language: u.Language, Zones: zones(u.TimeZone, web.Now(c)),
		Appearance: layout.Appearance{Theme: u.Theme, Density: u.Density, NoShortcuts: u.NoShortcuts},
		NameState:  name, Password: password, Limits: r.store.SessionLimits(), Now: web.Now(c),
	}
	for _, s := range sessions {
		p.Sessions = append(p.Sessions, views.SessionLine{
			ID: string(s.ID), Browser: views.Browser(ctx, s.UserAgent), Address: s.Address,
			Started: s.CreatedAt, Seen: s.LastSeenAt, Current: s.ID == web.Session(c).ID, Kept: s.Kept,
		})
	}
	title := say.T(ctx, "Your account")
	if p.Admin {
		return web.Page(c, status, views.AdminAccount(web.Admin(c, title), p))
	}
	return web.Page(c, status, views.CompanyAccount(web.Company(c, title, ui.Link{}), p))
}

// zones are the time zones that people choose among, by the part of the world; the one that is chosen is there whatever its name.
func zones(chosen string, now time.Time) []views.ZoneRegion {
	names := timezone.Names()
	if at, found := slices.BinarySearch(names, chosen); !found && chosen != "" {
		names = slices.Insert(names, at, chosen)
	}
	var all []views.ZoneRegion
	for _, name := range names {
		region, city, inRegion := strings.Cut(name, "/")
		if !inRegion {
			city = region
		}
		if len(all) == 0 || all[len(all)-1].Name != region {
			all = append(all, views.ZoneRegion{Name: region})
		}
		last := &all[len(all)-1]
		last.Zones = append(last.Zones, ui.Option{
			Value: name, Label: strings.NewReplacer("_", " ", "/", ", ").Replace(city) + now.In(timezone.Find(name)).Format(" (UTC-07:00)"), Set: name == chosen,
		})
	}
	return all
}
