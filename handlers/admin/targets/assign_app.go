package targets

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// show shows an app's assignments. Whoever has changes to them that are not saved yet goes on with those.
func (r assignments) show(c echo.Context) error {
	a, err := r.set(c)
	if err != nil {
		return err
	}
	if a.Address != link.Assignments(string(a.Things[0].Object.ID)) {
		return web.Redirect(c, a.Address)
	}
	return r.ShowAssignments(c, a, http.StatusOK)
}

// update ends a page on which nothing was changed; what was changed is saved where it is kept.
func (r assignments) update(c echo.Context) error {
	a, err := r.set(c)
	if err != nil {
		return err
	}
	id := string(a.Things[0].Object.ID)
	if a.Address != link.Assignments(id) {
		return web.Redirect(c, a.Address)
	}
	return web.Redirect(c, link.AppSection(id, "properties"))
}

// set is an app's set: the person's own changes to it, or as stored. The first change opens an edit.
func (r assignments) set(c echo.Context) (kit.AssignmentSet, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	app, err := r.store.App(ctx, id)
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	may := web.Rights(c).CanTo(access.AssignApps, access.App(app))
	if may {
		open, err := r.store.OpenAssignmentEdit(ctx, models.AppOf(id))
		if err != nil {
			return kit.AssignmentSet{}, err
		}
		if open != "" {
			e, err := r.store.AssignmentEdit(ctx, open)
			return r.editedSet(c, e, ""), err
		}
	}
	lines, err := r.store.Assignments(ctx, id)
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	stored := make([]models.DraftAssignment, len(lines))
	for i, l := range lines {
		stored[i] = l.Draft()
	}
	return r.storedSet(c, app, stored, !may), nil
}

// storedSet is an app's set as stored.
func (r assignments) storedSet(c echo.Context, app models.App, stored []models.DraftAssignment, fixed bool) kit.AssignmentSet {
	base := link.Assignments(string(app.ID))
	a := kit.AssignmentSet{BaseURL: base, Address: base, Things: []kit.Assignable{kit.AssignableApp(app, stored)}, Assigned: stored, Fixed: fixed}
	a.Save = func(set []models.DraftAssignment) (kit.AssignmentSet, error) {
		if slices.Equal(set, stored) {
			return a, nil
		}
		ctx := c.Request().Context()
		e, err := r.store.EditAssignments(ctx, []models.Object{models.AppOf(app.ID)})
		if err == nil {
			e, err = r.store.ChangeAssignmentEdit(ctx, e.ID, e.Version, set)
		}
		return r.editedSet(c, e, ""), err
	}
	a.Show = func(editor templ.Component) (templ.Component, error) {
		page, err := r.assignmentsPage(c, []models.App{app}, editor)
		page.Action, page.Cancel, page.MayEdit = base, link.AppSection(string(app.ID), "properties"), !fixed
		return views.Assignments(page), err
	}
	return a
}

// assignmentsPage is what the pages of assignments have in common.
func (r editors) assignmentsPage(c echo.Context, apps []models.App, editor templ.Component) (views.AssignmentsProps, error) {
	ctx := c.Request().Context()
	crumbs := []ui.Link{kit.AllApps(c)}
	title := say.N(ctx, "Assignments of %s app", "Assignments of %s apps", len(apps))
	var facts []string
	var editors []ui.Link
	if len(apps) == 1 {
		title = say.T(ctx, "Assignments of %s", apps[0].Name)
		crumbs = append(crumbs, ui.Link{Label: apps[0].Name, URL: link.App(string(apps[0].ID))})
		facts = []string{viewkit.TypeName(ctx, apps[0].Type)}
		var err error
		if editors, err = kit.AssignmentEditors(c, r.store, apps[0].ID); err != nil {
			return views.AssignmentsProps{}, err
		}
	}
	page := views.AssignmentsProps{Frame: web.Admin(c, title, crumbs...), Head: ui.PageHeadProps{Title: title, Facts: facts}, Editor: editor}
	if len(apps) > 1 {
		for _, a := range apps {
			page.Apps = append(page.Apps, ui.Link{Label: a.Name, URL: link.App(string(a.ID))})
		}
	}
	for _, e := range editors {
		if e.URL == "" {
			page.Others = append(page.Others, e.Label)
		}
	}
	return page, nil
}
