package admin

import (
	"net/http"
	"slices"
	"strings"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/views/admin"
	"appdepot/views/form"
	"appdepot/views/link"
	"appdepot/views/say"
)

// review shows the last step; refused is why pressing Create made no app.
func (p portal) review(w wizard, refused *models.Error) error {
	props := admin.ReviewProps{
		WizardProps: w.frame(), State: w.state(answered{wrong: &models.Error{Fields: w.mistakes}}), Mistakes: w.reviewMistakes(),
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
	for _, s := range w.steps[:len(w.steps)-2] {
		part := admin.ReviewPart{
			Chosen: w.chosen, Title: s.Title, URL: link.DraftStep(string(w.draft.ID), s.Key), Sections: s.Sections,
			Common: slices.ContainsFunc(s.Sections, func(s field.Section) bool { return s.Key == apptype.Information }),
		}
		if kind, related := apptype.RelationKind(s.Key); related {
			var err error
			if part.Related, err = p.reviewRelated(w, kind); err != nil {
				return err
			}
		}
		props.Parts = append(props.Parts, part)
	}
	if err := p.reviewMore(w, &props); err != nil {
		return err
	}
	return web.Page(w.c, status, admin.Review(props))
}

// reviewMore looks up what the draft only names: categories, groups, other apps.
func (p portal) reviewMore(w wizard, props *admin.ReviewProps) error {
	choices, err := p.categoryChoices(w, answered{})
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
	if props.SameName, err = p.sameName(w); err != nil {
		return err
	}
	if w.app.Type == "" {
		return nil
	}
	editor, err := p.editor(w.c, p.assigning(w, nil))
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

// reviewMistakes lists everything that is wrong in the order of the steps, each with the address where it is mended.
func (w wizard) reviewMistakes() []admin.ReviewMistake {
	var list []admin.ReviewMistake
	for _, step := range w.steps {
		url := link.DraftStep(string(w.draft.ID), step.Key)
		for _, key := range mistakesInOrder(step, store.MistakesOn(w.steps, step.Key, w.mistakes)) {
			m := admin.ReviewMistake{URL: url}
			_, related := apptype.RelationKind(step.Key)
			switch f, asked := field.Named(step.Fields(), key); {
			case asked:
				m.Label, m.URL = say.Text(w.ctx, models.Text{Source: f.Label}), url+"#"+form.ID(key)
			case key == apptype.PackageSection:
				m.URL = url + "#" + key
			case related:
				m.URL = url + "#" + form.ID(key)
			}
			for _, sentence := range w.mistakes[key].Sentences() {
				m.Text = say.Text(w.ctx, sentence)
				list = append(list, m)
			}
		}
	}
	return list
}

// mistakesInOrder sorts the keys of mistakes as the page of their step shows them.
func mistakesInOrder(step field.Step, mistakes field.Errors) []string {
	var keys []string
	for _, f := range step.Fields() {
		if _, wrong := mistakes[f.Key]; wrong {
			keys = append(keys, f.Key)
		}
	}
	var rest []string
	for key := range mistakes {
		if !slices.Contains(keys, key) {
			rest = append(rest, key)
		}
	}
	slices.Sort(rest)
	return append(rest, keys...)
}
