package admin

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// playRoutes are the pages on which apps of managed Google Play are chosen and made.
func (p portal) playRoutes(g *web.Group) {
	g.GET("/apps/google-play", access.ManageApps, p.playApps)
	g.POST("/apps/google-play", access.ManageApps, p.addPlayApps)
	g.GET("/apps/google-play/web-app", access.ManageApps, p.newWebApp)
	g.POST("/apps/google-play/web-app", access.ManageApps, p.addWebApp)
}

// playApps shows the search in managed Google Play, and what it found when something was asked.
func (p portal) playApps(c echo.Context) error { return p.playPage(c, models.Text{}, http.StatusOK) }

// addPlayApps approves the chosen apps and adds them.
func (p portal) addPlayApps(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	added, err := p.approved(c, form["app"])
	if e, told := errors.AsType[*models.Error](err); told && e.Kind != models.KindForbidden {
		return p.playPage(c, e.Text, http.StatusUnprocessableEntity)
	}
	return p.addedPlay(c, added, err)
}

// addedPlay leads to the new app, or to the list when there are several.
func (p portal) addedPlay(c echo.Context, added []models.App, err error) error {
	switch len(added) {
	case 0:
		return did(c, err, models.T("Nothing new: these apps were here already."), link.PlayApps())
	case 1:
		return did(c, err, models.T("%s was added. It is assigned to nobody yet.", added[0].Name), link.App(string(added[0].ID)))
	}
	return did(c, err, models.T("%s apps were added. They are assigned to nobody yet.", len(added)), link.Apps())
}

// playPage shows the page; problem is why nothing was added.
func (p portal) playPage(c echo.Context, problem models.Text, status int) error {
	ctx := c.Request().Context()
	props := admin.PlayAppsProps{
		Frame: web.Admin(c, say.T(ctx, "Managed Google Play"), allApps(c)), Text: c.FormValue("search"), Problem: problem,
		MayConnect: access.Allowed(web.Actor(c).Role, access.ManageSettings),
	}
	play, err := web.Of(c).Catalogs.Play(ctx)
	if e, told := errors.AsType[*models.Error](err); told {
		props.Refusal = e.Text
		return web.Page(c, status, admin.PlayApps(props))
	}
	if err != nil {
		return err
	}
	if props.Text != "" {
		hits, err := play.Search(ctx, catalog.Query{Text: props.Text, Language: say.Language(ctx)})
		if e, told := errors.AsType[*models.Error](err); told && props.Problem.Empty() {
			props.Problem = e.Text
			if wrong, typed := e.Fields["search"]; typed {
				props.Problem = wrong
			}
		} else if err != nil && !told {
			return err
		}
		props.Searched = err == nil
		if props.Hits, err = p.playHits(c, hits); err != nil {
			return err
		}
	}
	return web.Page(c, status, admin.PlayApps(props))
}

// playHits are the lines of a search; those that are here already lead to the app.
func (p portal) playHits(c echo.Context, hits []catalog.Hit) ([]admin.PlayHit, error) {
	here, err := p.store.Recognised(c.Request().Context(), playType)
	var lines []admin.PlayHit
	for _, h := range hits {
		tile := ui.TileProps{ID: h.ID, Name: h.Name, Size: 32}
		if h.Icon != "" {
			tile.Image = link.LookupIcon(string(apptype.ManagedPlay), h.Icon)
		}
		line := admin.PlayHit{LookupHit: admin.LookupHit{ID: h.ID, Name: h.Name, Publisher: h.Publisher, Version: h.Version, Price: h.Price, Tile: tile, Barred: h.Barred}}
		if id := here[h.ID]; id != "" {
			line.URL = link.App(string(id))
		}
		lines = append(lines, line)
	}
	return lines, err
}
