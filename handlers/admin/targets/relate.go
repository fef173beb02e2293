package targets

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
)

// RelateRoutes adds the routes of an editor below a base, such as /apps/:id/relations. Open finds the relations that a request
// is about.
func (ed editors) RelateRoutes(g *web.Group, base string, write access.Action, open func(echo.Context) (kit.RelationSet, error)) {
	with := func(h func(echo.Context, kit.RelationSet) error) echo.HandlerFunc { return opened(open, h) }
	rc := relationChoices{ed}
	g.GET(base+"/:kind/apps", write, with(rc.new))
	g.POST(base+"/:kind/apps", write, with(rc.create))
	g.POST(base+"/:kind/apps/:other", write, with(rc.update))
	g.POST(base+"/:kind/apps/:other/delete", write, with(rc.delete))
}

// update answers the one question about a relation with yes or no.
func (ed relationChoices) update(c echo.Context, r kit.RelationSet) error {
	id, err := web.PathID(c, "other")
	if err != nil {
		return err
	}
	set := r.Set()
	for i := range set {
		if set[i].OtherID == id {
			set[i] = answer(set[i], c.FormValue("answer") == yes)
		}
	}
	return ed.save(c, r, set)
}

// yes is what the form sends for the question about a relation.
const yes = "yes"

// answer says of a dependency whether it is installed automatically, and of a superseded app whether it is uninstalled.
func answer(r models.Relation, yes bool) models.Relation {
	r.Automatic, r.Uninstall = yes && r.Kind == models.Dependency, yes && r.Kind == models.Supersedence
	return r
}

func (ed relationChoices) delete(c echo.Context, r kit.RelationSet) error {
	id, err := web.PathID(c, "other")
	if err != nil {
		return err
	}
	return ed.save(c, r, slices.DeleteFunc(r.Set(), func(x models.Relation) bool { return x.OtherID == id }))
}

// save keeps a set and shows it: in place for htmx, else at its address.
func (ed relationChoices) save(c echo.Context, r kit.RelationSet, set []models.Relation) error {
	next, err := r.Save(set)
	if models.KindOf(err) == models.KindConflict && err != nil {
		return ed.ShowRelations(c, next, web.Status(err))
	}
	if err != nil {
		return err
	}
	return inPlace(c, "relate", next.Address, func() error { return ed.ShowRelations(c, next, http.StatusOK) })
}

// ShowRelations shows the page with the editor.
func (ed editors) ShowRelations(c echo.Context, r kit.RelationSet, status int) error {
	editor, err := ed.RelationEditor(c, r)
	if err != nil {
		return err
	}
	return web.Page(c, status, r.Show(editor))
}

// RelationEditor is the set as the page shows it.
func (ed editors) RelationEditor(c echo.Context, r kit.RelationSet) (viewkit.RelationEditorProps, error) {
	ctx := c.Request().Context()
	lines, err := ed.store.RelationLines(ctx, r.App, r.All)
	if err != nil {
		return viewkit.RelationEditorProps{}, err
	}
	editor := viewkit.RelationEditorProps{Kind: r.Kind, Add: r.At("/apps")}
	for _, l := range lines {
		if l.Kind != r.Kind {
			continue
		}
		row := relationRow(ctx, l, len(editor.Rows))
		row.Answer = r.At("/apps/" + string(l.OtherID))
		row.Remove = r.At("/apps/" + string(l.OtherID) + "/delete")
		editor.Rows = append(editor.Rows, row)
	}
	return editor, nil
}

// relationRow is a relation as pages show it; nth is its place among those of its kind.
func relationRow(ctx context.Context, l store.RelationLine, nth int) viewkit.RelationRow {
	row := viewkit.RelationRow{
		ID: form.ID(fmt.Sprintf("%s.%d", apptype.RelationStep(l.Kind), nth)), Name: l.App.Name, Publisher: l.App.Publisher,
		Version: l.App.DisplayVersion, Yes: l.Automatic || l.Uninstall, Assigned: l.App.Assigned,
		Tile: icon.App(l.App.ID, l.App.Type, l.App.Name, l.App.LogoID, 32),
	}
	if l.App.ID == "" {
		row.Name = say.T(ctx, "Deleted app")
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
