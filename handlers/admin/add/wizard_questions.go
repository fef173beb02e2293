package add

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	views "appdepot/views/admin/add"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/icon"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// saveResult is the result of saving a step. The zero value means that nothing was saved yet.
type saveResult struct {
	wrong  *models.Error // what is wrong with the answers, or that somebody else was faster
	logo   models.Text   // why the picture was refused
	typed  field.Form    // what was typed when it could not be saved
	sorted []models.ID   // and the categories chosen with it
}

// saveAnswers keeps the answers of a step. With Next, mistakes show the same step again.
func (r steps) saveAnswers(w wizard, back bool) error {
	posted, err := kit.PostedForm(w.c)
	if err != nil {
		return err
	}
	change := posted.Get(form.Command)
	fields := w.steps[w.at].Fields()
	if f, asks := field.ToConfirm(fields, change); asks {
		return kit.AskFirst(w.c, w.frame().Frame, w.url(0), fields, f, field.Merge(fields, w.draft.Form, posted), posted)
	}
	a := store.DraftAnswers{Step: w.key(), Form: posted, Next: !back && change == "", Change: change, NoLogo: posted.Get("no-logo") != ""}
	if sent, asked := posted["categories"]; asked {
		a.Categories = categoryIDs(sent)
	}
	var result saveResult
	if a.LogoID, result.logo, err = kit.UploadedLogo(w.c, r.store); err != nil {
		return err
	}
	saved, err := r.store.SaveDraft(w.ctx, w.draft.ID, web.Version(w.c), a)
	if result.wrong = web.UserError(err); result.wrong == nil && err != nil {
		return err
	}
	if change != "" && result.wrong == nil {
		return r.showAgain(w, saved, result)
	}
	if back && result.wrong == nil {
		return web.Redirect(w.c, w.url(-1))
	}
	if result.wrong == nil && result.logo.Empty() {
		return web.Redirect(w.c, w.url(+1))
	}
	return r.showErrors(w, saved, posted, a, result)
}

// showAgain shows the step with the questions that the answers so far lead to.
func (r steps) showAgain(w wizard, saved models.Draft, result saveResult) error {
	w, err := r.open(w.c, saved)
	if err != nil {
		return err
	}
	return r.showQuestions(w, result, http.StatusOK)
}

// showErrors shows the step with what is wrong: as saved, or as typed when nothing could be saved.
func (r steps) showErrors(w wizard, saved models.Draft, posted field.Form, a store.DraftAnswers, result saveResult) error {
	status := http.StatusUnprocessableEntity
	if result.wrong != nil && result.wrong.Kind == models.KindConflict {
		var err error
		if saved, err = r.store.Draft(w.ctx, w.draft.ID); err != nil {
			return err
		}
		status = http.StatusConflict
		result.typed, result.sorted = field.Merge(w.steps[w.at].Fields(), saved.Form, posted), a.Categories
	}
	w, err := r.open(w.c, saved)
	if err != nil {
		return err
	}
	return r.showQuestions(w, result, status)
}

