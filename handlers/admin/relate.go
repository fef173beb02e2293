package admin

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
)

// relating is the relations of one kind that an app is to have, being edited: those of an app that exists, which live in the
// address until they are saved, or a draft's, which live with the draft.
type relating struct {
	BaseURL string // of the editor's routes: /apps/{id}/relations/dependencies
	State   string // query that every address below BaseURL carries
	Address string // of the page that shows them
	Kind    models.RelationKind
	App     models.App                                             // its ID, Type and Name count
	All     []models.Relation                                      // of both kinds, in the order in which they are judged
	Save    func(set []models.Relation) (relating, error)          // keeps a changed set; with a Conflict, the newer set and why nothing was done
	Show    func(editor admin.RelationEditorProps) templ.Component // the page around the editor, with the fragment "relate"
}

// relateRoutes adds the routes of an editor below a base, such as /apps/:id/relations. Open finds the relations that a request
// is about.
func (p portal) relateRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (relating, error)) {
	with := func(h func(echo.Context, relating) error) echo.HandlerFunc {
		return func(c echo.Context) error {
			r, err := open(c)
			if err != nil {
				return err
			}
			return h(c, r)
		}
	}
	g.GET(base+"/:kind/apps", write, with(p.pickRelated))
	g.POST(base+"/:kind/apps", write, with(p.addRelated))
	g.POST(base+"/:kind/apps/:other", write, with(p.answerRelated))
	g.POST(base+"/:kind/apps/:other/remove", write, with(p.removeRelated))
}

// at is an address of the editor.
func (r relating) at(path string) string { return r.BaseURL + path + "?" + r.State }

// set are the relations of the kind that is edited.
func (r relating) set() []models.Relation { return ofKind(r.All, r.Kind) }

func ofKind(all []models.Relation, kind models.RelationKind) []models.Relation {
	return slices.DeleteFunc(slices.Clone(all), func(x models.Relation) bool { return x.Kind != kind })
}

// answerRelated answers the one question about a relation with yes or no.
func (p portal) answerRelated(c echo.Context, r relating) error {
	id, err := web.PathID(c, "other")
	if err != nil {
		return err
	}
	set := r.set()
	for i := range set {
		if set[i].OtherID == id {
			set[i] = answer(set[i], c.FormValue("answer") == yes)
		}
	}
	return p.keepRelated(c, r, set)
}

// yes is what the form sends for the question about a relation.
const yes = "yes"

// answer says of a dependency whether it is installed automatically, and of a superseded app whether it is uninstalled.
func answer(r models.Relation, yes bool) models.Relation {
	r.Automatic, r.Uninstall = yes && r.Kind == models.Dependency, yes && r.Kind == models.Supersedence
	return r
}

func (p portal) removeRelated(c echo.Context, r relating) error {
	id, err := web.PathID(c, "other")
	if err != nil {
		return err
	}
	return p.keepRelated(c, r, slices.DeleteFunc(r.set(), func(x models.Relation) bool { return x.OtherID == id }))
}

// keepRelated keeps a set and shows it: in place for htmx, else at its address.
func (p portal) keepRelated(c echo.Context, r relating, set []models.Relation) error {
	next, err := r.Save(set)
	if models.KindOf(err) == models.KindConflict && err != nil {
		return p.showRelating(c, next, web.Status(err))
	}
	if err != nil {
		return err
	}
	if web.Part(c) != "relate" {
		return web.Done(c, next.Address)
	}
	c.Response().Header().Set("HX-Push-Url", next.Address)
	return p.showRelating(c, next, http.StatusOK)
}

// showRelating shows the page with the editor.
func (p portal) showRelating(c echo.Context, r relating, status int) error {
	editor, err := p.relationEditor(c, r)
	if err != nil {
		return err
	}
	return web.Page(c, status, r.Show(editor))
}

// relationEditor is the set as the page shows it.
func (p portal) relationEditor(c echo.Context, r relating) (admin.RelationEditorProps, error) {
	ctx := c.Request().Context()
	lines, err := p.store.RelationLines(ctx, r.App, r.All)
	if err != nil {
		return admin.RelationEditorProps{}, err
	}
	editor := admin.RelationEditorProps{Kind: r.Kind, Add: r.at("/apps")}
	for _, l := range lines {
		if l.Kind != r.Kind {
			continue
		}
		row := relationRow(ctx, l, len(editor.Rows))
		row.Answer = r.at("/apps/" + string(l.OtherID))
		row.Remove = r.at("/apps/" + string(l.OtherID) + "/remove")
		editor.Rows = append(editor.Rows, row)
	}
	return editor, nil
}

// relationRow is a relation as pages show it; nth is its place among those of its kind.
func relationRow(ctx context.Context, l store.RelationLine, nth int) admin.RelationRow {
	row := admin.RelationRow{
		ID: form.ID(fmt.Sprintf("%s.%d", apptype.RelationStep(l.Kind), nth)), Name: l.App.Name, Publisher: l.App.Publisher,
		Version: l.App.DisplayVersion, Yes: l.Automatic || l.Uninstall, Assigned: l.App.Assigned,
		Tile: admin.AppTile(l.App.ID, l.App.Name, l.App.LogoID, 32),
	}
	if l.App.ID == "" {
		row.Name = say.T(ctx, "An app that no longer exists")
	} else {
		row.URL = link.AppSection(string(l.App.ID), "relationships")
	}
	for _, t := range l.Problems {
		row.Problems = append(row.Problems, say.Text(ctx, t))
	}
	for _, t := range l.Warnings {
		row.Warnings = append(row.Warnings, say.Text(ctx, t))
	}
	return row
}
