package targets

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/layout"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// assignments shows an app's assignments, with changes that are not saved yet.
func (p portal) assignments(c echo.Context) error {
	a, err := p.appAssigning(c)
	if err != nil {
		return err
	}
	return p.ShowAssigning(c, a, http.StatusOK)
}

// assignApp saves the set.
func (p portal) assignApp(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	set, err := setOf(c.FormValue("set"))
	if err != nil {
		return err
	}
	app, err := p.store.App(ctx, id)
	if err != nil {
		return err
	}
	err = p.store.AssignApp(ctx, id, web.Version(c), set)
	if mistake := web.Mistakes(err); mistake != nil {
		a := p.editing(c, app, web.Version(c), nil, set)
		a.Show = p.assignmentsPage(c, a, mistake.Text)
		return p.ShowAssigning(c, a, web.Status(err))
	}
	if err != nil {
		return err
	}
	if err := web.Did(c, models.T("The assignments of %s are saved. Devices hear of it at their next check-in.", app.Name)); err != nil {
		return err
	}
	return web.Done(c, link.AppSection(string(id), "properties"))
}

// appAssigning is an app's set: as stored, or as the address has it.
func (p portal) appAssigning(c echo.Context) (kit.Assigning, error) {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return kit.Assigning{}, err
	}
	app, err := p.store.App(ctx, id)
	if err != nil {
		return kit.Assigning{}, err
	}
	lines, err := p.store.Assignments(ctx, id)
	if err != nil {
		return kit.Assigning{}, err
	}
	stored := drafted(lines)
	if c.QueryParam("set") == "" {
		return p.editing(c, app, app.Version, stored, stored), nil
	}
	set, err := setOf(c.QueryParam("set"))
	if err != nil {
		return kit.Assigning{}, err
	}
	version, err := strconv.Atoi(c.QueryParam("version"))
	if err != nil {
		return kit.Assigning{}, models.NotFound("This address is not complete. Go back to the app and start again from there.").Because(err)
	}
	return p.editing(c, app, version, stored, set), nil
}

// editing is a set that the address carries, together with the version of the app that it started from.
func (p portal) editing(c echo.Context, app models.App, version int, stored, set []models.DraftAssignment) kit.Assigning {
	base := link.Assignments(string(app.ID))
	a := kit.Assigning{BaseURL: base, App: app, Assigned: set, Fixed: !web.Rights(c).CanTo(access.AssignApps, access.App(app))}
	a.State = url.Values{"set": {setKey(set)}, "version": {strconv.Itoa(version)}}.Encode()
	a.Address = base + "?" + a.State
	if slices.Equal(set, stored) && version == app.Version {
		a.Address = base
	}
	a.Save = func(changed []models.DraftAssignment) (kit.Assigning, error) {
		return p.editing(c, app, version, stored, changed), nil
	}
	a.Show = p.assignmentsPage(c, a, models.Text{})
	return a
}

// assignmentsPage shows the editor as a page of its app.
func (p portal) assignmentsPage(c echo.Context, a kit.Assigning, failure models.Text) func(viewkit.AssignEditorProps) (templ.Component, error) {
	return func(editor viewkit.AssignEditorProps) (templ.Component, error) {
		ctx, id := c.Request().Context(), string(a.App.ID)
		title := say.T(ctx, "Assignments of %s", a.App.Name)
		state, err := url.ParseQuery(a.State)
		if err != nil {
			return nil, err
		}
		page := views.AssignmentsProps{
			Frame:   assignFrame(a, c, title),
			Head:    ui.PageHeadProps{Title: title, Facts: []string{viewkit.TypeName(ctx, a.App.Type)}},
			Action:  a.BaseURL,
			Editor:  editor,
			SetKey:  state.Get("set"),
			Version: state.Get("version"),
			Cancel:  link.AppSection(id, "properties"),
			MayEdit: !a.Fixed,
		}
		if a.Address != a.BaseURL {
			page.Head.Facts = append(page.Head.Facts, say.T(ctx, "Not saved yet"))
		}
		if !failure.Empty() {
			page.Failure = say.Text(ctx, failure)
		}
		return views.Assignments(page), nil
	}
}

func assignFrame(a kit.Assigning, c echo.Context, title string) layout.AdminProps {
	ctx := c.Request().Context()
	return web.Admin(c, title,
		ui.Link{Label: say.T(ctx, "All apps"), URL: link.Apps()},
		ui.Link{Label: a.App.Name, URL: link.App(string(a.App.ID))})
}

// drafted turns made assignments back into a set.
func drafted(lines []store.AssignmentLine) []models.DraftAssignment {
	set := make([]models.DraftAssignment, len(lines))
	for i, l := range lines {
		set[i] = models.DraftAssignment{Intent: l.Intent, Mode: l.Mode, Target: l.Target, GroupID: l.GroupID}
	}
	return set
}