// categoryIDs reads the chosen categories; the form always sends an empty one, so that none can be told from not asked.
func categoryIDs(sent []string) []models.ID {
	ids := []models.ID{}
	for _, s := range sent {
		if id, err := models.ParseID(s); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// showQuestions shows a step of questions.
func (r steps) showQuestions(w wizard, result saveResult, status int) error {
	props := views.WizardStepProps{WizardProps: w.frame(), State: w.state(result)}
	if status == http.StatusConflict {
		props.Failure, props.Theirs = say.Text(w.ctx, result.wrong.Text), w.otherAnswers(result.typed)
	}
	for _, s := range w.steps[w.at].Sections {
		if s.Key == apptype.PackageSection {
			answered, missing := w.splitPackageSection(s)
			props.Package = w.packageProps(answered, props.State)
			props.Sections = append(props.Sections, missing)
		} else {
			props.Sections = append(props.Sections, s)
		}
		props.Common = props.Common || s.Key == apptype.Information
	}
	props.Lookup = w.lookup()
	if props.Package != nil && props.Package.Asking {
		used, err := r.store.Storage(w.ctx)
		if err != nil {
			return err
		}
		props.Package.Upload.Room = viewkit.RoomLeft(w.ctx, used)
	}
	props.Logo = w.logo()
	if !result.logo.Empty() {
		props.Logo.Mistake = say.Text(w.ctx, result.logo)
	}
	var err error
	if props.Common {
		if props.Categories, err = r.categoryChoices(w, result); err != nil {
			return err
		}
		if props.Similar, err = r.similarApps(w); err != nil {
			return err
		}
	}
	if plain := w.steps[w.at].Summary; plain != nil {
		props.Plain = plain(form.Readable(w.ctx, w.steps[w.at].Fields(), props.State.Form))
	}
	props.Preview = w.preview(props.Logo)
	return web.Page(w.c, status, views.WizardStep(props))
}

// splitPackageSection splits the section of the package file: what the file answers, and what it leaves to people.
func (w wizard) splitPackageSection(s field.Section) (answered, missing field.Section) {
	answered, missing = s, field.Section{Key: s.Key, Title: "Not in the package"}
	if w.file.Package.ID == "" {
		return answered, missing
	}
	missing.Fields = field.Unanswered(s.Fields, w.file.Known(w.draft))
	answered.Fields = slices.DeleteFunc(slices.Clone(s.Fields), func(f field.Field) bool {
		_, open := field.ByKey(missing.Fields, f.Key)
		return open
	})
	return answered, missing
}

// state is the answers as they stand on the page, what is wrong with them, and which of them the file gave.
func (w wizard) state(result saveResult) form.State {
	s := form.State{Form: w.draft.Form, Known: w.file.Known(w.draft), Post: w.url(0)}
	if result.typed != nil {
		s.Form = result.typed
	}
	if def, ok := apptype.Get(w.draft.Type); ok {
		fields := def.Fields()
		s.Filled = field.FilledFrom(fields, s.Form, s.Known)
		s = s.Complete(fields) // what one step asks may depend on answers of another
	}
	if result.wrong != nil {
		s.Errors = result.wrong.Fields
	}
	return s
}

// otherAnswers are the answers somebody else saved where they differ from what was typed.
func (w wizard) otherAnswers(typed field.Form) []ui.Prop {
	var differ []field.Field
	for _, f := range w.steps[w.at].Fields() {
		if !slices.Equal(typed[f.Key], w.draft.Form[f.Key]) {
			differ = append(differ, f)
		}
	}
	return form.Answers(w.ctx, differ, form.State{Form: w.draft.Form})
}

// logo is the picture that the app will have.
func (w wizard) logo() viewkit.LogoProps {
	logo := viewkit.LogoProps{Hint: viewkit.LogoHint(w.ctx, w.draft.Type)}
	if id := cmp.Or(w.draft.LogoID, w.file.Package.IconID); id != "" {
		logo.URL, logo.Own = link.Image(string(id)), w.draft.LogoID != ""
	}
	return logo
}

func (w wizard) preview(logo viewkit.LogoProps) views.AppPreview {
	tile := icon.Draft(w.draft, w.app.Name, 56)
	tile.Image = logo.URL
	return views.AppPreview{
		Tile: tile,
		Name: w.app.Name, Publisher: w.app.Publisher, Version: w.app.DisplayVersion, Description: w.app.Description, Featured: w.app.Featured,
	}
}

func (r steps) categoryChoices(w wizard, result saveResult) ([]views.CategoryChoice, error) {
	lines, err := r.store.Categories(w.ctx)
	if err != nil {
		return nil, err
	}
	chosen := w.draft.Categories
	if result.sorted != nil {
		chosen = result.sorted
	}
	var choices []views.CategoryChoice
	for _, l := range lines {
		choices = append(choices, views.CategoryChoice{ID: string(l.ID), Name: l.Name, Set: slices.Contains(chosen, l.ID)})
	}
	return choices, nil
}

// similarApps are the other apps that people or devices cannot tell from the draft's.
func (r steps) similarApps(w wizard) (views.SimilarApps, error) {
	var a views.SimilarApps
	if w.app.Name == "" || len(w.chosen) > 0 {
		return a, nil
	}
	apps, err := r.store.SameName(w.ctx, w.app.Name, w.draft.ID)
	if err != nil {
		return a, err
	}
	a.Name = namedApps(w.ctx, apps)
	apps, err = r.store.SameIdentity(w.ctx, w.app)
	a.Identity = namedApps(w.ctx, apps)
	return a, err
}

func namedApps(ctx context.Context, apps []models.App) (list []views.NamedApp) {
	for _, a := range apps {
		list = append(list, views.NamedApp{ID: string(a.ID), Name: a.Name, Type: viewkit.TypeName(ctx, a.Type)})
	}
	return list
}
