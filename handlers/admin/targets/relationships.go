package targets

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// The picture of an app's relations: how many steps it shows at first and at most, and how many apps beside each other.
const (
	firstSteps  = 1
	mostSteps   = 6
	mostAbreast = 8
)

// show shows what an app has to do with other apps.
func (r relationships) show(c echo.Context) error {
	ctx := c.Request().Context()
	h, frame, err := kit.AppFrame(c, r.store, "relationships")
	if err != nil {
		return err
	}
	if !frame.Related {
		return noRelations(ctx)
	}
	all, err := r.store.Relations(ctx, h.ID)
	if err != nil {
		return err
	}
	page := views.RelationshipsProps{
		AppFrameProps: frame,
		Dependencies:  viewkit.RelationEditorProps{Kind: models.Dependency},
		Supersedence:  viewkit.RelationEditorProps{Kind: models.Supersedence},
	}
	if web.Rights(c).CanTo(access.RelateApps, access.App(h.App)) {
		page.EditDependencies = link.AppRelations(string(h.ID), apptype.Dependencies)
		page.EditSupersedence = link.AppRelations(string(h.ID), apptype.Supersedence)
	}
	for _, l := range all.Own {
		part := &page.Dependencies
		if l.Kind == models.Supersedence {
			part = &page.Supersedence
		}
		part.Rows = append(part.Rows, relationRow(ctx, l, len(part.Rows)))
	}
	for i, l := range all.Others {
		row := relationRow(ctx, l, i)
		row.What = views.RelationMeans(ctx, l.Relation)
		page.Others = append(page.Others, row)
	}
	drawRelations(c, h.ID, all, &page)
	return web.Page(c, http.StatusOK, views.Relationships(page))
}

// drawRelations draws the apps around an app, as many steps away as the address asks for.
func drawRelations(c echo.Context, id models.ID, all store.AppRelations, page *views.RelationshipsProps) {
	ctx := c.Request().Context()
	steps, err := strconv.Atoi(c.QueryParam("steps"))
	if err != nil {
		steps = firstSteps
	}
	steps = min(max(steps, firstSteps), mostSteps)
	view := all.Graph.Around(id, steps, mostAbreast)
	at := func(steps int) string {
		return link.Query(link.AppSection(string(id), "relationships"), "steps", strconv.Itoa(steps))
	}
	page.More = view.More
	if steps > firstSteps {
		page.Nearer = at(steps - 1)
	}
	if more := all.Graph.Around(id, steps+1, mostAbreast); steps < mostSteps && len(more.Nodes) > len(view.Nodes) {
		page.Further = at(steps + 1)
	}
	page.Picture.Title = say.T(ctx, "Apps related to %s", page.App.Name)
	names := map[models.ID]ui.Link{}
	for _, n := range view.Nodes {
		app := all.Apps[n.ID]
		l := ui.Link{Label: app.Name, URL: link.AppSection(string(n.ID), "relationships")}
		if n.ID == id {
			l.URL = ""
		}
		names[n.ID] = l
		page.Picture.Nodes = append(page.Picture.Nodes, ui.GraphNode{
			ID: string(n.ID), Name: app.Name, Sub: viewkit.RelatedSub(ctx, app.Publisher, app.DisplayVersion), URL: l.URL, Column: n.Rank,
		})
	}
	for _, a := range view.Arrows {
		page.Picture.Arrows = append(page.Picture.Arrows, relationArrow(ctx, a))
		page.Lines = append(page.Lines, views.RelationLine{From: names[a.AppID], To: names[a.OtherID], What: views.RelationVerb(ctx, a.Kind)})
	}
}

func relationArrow(ctx context.Context, a models.AppRelation) ui.GraphArrow {
	arrow := ui.GraphArrow{From: string(a.AppID), To: string(a.OtherID), Label: views.RelationVerb(ctx, a.Kind)}
	if a.Kind == models.Supersedence {
		arrow.Kind = "dashed"
	}
	return arrow
}
