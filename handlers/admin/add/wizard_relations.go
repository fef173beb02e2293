package add

import (
	"slices"

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

// relations finds the relations of a draft, which are kept with it at every change. The address carries the version of the
// draft that the page shows.
func (r steps) relations(c echo.Context) (kit.RelationSet, error) {
	d, err := kit.DraftOf(c, r.store)
	if err != nil {
		return kit.RelationSet{}, err
	}
	w, err := r.openAt(c, d, c.Param("kind"))
	if err != nil {
		return kit.RelationSet{}, err
	}
	if _, asked := apptype.RelationKind(w.key()); !asked {
		return kit.RelationSet{}, models.NotFound("This app does not have this step. Go back to the list of drafts.")
	}
	return r.relationSet(w, nil), nil
}

// relationSet is the draft's relations of the kind that its step asks for; wrong is why the wizard does not go on, or why nothing was
// done.
func (r steps) relationSet(w wizard, wrong *models.Error) kit.RelationSet {
	kind, _ := apptype.RelationKind(w.key())
	set := kit.RelationSet{
		BaseURL: link.DraftRelations(string(w.draft.ID), w.key()), State: w.versionState(),
		Address: w.url(0), Kind: kind, App: w.app, All: w.draft.Relations,
	}
	set.App.Type = w.draft.Type
	set.Save = func(relations []models.Relation) (kit.RelationSet, error) {
		seen, err := w.seenVersion()
		if err != nil {
			return set, err
		}
		saved, err := r.store.SaveDraftRelations(w.ctx, w.draft.ID, seen, kind, relations)
		if e := web.UserError(err); e != nil && e.Kind == models.KindConflict {
			return r.relationSet(w, e), err // w is what somebody else made of it
		}
		if err != nil {
			return set, err
		}
		w, err := r.openAt(w.c, saved, w.key())
		return r.relationSet(w, nil), err
	}
	set.Show = func(editor viewkit.RelationEditorProps) templ.Component { return w.relationsPage(editor, wrong) }
	return set
}

func (w wizard) relationsPage(editor viewkit.RelationEditorProps, wrong *models.Error) templ.Component {
	page := views.WizardRelationsProps{WizardProps: w.frame(), Editor: editor}
	if wrong != nil && wrong.Kind == models.KindConflict {
		page.Failure = say.Text(w.ctx, wrong.Text)
	} else if wrong != nil {
		page.Errors = w.relationErrors(w.key())
	}
	return views.WizardRelations(page)
}

// relationErrors are the mistakes of a step in the order of its rows, to which they lead.
func (w wizard) relationErrors(step string) (list []ui.FieldError) {
	wrong := store.ErrorsOn(w.steps, step, w.errors)
	for _, key := range nonFieldErrors(w.steps[w.at], wrong) {
		list = append(list, ui.FieldError{ID: form.ID(key), Text: say.Text(w.ctx, wrong[key])})
	}
	return list
}

// reviewRelations is what the draft is to depend on, or to supersede, for the last step.
func (r steps) reviewRelations(w wizard, kind models.RelationKind) (*viewkit.RelationEditorProps, error) {
	at := w
	at.at = slices.IndexFunc(w.steps, func(s field.Step) bool { return s.Key == apptype.RelationStep(kind) })
	editor, err := r.editors.RelationEditor(w.c, r.relationSet(at, nil))
	for i := range editor.Rows {
		editor.Rows[i].Answer, editor.Rows[i].Remove = "", ""
	}
	return &editor, err
}
