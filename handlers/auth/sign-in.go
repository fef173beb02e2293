package auth

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	views "appdepot/views/auth"
	"appdepot/views/link"
	"appdepot/views/say"
)

func (d door) askSignIn(c echo.Context) error {
	if d.store.NeedsSetUp(c.Request().Context()) {
		return web.Redirect(c, link.SetUp())
	}
	if u := web.User(c); u.ID != "" {
		return web.Redirect(c, home(u, c.QueryParam("return")))
	}
	return d.showSignIn(c, http.StatusOK, views.SignInProps{Return: c.QueryParam("return")})
}

func (d door) signIn(c echo.Context) error {
	if _, err := web.Form(c); err != nil {
		return err
	}
	ctx, email := c.Request().Context(), c.FormValue("email")
	token, user, err := d.store.SignIn(ctx, email, c.FormValue("password"), c.RealIP(), c.Request().UserAgent())
	if err != nil {
		if e, ok := errors.AsType[*models.Error](err); ok && (e.Kind == models.KindInvalid || e.Kind == models.KindTooMany) {
			return d.showSignIn(c, web.Status(err), views.SignInProps{Email: email, Return: c.FormValue("return"), Problem: e.Text})
		}
		return err
	}
	return d.begin(c, token, user, c.FormValue("return"))
}

// begin gives the browser its new session and ends the one it had.
func (d door) begin(c echo.Context, token string, user models.User, back string) error {
	if old := web.SessionToken(c); old != "" {
		if err := d.store.SignOut(c.Request().Context(), old); err != nil {
			return err
		}
	}
	if err := web.SetSessionCookie(c, token); err != nil {
		return err
	}
	return web.Redirect(c, home(user, back))
}

func (d door) signOut(c echo.Context) error {
	if token := web.SessionToken(c); token != "" {
		if err := d.store.SignOut(c.Request().Context(), token); err != nil {
			return err
		}
	}
	if err := web.ClearSessionCookie(c); err != nil {
		return err
	}
	return web.Redirect(c, link.SignIn())
}

func (d door) showSignIn(c echo.Context, status int, p views.SignInProps) error {
	ctx := c.Request().Context()
	p.Organisation = d.store.Organisation(ctx)
	return web.Page(c, status, views.SignIn(web.Plain(c, say.T(ctx, "Sign in")), p))
}

// home is where a person goes after signing in: back to where they wanted to be, or to the first page they may open.
func home(user models.User, back string) string {
	if access.RightsOf(user.Actor("")).Can(access.UseAdminPortal) {
		if strings.HasPrefix(back, link.SignIn()) {
			return link.AdminHome()
		}
		return web.Local(back, link.AdminHome())
	}
	if strings.HasPrefix(back, link.Company()) || strings.HasPrefix(back, link.Account()) {
		return web.Local(back, link.Company())
	}
	return link.Company()
}
