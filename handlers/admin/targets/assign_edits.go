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

// list lists the sets of assignments that the person has not saved yet.
func (r assignmentEdits) list(c echo.Context) error {
	ctx := c.Request().Context()
	lines, err := r.store.AssignmentEdits(ctx)
	if err != nil {
		return err
	}
	page := views.AssignmentEditsProps{Frame: web.Admin(c, say.T(ctx, "Unsaved assignments"), kit.AllApps(c)), Now: web.Now(c)}
	for _, l := range lines {
		page.Rows = append(page.Rows, views.AssignmentEditRow{ID: string(l.ID), Apps: l.Names, Changed: l.UpdatedAt})
	}
	return web.Page(c, http.StatusOK, views.AssignmentEdits(page))
}

// show shows a set that the person is editing.
func (r assignmentEdits) show(c echo.Context) error {
	a, err := r.set(c)
	if err != nil {
		return err
	}
	return r.ShowAssignments(c, a, http.StatusOK)
}

// update makes the assignments what the set says.
func (r assignmentEdits) update(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	e, err := r.store.SaveAssignmentEdit(ctx, id, web.Version(c))
	if mistake := web.UserError(err); mistake != nil {
		kept, gone := r.store.AssignmentEdit(ctx, id)
		if gone != nil {
			return gone
		}
		why, wrong := r.refusalText(c, kept, mistake)
		if wrong != nil {
			return wrong
		}
		return r.ShowAssignments(c, r.editedSet(c, kept, why), web.Status(err))
	}
	if err != nil {
		return err
	}
	if len(e.Apps) > 1 {
		return kit.Finish(c, nil, reason.ManyAssignmentsSaved.Of(len(e.Apps)), link.Apps())
	}
	done := reason.AssignmentsSaved.Of(e.Apps[0].Name)
	if len(e.Apps[0].Wanted) == 0 {
		done = reason.AssignmentsRemoved.Of(e.Apps[0].Name)
	}
	return kit.Finish(c, nil, done, link.AppSection(string(e.Apps[0].ID), "properties"))
}

// refusalText says why a set was not saved, and of several apps for which one.
func (r assignmentEdits) refusalText(c echo.Context, e store.AssignmentEdit, mistake *models.Error) (string, error) {
	ctx := c.Request().Context()
	for _, app := range e.Apps {
		if len(e.Apps) == 1 || mistake.Kind != models.KindInvalid {
			break
		}
		lines, err := r.store.AssignmentLines(ctx, app.Wanted)
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

// reapply makes the person's changes once more, to what somebody else saved meanwhile.
func (r assignmentEdits) reapply(c echo.Context) error {
	return r.resolve(c, r.store.ReapplyAssignmentEdit)
}

// takeOver gives the person's changes up for what somebody else saved meanwhile.
func (r assignmentEdits) takeOver(c echo.Context) error {
	return r.resolve(c, r.store.TakeOverAssignments)
}

func (r assignmentEdits) resolve(c echo.Context, verb func(context.Context, models.ID, int) (store.AssignmentEdit, error)) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	if _, err = verb(c.Request().Context(), id, web.Version(c)); err != nil {
		return err
	}
	return web.Redirect(c, link.AssignmentEdit(string(id)))
}

// discard ends the editing; nothing is saved.
func (r assignmentEdits) discard(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	e, err := r.store.AssignmentEdit(ctx, id)
	if err != nil {
		return err
	}
	return kit.Finish(c, r.store.DiscardAssignmentEdit(ctx, id), reason.AssignmentEditDiscarded, returnURL(e))
}

// returnURL is the page that the editor returns to when it is done.
func returnURL(e store.AssignmentEdit) string {
	if len(e.Apps) == 1 {
		return link.AppSection(string(e.Apps[0].ID), "properties")
	}
	return link.Apps()
}

// set finds the set that a request is about.
func (r assignmentEdits) set(c echo.Context) (kit.AssignmentSet, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	e, err := r.store.AssignmentEdit(c.Request().Context(), id)
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	if len(e.Apps) == 0 {
		return kit.AssignmentSet{}, models.NotFound("This app and its assignments were deleted while you were editing.")
	}
	return r.editedSet(c, e, ""), nil
}

// editedSet is a set that the person is editing; failure is why it was not saved.
func (r editors) editedSet(c echo.Context, e store.AssignmentEdit, failure string) kit.AssignmentSet {
	address := link.AssignmentEdit(string(e.ID))
	a := kit.AssignmentSet{BaseURL: address, Address: address, Assigned: e.Assigned}
	apps := make([]models.App, len(e.Apps))
	for i, app := range e.Apps {
		apps[i] = app.App
		a.Things = append(a.Things, kit.AssignableApp(app.App, app.Wanted))
	}
	a.Save = func(set []models.DraftAssignment) (kit.AssignmentSet, error) {
		next, err := r.store.ChangeAssignmentEdit(c.Request().Context(), e.ID, e.Version, set)
		return r.editedSet(c, next, ""), err
	}
	a.Show = func(editor templ.Component) (templ.Component, error) {
		page, err := r.assignmentsPage(c, apps, editor)
		if err != nil {
			return nil, err
		}
		page.Action, page.Discard, page.MayEdit, page.Failure = address, link.DiscardAssignmentEdit(string(e.ID)), true, failure
		page.Version = strconv.Itoa(e.Version)
		if e.Changed() {
			page.Head.Facts = append(page.Head.Facts, say.T(c.Request().Context(), "Unsaved changes"))
		}
		if page.Moved, err = r.changedMeanwhile(c, e); len(page.Moved) > 0 {
			page.Failure = ""
			page.Reapply, page.TakeOver = link.ReapplyAssignmentEdit(string(e.ID)), link.TakeOverAssignments(string(e.ID))
		}
		return views.Assignments(page), err
	}
	return a
}

// changedMeanwhile says of the apps whose assignments somebody else saved meanwhile what they have now.
func (r editors) changedMeanwhile(c echo.Context, e store.AssignmentEdit) (list []views.MovedAssignments, err error) {
	ctx := c.Request().Context()
	for _, app := range e.Moved() {
		lines, err := r.store.AssignmentLines(ctx, app.Now)
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
