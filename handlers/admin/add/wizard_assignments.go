package add

import (
	"strconv"

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

// draftAssigning finds the assignments of a draft, which are kept with it at every change. The address carries the version of
// the draft that the page shows.
func (p portal) draftAssigning(c echo.Context) (kit.Assigning, error) {
	d, err := kit.DraftOf(c, p.store)
	if err != nil {
		return kit.Assigning{}, err
	}
	w, err := p.wizardAt(c, d, store.AssignmentsStep)
	if err != nil {
		return kit.Assigning{}, err
	}
	return p.assigning(w, nil), nil
}

// assigning is the draft's assignments in the editor; wrong is why the wizard does not go on.
func (p portal) assigning(w wizard, wrong *models.Error) kit.Assigning {
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
	version := w.c.QueryParam("version")
	if version == "" {
		version = strconv.Itoa(w.draft.Version)
	}
	a := kit.Assigning{
		BaseURL: link.DraftSection(string(w.draft.ID), "assignments"), State: "version=" + strconv.Itoa(w.draft.Version),
		Address: w.url(0), Things: things, Assigned: w.draft.Assigned,
	}
	a.Save = func(set []models.DraftAssignment) (kit.Assigning, error) {
		seen, err := strconv.Atoi(version)
		if err != nil {
			return a, models.NotFound("This address is not complete. Go back to the draft and start again from there.").Because(err)
		}
		saved, err := p.store.SaveDraftAssignments(w.ctx, w.draft.ID, seen, set)
		if e := web.Mistakes(err); e != nil && web.Part(w.c) != "" {
			return p.assigning(w, e), nil // shows what somebody else made of it, and that nothing was done
		}
		if err != nil {
			return a, err
		}
		w, err := p.wizardAt(w.c, saved, store.AssignmentsStep)
		return p.assigning(w, nil), err
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
		for _, text := range store.MistakesOn(w.steps, w.key(), w.mistakes) {
			page.Mistakes = append(page.Mistakes, ui.Mistake{Text: say.Text(w.ctx, text)})
		}
	}
	return views.WizardAssignments(page)
}

// saveAssigned goes on from the assignments, which are saved already.
func (p portal) saveAssigned(w wizard, back bool) error {
	if back {
		return web.Done(w.c, w.url(-1))
	}
	_, err := p.store.SaveDraft(w.ctx, w.draft.ID, web.Version(w.c), store.DraftAnswers{Step: w.key(), Next: true})
	if e := web.Mistakes(err); e != nil {
		d, gone := p.store.Draft(w.ctx, w.draft.ID)
		if gone != nil {
			return gone
		}
		w.draft = d
		return p.editors.ShowAssigning(w.c, p.assigning(w, e), web.Status(err))
	}
	if err != nil {
		return err
	}
	return web.Done(w.c, w.url(+1))
}
