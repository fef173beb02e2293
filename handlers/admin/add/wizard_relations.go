package add

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// draftRelating finds the relations of a draft, which are kept with it at every change. The address carries the version of the
// draft that the page shows.
func (p portal) draftRelating(c echo.Context) (kit.Relating, error) {
	d, err := kit.DraftOf(c, p.store)
	if err != nil {
		return kit.Relating{}, err
	}
	w, err := p.wizardAt(c, d, c.Param("kind"))
	if err != nil {
		return kit.Relating{}, err
	}
	if _, asked := apptype.RelationKind(w.key()); !asked {
		return kit.Relating{}, models.NotFound("This app has no such step. Go back to the list of drafts.")
	}
	return p.relating(w, nil), nil
}

// relating is the draft's relations of the kind that its step asks for; wrong is why the wizard does not go on, or why nothing was
// done.
func (p portal) relating(w wizard, wrong *models.Error) kit.Relating {
	kind, _ := apptype.RelationKind(w.key())
	version := w.c.QueryParam("version")
	if version == "" {
		version = strconv.Itoa(w.draft.Version)
	}
	r := kit.Relating{
		BaseURL: link.DraftRelations(string(w.draft.ID), w.key()), State: "version=" + strconv.Itoa(w.draft.Version),
		Address: w.url(0), Kind: kind, App: w.app, All: w.draft.Relations,
	}
	r.App.Type = w.draft.Type
	r.Save = func(set []models.Relation) (kit.Relating, error) {
		seen, err := strconv.Atoi(version)
		if err != nil {
			return r, models.NotFound("This address is not complete. Go back to the draft and start again from there.").Because(err)
		}
		saved, err := p.store.SaveDraftRelations(w.ctx, w.draft.ID, seen, kind, set)
		if e := web.Mistakes(err); e != nil && e.Kind == models.KindConflict {
			return p.relating(w, e), err // w is what somebody else made of it
		}
		if err != nil {
			return r, err
		}
		w, err := p.wizardAt(w.c, saved, w.key())
		return p.relating(w, nil), err
	}
	r.Show = func(editor viewkit.RelationEditorProps) templ.Component { return w.relationsPage(editor, wrong) }
	return r
}

func (w wizard) relationsPage(editor viewkit.RelationEditorProps, wrong *models.Error) templ.Component {
	page := views.WizardRelationsProps{WizardProps: w.frame(), Editor: editor}
	if wrong != nil && wrong.Kind == models.KindConflict {
		page.Failure = say.Text(w.ctx, wrong.Text)
	} else if wrong != nil {
		page.Mistakes = w.relationMistakes(w.key())
	}
	return views.WizardRelations(page)
}

// relationMistakes are the mistakes of a step in the order of its rows, to which they lead.
func (w wizard) relationMistakes(step string) (list []ui.Mistake) {
	wrong := store.MistakesOn(w.steps, step, w.mistakes)
	for _, key := range besides(w.steps[w.at], wrong) {
		list = append(list, ui.Mistake{ID: form.ID(key), Text: say.Text(w.ctx, wrong[key])})
	}
	return list
}

// saveRelated goes on from the relations, which are saved already.
func (p portal) saveRelated(w wizard, back bool) error {
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
		return p.editors.ShowRelating(w.c, p.relating(w, e), web.Status(err))
	}
	if err != nil {
		return err
	}
	return web.Done(w.c, w.url(+1))
}

// reviewRelated is what the draft is to depend on, or to supersede, for the last step.
func (p portal) reviewRelated(w wizard, kind models.RelationKind) (*viewkit.RelationEditorProps, error) {
	at := w
	at.at = slices.IndexFunc(w.steps, func(s field.Step) bool { return s.Key == apptype.RelationStep(kind) })
	editor, err := p.editors.RelationEditor(w.c, p.relating(at, nil))
	for i := range editor.Rows {
		editor.Rows[i].Answer, editor.Rows[i].Remove = "", ""
	}
	return &editor, err
}
