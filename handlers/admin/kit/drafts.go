package kit

import (
	"cmp"
	"context"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/say"
)

// DraftTitle is what a draft is called: the app's name as typed so far, or the kind of app.
func DraftTitle(c echo.Context, d models.Draft) string {
	app, _ := store.DraftApp(d)
	return cmp.Or(AppNames(c.Request().Context(), d, app), DraftType(c, d))
}

// DraftType is the type of a draft or, before a file has decided it, the kind of app that was chosen.
func DraftType(c echo.Context, d models.Draft) string {
	ctx := c.Request().Context()
	if d.Type != "" {
		return viewkit.TypeName(ctx, d.Type)
	}
	e, _ := apptype.PaneEntryOf(d.Entry)
	return say.Text(ctx, models.Text{Source: e.Label})
}

// DraftOf finds the draft a request is about.
func DraftOf(c echo.Context, s *store.Store) (models.Draft, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return models.Draft{}, err
	}
	return s.Draft(c.Request().Context(), id)
}

// Words are what a new app begins with in the person's language.
func Words(ctx context.Context) apptype.Words {
	return func(source string) string { return say.Text(ctx, models.Text{Source: source}) }
}
