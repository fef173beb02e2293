package add

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
)

// showReview shows the last step; refused is why pressing Create made no app.
func (r steps) showReview(w wizard, refused *models.Error) error {
	state := w.state(saveResult{wrong: &models.Error{Fields: w.errors}})
	props := views.ReviewProps{
		WizardProps: w.frame(), State: state, Errors: w.reviewErrors(state),
		Logo: w.logo(), AssignURL: link.DraftStep(string(w.draft.ID), store.AssignmentsStep),
	}
	status := http.StatusOK
	if refused != nil {
		status = http.StatusUnprocessableEntity
		props.Refused = true
		if refused.Kind == models.KindConflict {
			status, props.Failure = http.StatusConflict, say.Text(w.ctx, refused.Text)
		}
	}
	if w.draft.UploadID != "" {
		props.Package = w.packageFile()
	}
	back, err := r.store.ComesBack(w.ctx, w.draft)
	if err != nil {
		return err
	}
	props.AppID = string(back)
	for _, s := range w.steps[:len(w.steps)-2] {
		part := views.ReviewPart{
			Chosen: w.chosen, Title: s.Title, URL: link.DraftStep(string(w.draft.ID), s.Key), Sections: s.Sections,
			Common: slices.ContainsFunc(s.Sections, func(s field.Section) bool { return s.Key == apptype.Information }),
		}
		if kind, related := apptype.RelationKind(s.Key); related {
			if part.Related, err = r.reviewRelations(w, kind); err != nil {
				return err
			}
		}
		props.Parts = append(props.Parts, part)
	}
	if err := r.reviewMore(w, &props); err != nil {
		return err
	}
	return web.Page(w.c, status, views.Review(props))
}

// reviewMore looks up what the draft only names: categories, groups, other apps.
func (r steps) reviewMore(w wizard, props *views.ReviewProps) error {
	choices, err := r.categoryChoices(w, saveResult{})
	if err != nil {
		return err
	}
	var names []string
	for _, c := range choices {
		if c.Set {
			names = append(names, c.Name)
		}
	}
	props.Categories = strings.Join(names, ", ")
	if props.Similar, err = r.similarApps(w); err != nil {
		return err
	}
	if w.app.Type == "" {
		return nil
	}
	editor, err := r.editors.AssignmentEditor(w.c, r.assignmentSet(w, nil))
	if err != nil {
		return err
	}
	props.Impact = editor.Impact
	for _, part := range editor.Parts {
		if len(part.Rows) > 0 {
			props.Assigned = append(props.Assigned, part)
		}
	}
	return nil
}

// reviewErrors lists everything that is wrong in the order of the steps, each with the address where it is mended.
func (w wizard) reviewErrors(state form.State) []views.ReviewError {
	var list []views.ReviewError
	for _, step := range w.steps {
		url := link.DraftStep(string(w.draft.ID), step.Key)
		for _, key := range nonFieldErrors(step, store.ErrorsOn(w.steps, step.Key, w.errors)) {
			m := views.ReviewError{URL: url}
			if _, related := apptype.RelationKind(step.Key); related || key == apptype.PackageSection {
				m.URL = url + "#" + form.ID(key)
			}
			for _, sentence := range w.errors[key].Sentences() {
				m.Text = say.Text(w.ctx, sentence)
				list = append(list, m)
			}
		}
		for _, m := range form.FieldErrors(w.ctx, step.Fields(), state) {
			list = append(list, views.ReviewError{Text: m.Text, URL: url + "#" + m.ID})
		}
	}
	return list
}

// nonFieldErrors are the keys of mistakes that are none in an answer: in the file, in what was chosen.
func nonFieldErrors(step field.Step, errs field.Errors) (keys []string) {
	for _, key := range slices.Sorted(maps.Keys(errs)) {
		if _, asked := field.ByKey(step.Fields(), key); !asked {
			keys = append(keys, key)
		}
	}
	return keys
}
