package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"appdepot/cmd/appdepot/demo/draw"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
)

// iconSize is how many pixels an icon is wide: twice as many as the largest place that pages have for one.
const iconSize = 192

// tellApps has the apps added, in the first weeks one after the other.
func (f *filler) tellApps(t *timeline) {
	f.tellConnections(t)
	list := shelf()
	for i, a := range list {
		when := ago(stocked-float64(i)*30/float64(len(list)), f.today)
		if a.day > 0 {
			when = f.at(int(a.day), 9.6)
		}
		t.add(when, "add "+a.name(), func(ctx context.Context) error { return f.addApp(f.as(ctx, "milan"), a) })
	}
}

// addApp adds an app the way an administrator does: a draft, its file, its answers, and then the app. One that comes by itself is told of by
// its store.
func (f *filler) addApp(ctx context.Context, a app) error {
	if a.entry == "" {
		return f.receive(ctx, a)
	}
	d, err := f.AddDraft(ctx, a.entry)
	if err != nil {
		return err
	}
	if d, err = f.attach(ctx, d, a); err != nil {
		return err
	}
	if d, err = f.answer(ctx, d, a); err != nil {
		return err
	}
	if d, err = f.SaveDraftAssignments(ctx, d.ID, d.Version, f.grants(a)); err != nil {
		return err
	}
	if d, err = f.join(ctx, d, a); err != nil {
		return err
	}
	made, err := f.PublishDraft(ctx, d.ID, d.Version)
	if err != nil {
		return err
	}
	f.shelf[a.name()] = made.ID
	if made.Name == a.name() {
		return nil
	}
	return f.finish(ctx, made.ID, a) // it was chosen from a list, and has the list's name
}

// attach gives a draft its file.
func (f *filler) attach(ctx context.Context, d models.Draft, a app) (models.Draft, error) {
	var err error
	if a.file == cameraSetup { // which its catalog would have downloaded
		if d, err = f.chooseCamera(ctx, d); err != nil {
			return d, err
		}
	}
	if a.file == "" {
		return d, nil
	}
	return f.AttachUpload(ctx, d.ID, d.Version, f.uploads[a.file])
}

// answer goes through the steps of the wizard.
func (f *filler) answer(ctx context.Context, d models.Draft, a app) (models.Draft, error) {
	form, steps := field.Form{}, []field.Step{{Key: apptype.Selection}}
	if t, ok := apptype.Get(d.Type); ok {
		steps = t.Steps
		if a.byExample {
			form = maps.Clone(t.Example)
		}
	}
	for key, answers := range d.Form { // what the file says
		form[key] = answers
	}
	for key, answer := range a.answers {
		form[key] = []string{answer}
	}
	logo, err := f.logo(ctx, a)
	for _, step := range steps {
		if err != nil {
			return d, err
		}
		d, err = f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: step.Key, Form: form, Categories: f.categoryIDs(a), LogoID: logo, Next: true})
	}
	return d, err
}

// logo keeps the icon of an app.
func (f *filler) logo(ctx context.Context, a app) (models.ID, error) {
	picture, err := draw.PNG(a.icon, iconSize)
	if err != nil {
		return "", err
	}
	kept, err := f.AddImage(ctx, bytes.NewReader(picture))
	return kept.ID, err
}

func (f *filler) categoryIDs(a app) []models.ID {
	chosen := []models.ID{}
	for _, name := range a.categories {
		chosen = append(chosen, f.sorted[name])
	}
	return chosen
}

// join relates a draft to apps that are there already.
func (f *filler) join(ctx context.Context, d models.Draft, a app) (models.Draft, error) {
	var needs, replaces []models.Relation
	for _, name := range a.needs {
		needs = append(needs, models.Relation{OtherID: f.shelf[name], Automatic: true})
	}
	if a.replaces != "" {
		replaces = append(replaces, models.Relation{OtherID: f.shelf[a.replaces], Uninstall: true})
	}
	var err error
	for kind, set := range map[models.RelationKind][]models.Relation{models.Dependency: needs, models.Supersedence: replaces} {
		if len(set) > 0 && err == nil {
			d, err = f.SaveDraftRelations(ctx, d.ID, d.Version, kind, set)
		}
	}
	return d, err
}

func (f *filler) grants(a app) (set []models.DraftAssignment) {
	for _, g := range a.assigned {
		set = append(set, models.DraftAssignment{Intent: g.intent, Mode: g.mode, Target: g.target, GroupID: f.groups[g.group]})
	}
	return set
}

// receive adds an app as the synchronization with its store would, and then does what administrators do with it.
func (f *filler) receive(ctx context.Context, a app) error {
	form := field.Form{}
	for key, answer := range a.answers {
		form[key] = []string{answer}
	}
	added, err := f.AddFoundApps(ctx, a.kind, []store.FoundApp{{Answers: form}})
	if err != nil {
		return err
	}
	f.shelf[a.name()] = added[0].ID
	return f.finish(ctx, added[0].ID, a)
}

// finish names an app that is there, sorts it, gives it its icon, and assigns it.
func (f *filler) finish(ctx context.Context, id models.ID, a app) error {
	sorted := f.categoryIDs(a)
	logo, err := f.logo(ctx, a)
	if err != nil {
		return err
	}
	steps := []func(models.App) error{
		func(app models.App) error {
			return f.EditApp(ctx, id, app.Version, store.AppEdit{Section: apptype.Information, Form: described(app, a.answers), Categories: &sorted})
		},
		func(app models.App) error { return f.SetLogo(ctx, id, app.Version, logo) },
		func(app models.App) error {
			if len(a.assigned) == 0 {
				return nil
			}
			return f.AssignApp(ctx, id, app.Version, f.grants(a))
		},
	}
	for _, step := range steps {
		app, readErr := f.App(ctx, id)
		if err := errors.Join(readErr, step(app)); err != nil {
			return fmt.Errorf("finish %s: %w", a.name(), err)
		}
		f.clock.set(f.clock.now().Add(time.Minute))
	}
	return nil
}

// described is the form of an app's properties as it is sent with other words about the app.
func described(app models.App, words map[string]string) field.Form {
	form := field.Form{}
	if t, ok := apptype.Get(app.Type); ok {
		form = t.FormOf(app)
	}
	for _, key := range []string{"displayName", "description", "owner", "notes", "isFeatured"} {
		if word := words[key]; word != "" {
			form[key] = []string{word}
		}
	}
	return form
}
