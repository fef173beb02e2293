package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/views/admin"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// relationRoutes are the relations of apps that exist.
func (p portal) relationRoutes(g *web.Group) {
	g.GET("/apps/:id/relationships", access.ReadApps, p.relationships)
	g.GET("/apps/:id/relations/:kind", access.RelateApps, p.relations)
	g.POST("/apps/:id/relations/:kind", access.RelateApps, p.relateApp)
	p.relateRoutes(g, "/apps/:id/relations", access.RelateApps, p.appRelating)
}

// relations shows what an app depends on or supersedes, with changes that are not saved yet.
func (p portal) relations(c echo.Context) error {
	r, err := p.appRelating(c)
	if err != nil {
		return err
	}
	return p.showRelating(c, r, http.StatusOK)
}

// related is an app that can have relations, with those of a kind that a request is about.
type related struct {
	app     models.App
	kind    models.RelationKind
	stored  []models.Relation // of both kinds
	names   []string          // of the apps that have one of this kind
	version int               // of the app, from which the editing started
}

// relatedOf reads what a request is about. An app of a type that has no relations is NotFound.
func (p portal) relatedOf(c echo.Context) (related, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return related{}, err
	}
	r := related{}
	if r.app, err = p.store.App(ctx, id); err != nil {
		return r, err
	}
	known := false
	if r.kind, known = apptype.RelationKind(c.Param("kind")); !known || !apptype.CanRelate(r.app.Type) {
		return r, noRelations()
	}
	r.version = r.app.Version
	all, err := p.store.Relations(ctx, id)
	for _, l := range all.Own {
		r.stored = append(r.stored, l.Relation)
		if l.Kind == r.kind {
			r.names = append(r.names, l.App.Name)
		}
	}
	return r, err
}

func noRelations() error {
	return models.NotFound("Only Windows apps (Win32) depend on other apps or supersede them. Go back to the app.")
}

// appRelating is an app's set: as stored, or as the address has it.
func (p portal) appRelating(c echo.Context) (relating, error) {
	r, err := p.relatedOf(c)
	if err != nil {
		return relating{}, err
	}
	if c.QueryParam("set") == "" {
		return r.editing(c, ofKind(r.stored, r.kind), admin.RelationsProps{}), nil
	}
	set, err := relationsOf(r.kind, c.QueryParam("set"))
	if err != nil {
		return relating{}, err
	}
	if r.version, err = strconv.Atoi(c.QueryParam("version")); err != nil {
		return relating{}, models.NotFound("This address is not complete. Go back to the app and start again from there.").Because(err)
	}
	return r.editing(c, set, admin.RelationsProps{}), nil
}

// editing is a set that the address carries, together with the version of the app that it started from. Page says why it was not
// saved, if that was tried.
func (r related) editing(c echo.Context, set []models.Relation, page admin.RelationsProps) relating {
	base := link.AppRelations(string(r.app.ID), apptype.RelationStep(r.kind))
	others := slices.DeleteFunc(slices.Clone(r.stored), func(x models.Relation) bool { return x.Kind == r.kind })
	e := relating{BaseURL: base, Kind: r.kind, App: r.app, All: append(others, set...)}
	e.State = url.Values{"set": {relationsKey(set)}, "version": {strconv.Itoa(r.version)}}.Encode()
	e.Address = base + "?" + e.State
	page.Unsaved = !slices.Equal(set, ofKind(r.stored, r.kind)) || r.version != r.app.Version
	if !page.Unsaved {
		e.Address = base
	}
	e.Save = func(changed []models.Relation) (relating, error) {
		return r.editing(c, changed, admin.RelationsProps{}), nil
	}
	e.Show = func(editor admin.RelationEditorProps) templ.Component {
		return r.page(c, page, editor, relationsKey(set))
	}
	return e
}

// page is the editor as a page of its app.
func (r related) page(c echo.Context, page admin.RelationsProps, editor admin.RelationEditorProps, key string) templ.Component {
	ctx, id := c.Request().Context(), string(r.app.ID)
	title := admin.RelationPage(ctx, r.kind, r.app.Name)
	back := link.AppSection(id, "relationships")
	page.Frame = web.Admin(c, title, allApps(c), ui.Link{Label: r.app.Name, URL: link.App(id)}, ui.Link{Label: say.T(ctx, "Relationships"), URL: back})
	page.Head = ui.PageHeadProps{Title: title, Facts: []string{admin.TypeName(ctx, r.app.Type)}}
	if page.Unsaved {
		page.Head.Facts = append(page.Head.Facts, say.T(ctx, "Not saved yet"))
	}
	page.Action, page.Cancel = link.AppRelations(id, apptype.RelationStep(r.kind)), back
	page.Editor, page.SetKey, page.Version = editor, key, strconv.Itoa(r.version)
	return admin.Relations(page)
}

// relateApp saves the set. When somebody else changed the app meanwhile, what was chosen stays and can be saved over it.
func (p portal) relateApp(c echo.Context) error {
	r, err := p.relatedOf(c)
	if err != nil {
		return err
	}
	set, err := relationsOf(r.kind, c.FormValue("set"))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	err = p.store.SetRelations(ctx, r.app.ID, web.Version(c), r.kind, set)
	if e := web.Mistakes(err); e != nil {
		page := admin.RelationsProps{Failure: say.Text(ctx, e.Text), Refused: e.Kind != models.KindConflict}
		if e.Kind == models.KindConflict {
			page.Theirs = strings.Join(r.names, ", ")
		}
		return p.showRelating(c, r.editing(c, set, page), web.Status(err))
	}
	said := models.T("The dependencies of %s are saved. Devices hear of it at their next check-in.", r.app.Name)
	if r.kind == models.Supersedence {
		said = models.T("What %s supersedes is saved. Devices hear of it at their next check-in.", r.app.Name)
	}
	return did(c, err, said, link.AppSection(string(r.app.ID), "relationships"))
}
