package connectors

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/connect/lookup"
	"appdepot/models/reason"
	views "appdepot/views/admin/connectors"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// list shows the search in managed Google Play, and what it found when something was asked.
func (r playApps) list(c echo.Context) error { return r.showList(c, models.Text{}, http.StatusOK) }

// create approves the chosen apps and adds them.
func (r playApps) create(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	added, err := web.ServerOf(c).Play.Approve(ctx, form["app"], say.Language(ctx))
	if e, told := errors.AsType[*models.Error](err); told && e.Kind != models.KindForbidden {
		return r.showList(c, e.Text, http.StatusUnprocessableEntity)
	}
	return redirectToAdded(c, added, err)
}

// redirectToAdded leads to the new app, or to the list when there are several.
func redirectToAdded(c echo.Context, added []models.App, err error) error {
	switch len(added) {
	case 0:
		return kit.Finish(c, err, reason.NothingNewChosen, link.PlayApps())
	case 1:
		return kit.Finish(c, err, reason.AppAdded.Of(added[0].Name), link.App(string(added[0].ID)))
	}
	return kit.Finish(c, err, reason.AppsAdded.Of(len(added)), link.Apps())
}

// showList shows the page; problem is why nothing was added.
func (r playApps) showList(c echo.Context, problem models.Text, status int) error {
	ctx := c.Request().Context()
	frame, err := playFrame(c, say.T(ctx, "Managed Google Play"))
	if err != nil {
		return err
	}
	props := views.PlayAppsProps{PlayFrame: frame, Text: c.FormValue("search"), Problem: problem}
	if props.Text != "" && frame.Refusal.Empty() {
		lines, refused, err := searchCatalog(c, apptype.ManagedPlay, lookup.Query{Text: props.Text, Language: say.Language(ctx)})
		if err != nil {
			return err
		}
		if refused != nil && props.Problem.Empty() {
			props.Problem = refused.Text
			if wrong, typed := refused.Fields["search"]; typed {
				props.Problem = wrong
			}
		}
		props.Searched = refused == nil
		if props.Hits, err = r.hits(c, lines); err != nil {
			return err
		}
	}
	return web.Page(c, status, views.PlayApps(props))
}

// playFrame is what a page about managed Google Play has around it.
func playFrame(c echo.Context, title string, above ...ui.Link) (views.PlayFrame, error) {
	frame := views.PlayFrame{
		Frame: web.Admin(c, title, append([]ui.Link{kit.AllApps(c)}, above...)...),
	}
	err := web.ServerOf(c).Play.Ready(c.Request().Context())
	if e, told := errors.AsType[*models.Error](err); told {
		frame.Refusal, err = e.Text, nil
	}
	return frame, err
}

// hits are the lines of a search; those that are here already lead to the app.
func (r playApps) hits(c echo.Context, lines []views.LookupHit) (hits []views.PlayHit, err error) {
	here, err := r.store.Recognized(c.Request().Context(), apptype.OfCatalog(apptype.ManagedPlay).ID)
	for _, l := range lines {
		hit := views.PlayHit{LookupHit: l}
		if id := here[l.ID]; id != "" {
			hit.URL = link.App(string(id))
		}
		hits = append(hits, hit)
	}
	return hits, err
}
