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
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// answered is what came of saving a step: nothing yet, or the reasons why it was not enough.
type answered struct {
	wrong  *models.Error // what is wrong with the answers, or that somebody else was faster
	logo   models.Text   // why the picture was refused
	typed  field.Form    // what was typed when it could not be saved
	sorted []models.ID   // and the categories chosen with it
}

// saveAnswers keeps the answers of a step. With Next, mistakes show the same step again.
func (r steps) saveAnswers(w wizard, back bool) error {
	posted, err := kit.Typed(w.c)
	if err != nil {
		return err
	}
	change := posted.Get(form.Command)
	a := store.DraftAnswers{Step: w.key(), Form: posted, Next: !back && change == "", Change: change, NoLogo: posted.Get("no-logo") != ""}
	if sent, asked := posted["categories"]; asked {
		a.Categories = categoryIDs(sent)
	}
	var came answered
	if a.LogoID, came.logo, err = kit.UploadedLogo(w.c, r.store); err != nil {
		return err
	}
	saved, err := r.store.SaveDraft(w.ctx, w.draft.ID, web.Version(w.c), a)
	if came.wrong = web.Mistakes(err); came.wrong == nil && err != nil {
		return err
	}
	if change != "" && came.wrong == nil {
		return r.showAgain(w, saved, came)
	}
	if back && came.wrong == nil {
		return web.Done(w.c, w.url(-1))
	}
	if came.wrong == nil && came.logo.Empty() {
		return web.Done(w.c, w.url(+1))
	}
	return r.showErrors(w, saved, posted, a, came)
}

// showAgain shows the step with the questions that the answers so far lead to.
func (r steps) showAgain(w wizard, saved models.Draft, came answered) error {
	w, err := r.open(w.c, saved)
	if err != nil {
		return err
	}
	return r.showQuestions(w, came, http.StatusOK)
}

// showErrors shows the step with what is wrong: as saved, or as typed when nothing could be saved.
func (r steps) showErrors(w wizard, saved models.Draft, posted field.Form, a store.DraftAnswers, came answered) error {
	status := http.StatusUnprocessableEntity
	if came.wrong != nil && came.wrong.Kind == models.KindConflict {
		var err error
		if saved, err = r.store.Draft(w.ctx, w.draft.ID); err != nil {
			return err
		}
		status = http.StatusConflict
		came.typed, came.sorted = field.Merge(w.steps[w.at].Fields(), saved.Form, posted), a.Categories
	}
	w, err := r.open(w.c, saved)
	if err != nil {
		return err
	}
	return r.showQuestions(w, came, status)
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
func (r steps) showQuestions(w wizard, came answered, status int) error {
	props := views.WizardStepProps{WizardProps: w.frame(), State: w.state(came)}
	if status == http.StatusConflict {
		props.Failure, props.Theirs = say.Text(w.ctx, came.wrong.Text), w.theirs(came.typed)
	}
	for _, s := range w.steps[w.at].Sections {
		if s.Key == apptype.PackageSection {
			told, lacking := w.told(s)
			props.Package = w.packageProps(told, props.State)
			props.Sections = append(props.Sections, lacking)
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
	if !came.logo.Empty() {
		props.Logo.Mistake = say.Text(w.ctx, came.logo)
	}
	var err error
	if props.Common {
		if props.Categories, err = r.categoryChoices(w, came); err != nil {
			return err
		}
		if props.Alike, err = r.similarApps(w); err != nil {
			return err
		}
	}
	if plain := w.steps[w.at].Summary; plain != nil {
		props.Plain = plain(props.State.Form)
	}
	props.Preview = w.preview(props.Logo)
	return web.Page(w.c, status, views.WizardStep(props))
}

// told splits the section of the package file: what the file answers, and what it leaves to people.
func (w wizard) told(s field.Section) (told, lacking field.Section) {
	told, lacking = s, field.Section{Key: s.Key, Title: "Not in the package"}
	if w.file.Package.ID == "" {
		return told, lacking
	}
	lacking.Fields = field.Unanswered(s.Fields, w.file.Known(w.draft))
	told.Fields = slices.DeleteFunc(slices.Clone(s.Fields), func(f field.Field) bool {
		_, open := field.ByKey(lacking.Fields, f.Key)
		return open
	})
	return told, lacking
}

// state is the answers as they stand on the page, what is wrong with them, and which of them the file gave.
func (w wizard) state(came answered) form.State {
	s := form.State{Form: w.draft.Form, Known: w.file.Known(w.draft), Post: w.url(0)}
	if came.typed != nil {
		s.Form = came.typed
	}
	if def, ok := apptype.Get(w.draft.Type); ok {
		fields := def.Fields()
		s.Filled = field.FilledFrom(fields, s.Form, s.Known)
		s = s.Complete(fields) // what one step asks may depend on answers of another
	}
	if came.wrong != nil {
		s.Errors = came.wrong.Fields
	}
	return s
}

// theirs are the answers somebody else saved where they differ from what was typed.
func (w wizard) theirs(typed field.Form) []ui.Prop {
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
	return views.AppPreview{
		Tile: ui.TileProps{ID: string(w.draft.ID), Name: w.app.Name, Image: logo.URL, Size: 56},
		Name: w.app.Name, Publisher: w.app.Publisher, Version: w.app.DisplayVersion, Description: w.app.Description, Featured: w.app.Featured,
	}
}

func (r steps) categoryChoices(w wizard, came answered) ([]views.CategoryChoice, error) {
	lines, err := r.store.Categories(w.ctx)
	if err != nil {
		return nil, err
	}
	chosen := w.draft.Categories
	if came.sorted != nil {
		chosen = came.sorted
	}
	var choices []views.CategoryChoice
	for _, l := range lines {
		choices = append(choices, views.CategoryChoice{ID: string(l.ID), Name: l.Name, Set: slices.Contains(chosen, l.ID)})
	}
	return choices, nil
}

// similarApps are the other apps that people or devices cannot tell from the draft's.
func (r steps) similarApps(w wizard) (views.Alike, error) {
	var a views.Alike
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
