package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// DraftAnswers are what one step of the wizard sends.
type DraftAnswers struct {
	Step       string
	Form       field.Form  // as typed; what the step does not ask is ignored
	Categories []models.ID // nil when the step does not ask for them
	LogoID     models.ID   // empty when no picture was uploaded
	NoLogo     bool        // the picture that was uploaded is left out
	Next       bool        // the person wants to go on: say what is wrong with this step's answers
	Change     string      // the person wants other questions: a command, see field.ApplyCommand
}

// Draft is one draft.
func (s *Store) Draft(ctx context.Context, id models.ID) (models.Draft, error) {
	d, err := db.First[models.Draft](ctx, s.db.Read.Where("id = ?", id))
	if d, err = db.Allowed(ctx, access.ManageDrafts, access.Draft, d, err, noDraft()); err != nil {
		return d, err
	}
	return withDraft(d, s.openingOrEmpty(ctx))
}

// SaveDraft keeps what was typed in one step, valid or not. Version is the one that was read: when it is no longer the
// draft's, nothing is saved and the error is a Conflict. With Next, an Invalid error with fields says what keeps the person on
// this step; the draft is saved all the same, and is returned with the error.
func (s *Store) SaveDraft(ctx context.Context, id models.ID, version int, a DraftAnswers) (models.Draft, error) {
	var wrong error
	d, err := s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) error {
		if err := t.takeAnswers(d, a); err != nil {
			return err
		}
		file, err := draftFile(t.DB, *d)
		if err != nil {
			return err
		}
		if def, ok := apptype.Get(d.Type); ok && movedInBackground(*d, version) { // what came meanwhile answers what was still open
			d.Form, _ = def.Fill(d.Form, file.Known(*d))
		}
		if !a.Next {
			return nil
		}
		steps := WizardSteps(*d)
		app, errs := DraftApp(*d)
		all, err := draftErrors(t.DB, *d, app, withFile(errs, *d, file))
		if err != nil {
			return err
		}
		if file.onItsWay(*d) { // people go on meanwhile
			delete(all, apptype.PackageSection)
		}
		if wrong = ErrorsOn(steps, a.Step, all).Err(); wrong == nil {
			d.Step = laterStep(steps, d.Step, stepAfter(steps, a.Step))
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	return d, wrong
}

// SaveDraftAssignments keeps who the app is to be assigned to. What does not go together is refused when the app is
// created, because what is allowed depends on answers that may still change.
func (s *Store) SaveDraftAssignments(ctx context.Context, id models.ID, version int, set []models.DraftAssignment) (models.Draft, error) {
	return s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) error {
		d.Assigned = append([]models.DraftAssignment{}, set...)
		return nil
	})
}

func (t *tx) takeAnswers(d *models.Draft, a DraftAnswers) error {
	if def, ok := apptype.Get(d.Type); ok {
		file, err := draftFile(t.DB, *d)
		if err != nil {
			return err
		}
		def, known := def.Unlocked(file.Known(*d)), file.facts(*d)
		if step, ok := def.Step(a.Step); ok {
			was := d.Form
			d.Form = field.ApplyCommand(step.Fields(), field.Merge(step.Fields(), was, a.Form), a.Change)
			d.Form = def.Refill(was, d.Form, known)
		}
	}
	if e, ok := selecting(*d); ok && a.Step == apptype.Selection {
		d.Form = field.Form{apptype.Selection: e.KnownChoices(a.Form[apptype.Selection])}
	}
	if a.LogoID != "" || a.NoLogo {
		d.LogoID = a.LogoID
	}
	if a.Categories == nil {
		return nil
	}
	var err error
	d.Categories, err = t.knownCategories(a.Categories)
	return err
}

// knownCategories leaves out what somebody deleted meanwhile.
func (t *tx) knownCategories(ids []models.ID) ([]models.ID, error) {
	known := []models.ID{}
	if len(ids) == 0 {
		return known, nil
	}
	err := t.Model(&models.Category{}).Where("id IN ?", ids).Order("name_key").Pluck("id", &known).Error
	return known, err
}
