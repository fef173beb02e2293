package targets

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/targeting"
	viewkit "appdepot/views/admin/kit"
	views "appdepot/views/admin/targets"
	"appdepot/views/link"
	"appdepot/views/say"
)

// edits lists the sets of assignments that the person has not saved yet.
func (p portal) edits(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := p.store.AssignmentEdits(ctx)
	if err != nil {
		return err
	}
	page := views.AssignmentEditsProps{Frame: web.Admin(c, say.T(ctx, "Unsaved assignments"), kit.AllApps(c)), Now: web.Now(c)}
	for _, l := range lines {
		page.Rows = append(page.Rows, views.AssignmentEditRow{ID: string(l.ID), Apps: l.Names, Changed: l.UpdatedAt})
	}
	return web.Page(c, http.StatusOK, views.AssignmentEdits(page))
}

// showEdit shows a set that the person is editing.
func (p portal) showEdit(c echo.Context) error {
	a, err := p.editAssigning(c)
	if err != nil {
		return err
	}
	return p.ShowAssigning(c, a, http.StatusOK)
}

// saveEdit makes the assignments what the set says.
func (p portal) saveEdit(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	e, err := p.store.SaveAssignmentEdit(ctx, id, web.Version(c))
	if mistake := web.UserError(err); mistake != nil {
		kept, gone := p.store.AssignmentEdit(ctx, id)
		if gone != nil {
			return gone
		}
		why, wrong := p.refusedFor(c, kept, mistake)
		if wrong != nil {
			return wrong
		}
		return p.ShowAssigning(c, p.editing(c, kept, why), web.Status(err))
	}
	if err != nil {
		return err
	}
	if len(e.Apps) > 1 {
		return kit.Finish(c, nil, reason.ManyAssignmentsSaved.Of(len(e.Apps)), link.Apps())
	}
	done := reason.AssignmentsSaved.Of(e.Apps[0].Name)
	return kit.Finish(c, nil, done, link.AppSection(string(e.Apps[0].ID), "properties"))
}

// refusedFor says why a set was not saved, and of several apps for which one.
func (p portal) refusedFor(c echo.Context, e store.AssignmentEdit, mistake *models.Error) (string, error) {
	ctx := c.Request().Context()
	for _, app := range e.Apps {
		if len(e.Apps) == 1 || mistake.Kind != models.KindInvalid {
			break
		}
		lines, err := p.store.AssignmentLines(ctx, app.Wanted)
		if err != nil {
			return "", err
		}
		list := make([]models.Assignment, len(lines))
		for i, l := range lines {
			list[i] = l.Assignment
		}
		for _, problem := range targeting.Check(list, kit.AssignableApp(app.App, app.Wanted).Allow) {
			return app.Name + ": " + say.Text(ctx, problem.Text), nil
		}
	}
	return say.Text(ctx, mistake.Text), nil
}

// reapplyEdit makes the person's changes once more, to what somebody else saved meanwhile.
func (p portal) reapplyEdit(c echo.Context) error { return p.catchUp(c, p.store.ReapplyAssignmentEdit) }

// takeOverEdit gives the person's changes up for what somebody else saved meanwhile.
func (p portal) takeOverEdit(c echo.Context) error { return p.catchUp(c, p.store.TakeOverAssignments) }

func (p portal) catchUp(c echo.Context, verb func(context.Context, models.ID, int) (store.AssignmentEdit, error)) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	if _, err = verb(c.Request().Context(), id, web.Version(c)); err != nil {
		return err
	}
	return web.Redirect(c, link.AssignmentEdit(string(id)))
}

// discardEdit ends the editing; nothing is saved.
func (p portal) discardEdit(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	e, err := p.store.AssignmentEdit(ctx, id)
	if err != nil {
		return err
	}
	return kit.Finish(c, p.store.DiscardAssignmentEdit(ctx, id), reason.AssignmentEditDiscarded, leaving(e))
}

// leaving is where an editor leads that is done.
func leaving(e store.AssignmentEdit) string {
	if len(e.Apps) == 1 {
		return link.AppSection(string(e.Apps[0].ID), "properties")
	}
	return link.Apps()
}

// editAssigning finds the set that a request is about.
func (p portal) editAssigning(c echo.Context) (kit.Assigning, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return kit.Assigning{}, err
	}
	e, err := p.store.AssignmentEdit(c.Request().Context(), id)
	if err != nil {
		return kit.Assigning{}, err
	}
	if len(e.Apps) == 0 {
		return kit.Assigning{}, models.NotFound("The app was deleted meanwhile, and its assignments with it.")
	}
	return p.editing(c, e, ""), nil
}

// editing is a set that the person is editing; failure is why it was not saved.
func (p portal) editing(c echo.Context, e store.AssignmentEdit, failure string) kit.Assigning {
	address := link.AssignmentEdit(string(e.ID))
	a := kit.Assigning{BaseURL: address, Address: address, Assigned: e.Assigned}
	apps := make([]models.App, len(e.Apps))
	for i, app := range e.Apps {
		apps[i] = app.App
		a.Things = append(a.Things, kit.AssignableApp(app.App, app.Wanted))
	}
	a.Save = func(set []models.DraftAssignment) (kit.Assigning, error) {
		next, err := p.store.ChangeAssignmentEdit(c.Request().Context(), e.ID, e.Version, set)
		return p.editing(c, next, ""), err
	}
	a.Show = func(editor templ.Component) (templ.Component, error) {
		page, err := p.assignmentsPage(c, apps, editor)
		if err != nil {
			return nil, err
		}
		page.Action, page.Discard, page.MayEdit, page.Failure = address, link.DiscardAssignmentEdit(string(e.ID)), true, failure
		page.Version = strconv.Itoa(e.Version)
		if e.Changed() {
			page.Head.Facts = append(page.Head.Facts, say.T(c.Request().Context(), "Not saved yet"))
		}
		if page.Moved, err = p.moved(c, e); len(page.Moved) > 0 {
			page.Failure = ""
			page.Reapply, page.TakeOver = link.ReapplyAssignmentEdit(string(e.ID)), link.TakeOverAssignments(string(e.ID))
		}
		return views.Assignments(page), err
	}
	return a
}

// moved says of the apps whose assignments somebody else saved meanwhile what they have now.
func (p portal) moved(c echo.Context, e store.AssignmentEdit) (list []views.MovedAssignments, err error) {
	ctx := c.Request().Context()
	for _, app := range e.Moved() {
		lines, err := p.store.AssignmentLines(ctx, app.Now)
		if err != nil {
			return nil, err
		}
		m := views.MovedAssignments{App: app.Name}
		for _, intent := range models.Intents {
			for _, mode := range []models.Mode{models.Include, models.Exclude} {
				if names := targetNames(ctx, lines, intent, mode); names != "" {
					m.Now = append(m.Now, views.AssignedSentence(ctx, viewkit.IntentHeading(ctx, intent), mode, names))
				}
			}
		}
		list = append(list, m)
	}
	return list, nil
}

// targetNames are the targets of an intent in one line.
func targetNames(ctx context.Context, lines []store.AssignmentLine, intent models.Intent, mode models.Mode) string {
	var names []string
	for _, l := range lines {
		if l.Intent == intent && l.Mode == mode {
			names = append(names, views.TargetName(ctx, l.Assignment))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
