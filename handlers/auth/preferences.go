package auth

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/views/link"
)

// update saves the preferences that the form has, with the user or, before sign-in, in cookies.
func (r preferences) update(c echo.Context) error {
	typed, err := web.Form(c)
	if err != nil {
		return err
	}
	f, u := url.Values(typed), web.User(c)
	back := web.Local(f.Get("return"), link.AdminHome())
	if u.ID == "" {
		for _, name := range []string{"language", "theme"} {
			if f.Has(name) {
				web.SetPreference(c, name, f.Get(name))
			}
		}
		return web.Redirect(c, back)
	}
	p := models.Preferences{Language: u.Language, Theme: u.Theme, Density: u.Density, TimeZone: u.TimeZone, NoShortcuts: u.NoShortcuts}
	for name, set := range map[string]func(string){
		"language":  func(v string) { p.Language = v },
		"theme":     func(v string) { p.Theme = v },
		"timezone":  func(v string) { p.TimeZone = v },
		"density":   func(v string) { p.Density = v },
		"shortcuts": func(v string) { p.NoShortcuts = v == "off" },
	} {
		if f.Has(name) {
			set(f.Get(name))
		}
	}
	if err := r.store.SavePreferences(c.Request().Context(), p); err != nil {
		return err
	}
	return web.Redirect(c, back)
}
