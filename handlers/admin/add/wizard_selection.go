package add

import (
	"maps"
	"net/http"
	"slices"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// showSelection shows the step on which apps are chosen from a list. Typed is what was chosen when it could not be saved.
func (r steps) showSelection(w wizard, wrong *models.Error, typed field.Form, status int) error {
	added, err := r.store.AddedSupplied(w.ctx, w.draft.Entry)
	if err != nil {
		return err
	}
	set := w.draft.Form[apptype.Selection]
	if typed != nil {
		set = typed[apptype.Selection]
	}
	props := views.WizardSelectionProps{WizardProps: w.frame()}
	if wrong != nil && wrong.Kind == models.KindConflict {
		props.Failure = say.Text(w.ctx, wrong.Text)
	} else if wrong != nil {
		for _, key := range slices.Sorted(maps.Keys(wrong.Fields)) {
			props.Errors = append(props.Errors, ui.FieldError{Text: say.Text(w.ctx, wrong.Fields[key])})
		}
	}
	e, _ := apptype.PaneEntryOf(w.draft.Entry)
	for _, d := range e.Types {
		group := views.SelectionGroup{Platform: d.Platform}
		for _, s := range d.Supplied {
			group.Apps = append(group.Apps, views.SelectionApp{
				ID: s.ID, Name: apptype.Name(s.Form), Publisher: s.Form.Get("publisher"), Identity: s.Identity,
				Added: slices.Contains(added, s.ID), Set: slices.Contains(set, s.ID),
			})
		}
		props.Groups = append(props.Groups, group)
	}
	return web.Page(w.c, status, views.WizardSelection(props))
}

// saveSelection keeps which apps were chosen and goes on.
func (r steps) saveSelection(w wizard) error {
	posted, err := kit.PostedForm(w.c)
	if err != nil {
		return err
	}
	saved, err := r.store.SaveDraft(w.ctx, w.draft.ID, web.Version(w.c), store.DraftAnswers{Step: w.key(), Form: posted, Next: true})
	wrong := web.UserError(err)
	switch {
	case wrong == nil && err != nil:
		return err
	case wrong == nil:
		return web.Redirect(w.c, w.url(+1))
	case wrong.Kind == models.KindConflict:
		if saved, err = r.store.Draft(w.ctx, w.draft.ID); err != nil {
			return err
		}
		if w, err = r.open(w.c, saved); err != nil {
			return err
		}
		return r.showSelection(w, wrong, posted, http.StatusConflict)
	}
	if w, err = r.open(w.c, saved); err != nil {
		return err
	}
	return r.showSelection(w, wrong, nil, http.StatusUnprocessableEntity)
}
