package add

import (
	"context"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/reason"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// wizard is a draft at one of its steps, with all that a page about it needs.
type wizard struct {
	c      echo.Context
	ctx    context.Context
	draft  models.Draft
	file   store.DraftFile
	app    models.App   // as it would become
	chosen []models.App // all that it would become, when several are chosen from a list
	steps  []field.Step
	at     int          // the step
	errors field.Errors // all there are, also on steps not reached yet
}

// open opens a draft at the step that the address names.
func (r steps) open(c echo.Context, d models.Draft) (wizard, error) {
	return r.openAt(c, d, c.Param("step"))
}

func (r steps) openAt(c echo.Context, d models.Draft, step string) (wizard, error) {
	w := wizard{c: c, ctx: c.Request().Context(), draft: d, steps: store.WizardSteps(d)}
	w.chosen = store.SelectedApps(d, kit.Words(w.ctx))
	w.at = slices.IndexFunc(w.steps, func(s field.Step) bool { return s.Key == step })
	if w.at < 0 {
		return w, models.NotFound("This app does not have this step. Go back to the list of drafts.")
	}
	var err error
	if w.file, err = r.store.DraftFile(w.ctx, d); err != nil {
		return w, err
	}
	w.steps = store.WizardStepsWith(d, w.file)
	w.app, w.errors, err = r.store.DraftErrors(w.ctx, d, w.file)
	return w, err
}

func (w wizard) key() string { return w.steps[w.at].Key }

func (w wizard) last() bool { return w.at == len(w.steps)-1 }

// url is the address of another step, so many steps on.
func (w wizard) url(on int) string {
	i := min(max(w.at+on, 0), len(w.steps)-1)
	return link.DraftStep(string(w.draft.ID), w.steps[i].Key)
}

// frame is what every step has around it.
func (w wizard) frame() views.WizardProps {
	title := say.T(w.ctx, "Add app")
	props := views.WizardProps{
		Frame:   web.Admin(w.c, title, kit.AllApps(w.c), ui.Link{URL: link.Drafts(), Label: say.T(w.ctx, "Drafts")}),
		DraftID: string(w.draft.ID), Version: strconv.Itoa(w.draft.Version), Key: w.key(),
		Facts:  []string{kit.DraftType(w.c, w.draft), kit.AppNames(w.ctx, w.draft, w.app), w.app.DisplayVersion},
		Tile:   icon.Kind(w.draft, 48),
		Saved:  say.T(w.ctx, "Draft saved: %s", say.AgoWithin(w.ctx, w.draft.UpdatedAt, web.Now(w.c))),
		Cancel: link.DraftSection(string(w.draft.ID), "discard"), First: w.at == 0, Last: w.last(),
	}
	if !w.draft.Begun {
		props.Saved, props.Cancel = "", link.Apps()
	}
	for i := range w.steps {
		props.Steps = append(props.Steps, w.stepMark(i))
	}
	return props
}

// stepMark says where a step stands: those before the furthest one reached are done, well or with mistakes.
func (w wizard) stepMark(i int) ui.Step {
	s := w.steps[i]
	m := ui.Step{
		Label: say.Text(w.ctx, models.Text{Source: s.Title}), URL: link.DraftStep(string(w.draft.ID), s.Key), Current: i == w.at,
	}
	reached := slices.IndexFunc(w.steps, func(s field.Step) bool { return s.Key == w.draft.Step })
	switch {
	case i == w.at:
		m.State = ui.StepCurrent
	case i > reached:
		m.State = ui.StepToDo
	case len(store.ErrorsOn(w.steps, s.Key, w.errors)) > 0:
		m.State = ui.StepErrors
	default:
		m.State = ui.StepDone
	}
	return m
}

// show shows a step.
func (r steps) show(c echo.Context) error {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return redirectToApp(c, r.store, err)
	}
	w, err := r.open(c, d)
	if err != nil {
		return err
	}
	switch w.key() {
	case store.AssignmentsStep:
		return r.editors.ShowAssignments(c, r.assignmentSet(w, nil), 200)
	case store.ReviewStep:
		return r.showReview(w, nil)
	case apptype.Selection:
		return r.showSelection(w, nil, nil, 200)
	}
	if _, related := apptype.RelationKind(w.key()); related {
		return r.editors.ShowRelations(c, r.relationSet(w, nil), 200)
	}
	return r.showQuestions(w, saveResult{}, 200)
}

// update keeps what was typed and goes on, or back.
func (r steps) update(c echo.Context) error {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return redirectToApp(c, r.store, err)
	}
	w, err := r.open(c, d)
	if err != nil {
		return err
	}
	back := c.FormValue("go") == "previous"
	switch w.key() {
	case store.ReviewStep:
		if back {
			return web.Redirect(c, w.url(-1))
		}
		return r.publish(w)
	case store.AssignmentsStep:
		return r.goOn(w, back, func(w wizard, wrong *models.Error) error {
			return r.editors.ShowAssignments(w.c, r.assignmentSet(w, wrong), web.Status(wrong))
		})
	case apptype.Selection:
		return r.saveSelection(w)
	}
	if _, related := apptype.RelationKind(w.key()); related {
		return r.goOn(w, back, func(w wizard, wrong *models.Error) error {
			return r.editors.ShowRelations(w.c, r.relationSet(w, wrong), web.Status(wrong))
		})
	}
	return r.saveAnswers(w, back)
}

// publish makes the draft an app and shows it.
func (r steps) publish(w wizard) error {
	app, err := r.store.PublishDraft(w.ctx, w.draft.ID, web.Version(w.c), kit.Words(w.ctx))
	if e := web.UserError(err); e != nil {
		return r.showReview(w, e)
	}
	one, several := reason.AppCreated, reason.AppsCreated
	if len(w.draft.Assigned) == 0 {
		one, several = reason.AppCreatedUnassigned, reason.AppsCreatedUnassigned
	}
	if n := len(w.chosen); n > 1 && err == nil {
		return kit.Finish(w.c, nil, several.Of(n), link.Apps())
	}
	return kit.Finish(w.c, err, one.Of(app.Name), link.App(string(app.ID)))
}
