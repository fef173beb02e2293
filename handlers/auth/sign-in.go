package auth

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	views "appdepot/views/auth"
	"appdepot/views/link"
	"appdepot/views/say"
)

func (r session) new(c echo.Context) error {
	if r.store.NeedsSetUp(c.Request().Context()) {
		return web.Redirect(c, link.SetUp())
	}
	if u := web.User(c); u.ID != "" {
		return web.Redirect(c, home(u, c.QueryParam("return")))
	}
	return r.showPage(c, http.StatusOK, views.SignInProps{Return: c.QueryParam("return")})
}

func (r session) create(c echo.Context) error {
	if _, err := web.Form(c); err != nil {
		return err
	}
	ctx, email := c.Request().Context(), c.FormValue("email")
	token, user, err := r.store.SignIn(ctx, email, c.FormValue("password"), c.RealIP(), c.Request().UserAgent())
	if err != nil {
		if e, ok := errors.AsType[*models.Error](err); ok && (e.Kind == models.KindInvalid || e.Kind == models.KindTooMany) {
			return r.showPage(c, web.Status(err), views.SignInProps{Email: email, Return: c.FormValue("return"), Problem: e.Text})
		}
		return err
	}
	return startSession(c, r.store, token, user, c.FormValue("return"))
}

// startSession gives the browser its new session and ends the one it had.
func startSession(c echo.Context, s *store.Store, token string, user models.User, back string) error {
	if old := web.SessionToken(c); old != "" {
		if err := s.SignOut(c.Request().Context(), old); err != nil {
			return err
		}
	}
	if err := web.SetSessionCookie(c, token); err != nil {
		return err
	}
	return web.Redirect(c, home(user, back))
}

func (r session) delete(c echo.Context) error {
	if token := web.SessionToken(c); token != "" {
		if err := r.store.SignOut(c.Request().Context(), token); err != nil {
			return err
		}
	}
	if err := web.ClearSessionCookie(c); err != nil {
		return err
	}
	return web.Redirect(c, link.SignIn())
}

func (r session) showPage(c echo.Context, status int, p views.SignInProps) error {
	ctx := c.Request().Context()
	p.Organization = r.store.Organization(ctx)
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
