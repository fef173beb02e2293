package targets

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/reason"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// edit shows what an app depends on or supersedes, with changes that are not saved yet.
func (rs relations) edit(c echo.Context) error {
	r, err := rs.set(c)
	if err != nil {
		return err
	}
	return rs.ShowRelations(c, r, http.StatusOK)
}

// related is an app that can have relations, with those of a kind that a request is about.
type related struct {
	app     models.App
	kind    models.RelationKind
	stored  []models.Relation // of both kinds
	names   []string          // of the apps that have one of this kind
	version int               // of the app, from which the editing started
}

// find reads what a request is about. An app of a type that has no relations is NotFound.
func (rs relations) find(c echo.Context) (related, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return related{}, err
	}
	r := related{}
	if r.app, err = rs.store.App(ctx, id); err != nil {
		return r, err
	}
	known := false
	if r.kind, known = apptype.RelationKind(c.Param("kind")); !known || !apptype.CanRelate(r.app.Type) {
		return r, noRelations(ctx)
	}
	r.version = r.app.Version
	all, err := rs.store.Relations(ctx, id)
	for _, l := range all.Own {
		r.stored = append(r.stored, l.Relation)
		if l.Kind == r.kind {
			r.names = append(r.names, l.App.Name)
		}
	}
	return r, err
}

func noRelations(ctx context.Context) error {
	return models.NotFound("Only apps of these types depend on other apps or supersede them: %s. Go back to the app.", views.RelatedTypeNames(ctx))
}

// set is an app's set: as stored, or as the address has it.
func (rs relations) set(c echo.Context) (kit.RelationSet, error) {
	r, err := rs.find(c)
	if err != nil {
		return kit.RelationSet{}, err
	}
	if c.QueryParam("set") == "" {
		return r.editing(c, kit.OfKind(r.stored, r.kind), views.RelationsProps{}), nil
	}
	set, err := relationsOf(r.kind, c.QueryParam("set"))
	if err != nil {
		return kit.RelationSet{}, err
	}
	if r.version, err = strconv.Atoi(c.QueryParam("version")); err != nil {
		return kit.RelationSet{}, models.NotFound("This URL is incomplete. Go back to the app and try again.").Because(err)
	}
	return r.editing(c, set, views.RelationsProps{}), nil
}

// editing is a set that the address carries, together with the version of the app that it started from. Page says why it was not
// saved, if that was tried.
func (r related) editing(c echo.Context, set []models.Relation, page views.RelationsProps) kit.RelationSet {
	base := link.AppRelations(string(r.app.ID), apptype.RelationStep(r.kind))
	others := slices.DeleteFunc(slices.Clone(r.stored), func(x models.Relation) bool { return x.Kind == r.kind })
	e := kit.RelationSet{BaseURL: base, Kind: r.kind, App: r.app, All: append(others, set...)}
	e.State = url.Values{"set": {relationsKey(set)}, "version": {strconv.Itoa(r.version)}}.Encode()
	e.Address = base + "?" + e.State
	page.Unsaved = !slices.Equal(set, kit.OfKind(r.stored, r.kind)) || r.version != r.app.Version
	if !page.Unsaved {
		e.Address = base
	}
	e.Save = func(changed []models.Relation) (kit.RelationSet, error) {
		return r.editing(c, changed, views.RelationsProps{}), nil
	}
	e.Show = func(editor viewkit.RelationEditorProps) templ.Component {
		return r.page(c, page, editor, relationsKey(set))
	}
	return e
}

// page is the editor as a page of its app.
func (r related) page(c echo.Context, page views.RelationsProps, editor viewkit.RelationEditorProps, key string) templ.Component {
	ctx, id := c.Request().Context(), string(r.app.ID)
	title := views.RelationPage(ctx, r.kind, r.app.Name)
	back := link.AppSection(id, "relationships")
	page.Frame = web.Admin(c, title, kit.AllApps(c), ui.Link{Label: r.app.Name, URL: link.App(id)}, ui.Link{Label: say.T(ctx, "Relationships"), URL: back})
	page.Head = ui.PageHeadProps{Title: title, Facts: []string{viewkit.TypeName(ctx, r.app.Type)}}
	if page.Unsaved {
		page.Head.Facts = append(page.Head.Facts, say.T(ctx, "Unsaved changes"))
	}
	page.Action, page.Cancel = link.AppRelations(id, apptype.RelationStep(r.kind)), back
	page.Editor, page.SetKey, page.Version = editor, key, strconv.Itoa(r.version)
	return views.Relations(page)
}

// update saves the set. When somebody else changed the app meanwhile, what was chosen stays and can be saved over it.
func (rs relations) update(c echo.Context) error {
	r, err := rs.find(c)
	if err != nil {
		return err
	}
	set, err := relationsOf(r.kind, c.FormValue("set"))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	err = rs.store.SetRelations(ctx, r.app.ID, web.Version(c), r.kind, set)
	if e := web.UserError(err); e != nil {
		page := views.RelationsProps{Failure: say.Text(ctx, e.Text), Refused: e.Kind != models.KindConflict}
		if e.Kind == models.KindConflict {
			page.Theirs = strings.Join(r.names, ", ")
		}
		return rs.ShowRelations(c, r.editing(c, set, page), web.Status(err))
	}
	said := reason.DependenciesSaved.Of(r.app.Name)
	if r.kind == models.Supersedence {
		said = reason.SupersedenceSaved.Of(r.app.Name)
	}
	return kit.Finish(c, err, said, link.AppSection(string(r.app.ID), "relationships"))
}
