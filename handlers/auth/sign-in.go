package auth

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	"appdepot/models/store/people"
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
	from := visitor(c)
	from.Keep = c.FormValue("keep") != ""
	in, err := r.store.SignIn(ctx, email, c.FormValue("password"), from)
	if err != nil {
		if e, ok := errors.AsType[*models.Error](err); ok && slices.Contains(toShow, e.Kind) {
			return r.showPage(c, web.Status(err), views.SignInProps{Email: email, Return: c.FormValue("return"), Keep: from.Keep, Problem: e.Text})
		}
		return err
	}
	return startSession(c, r.store, in, c.FormValue("return"))
}

// toShow are the refusals that the sign-in page tells itself.
var toShow = []models.Kind{models.KindInvalid, models.KindTooMany, models.KindUnavailable}

func visitor(c echo.Context) people.Visitor {
	return people.Visitor{Address: c.RealIP(), Agent: c.Request().UserAgent(), Known: web.KnownBrowser(c)}
}

// startSession gives the browser its new session and ends the one it had.
func startSession(c echo.Context, s *store.Store, in people.SignedIn, back string) error {
	if old := web.SessionToken(c); old != "" {
		if err := s.SignOut(c.Request().Context(), old); err != nil {
			return err
		}
	}
	web.SetKnownBrowser(c, in.Known)
	if err := web.SetSessionCookie(c, in.Cookie, in.CookieUntil); err != nil {
		return err
	}
	return web.Redirect(c, home(in.User, back))
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
	c.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`) // cookies stay: the language, the zone, the known browser
	return web.Redirect(c, link.SignIn())
}

func (r session) showPage(c echo.Context, status int, p views.SignInProps) error {
	ctx := c.Request().Context()
	p.Organization, p.CanKeep = r.store.Organization(ctx), !r.store.SessionLimits().NeverKeep
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
