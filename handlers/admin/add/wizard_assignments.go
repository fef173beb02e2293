package add

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// assignments finds the assignments of a draft, which are kept with it at every change. The address carries the version of
// the draft that the page shows.
func (r steps) assignments(c echo.Context) (kit.AssignmentSet, error) {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	w, err := r.openAt(c, d, store.AssignmentsStep)
	if err != nil {
		return kit.AssignmentSet{}, err
	}
	return r.assignmentSet(w, nil), nil
}

// assignmentSet is the draft's assignments in the editor; wrong is why the wizard does not go on.
func (r steps) assignmentSet(w wizard, wrong *models.Error) kit.AssignmentSet {
	app := w.app
	app.ID = "" // nothing is assigned yet
	things := []kit.Assignable{kit.AssignableApp(app, w.draft.Assigned)}
	known := map[string]bool{app.Type: true}
	for _, other := range w.chosen {
		if other.ID = ""; !known[other.Type] {
			known[other.Type] = true
			things = append(things, kit.AssignableApp(other, w.draft.Assigned))
		}
	}
	a := kit.AssignmentSet{
		BaseURL: link.DraftSection(string(w.draft.ID), "assignments"), State: w.versionState(),
		Address: w.url(0), Things: things, Assigned: w.draft.Assigned,
	}
	a.Save = func(set []models.DraftAssignment) (kit.AssignmentSet, error) {
		seen, err := w.seenVersion()
		if err != nil {
			return a, err
		}
		saved, err := r.store.SaveDraftAssignments(w.ctx, w.draft.ID, seen, set)
		if e := web.UserError(err); e != nil && web.Part(w.c) != "" {
			return r.assignmentSet(w, e), nil // shows what somebody else made of it, and that nothing was done
		}
		if err != nil {
			return a, err
		}
		w, err := r.openAt(w.c, saved, store.AssignmentsStep)
		return r.assignmentSet(w, nil), err
	}
	a.Show = func(editor templ.Component) (templ.Component, error) {
		return w.assignmentsPage(editor, wrong), nil
	}
	return a
}

func (w wizard) assignmentsPage(editor templ.Component, wrong *models.Error) templ.Component {
	page := views.WizardAssignmentsProps{WizardProps: w.frame(), Editor: editor, Untyped: w.app.Type == "", Chooses: w.steps[0].Key == apptype.Selection}
	switch {
	case wrong == nil:
	case wrong.Kind == models.KindConflict:
		page.Failure = say.Text(w.ctx, wrong.Text)
	default:
		for _, text := range store.ErrorsOn(w.steps, w.key(), w.errors) {
			page.Errors = append(page.Errors, ui.FieldError{Text: say.Text(w.ctx, text)})
		}
	}
	return views.WizardAssignments(page)
}
