package auth

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	views "appdepot/views/auth"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
)

func (r setUp) new(c echo.Context) error {
	if !r.store.NeedsSetUp(c.Request().Context()) {
		return web.Redirect(c, link.SignIn())
	}
	return showSetUp(c, http.StatusOK, form.State{})
}

func (r setUp) create(c echo.Context) error {
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	ctx, f := c.Request().Context(), field.Form(typed)
	email, password := f.Get("email"), f.Get("password")
	if err := r.store.SetUp(ctx, f); err != nil {
		if e, ok := errors.AsType[*models.Error](err); ok && len(e.Fields) > 0 {
			return showSetUp(c, web.Status(err), form.State{Form: f, Errors: e.Fields})
		}
		return err
	}
	in, err := r.store.SignIn(ctx, email, password, visitor(c))
	if err != nil {
		return err
	}
	return startSession(c, r.store, in, "")
}

func showSetUp(c echo.Context, status int, s form.State) error {
	title := say.T(c.Request().Context(), "Set up Appdepot")
	return web.Page(c, status, views.SetUp(web.Plain(c, title), s))
}
