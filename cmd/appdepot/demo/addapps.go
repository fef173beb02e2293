package demo

import (
	"bytes"
	"context"
	"fmt"
	"maps"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
)

// addApps adds every app the way an administrator does: a draft, its file, its answers, and then the app.
func (f *filler) addApps(ctx context.Context) error {
	for _, a := range apps {
		if err := f.addApp(ctx, a); err != nil {
			return fmt.Errorf("add %s: %w", a.answers["displayName"], err)
		}
	}
	return nil
}

func (f *filler) addApp(ctx context.Context, a app) error {
	d, err := f.AddDraft(ctx, a.entry)
	if err != nil {
		return err
	}
	if a.build != nil {
		if d, err = f.upload(ctx, d, a); err != nil {
			return err
		}
	}
	t, ok := apptype.Get(d.Type)
	if !ok {
		return fmt.Errorf("the draft's type %q is unknown", d.Type)
	}
	form := d.Form
	if a.entry == "win32LobApp" { // asks more than the demo has to tell
		maps.Copy(form, t.Example)
	}
	for key, answer := range a.answers {
		form[key] = []string{answer}
	}
	var chosen []models.ID
	for _, name := range a.categories {
		chosen = append(chosen, f.sorted[name])
	}
	for _, step := range t.Steps {
		d, err = f.SaveDraft(ctx, d.ID, d.Version, store.DraftAnswers{Step: step.Key, Form: form, Categories: chosen, Next: true})
		if err != nil {
			return err
		}
	}
	if d, err = f.SaveDraftAssignments(ctx, d.ID, d.Version, f.grants(a)); err != nil {
		return err
	}
	if d, err = f.join(ctx, d, a); err != nil {
		return err
	}
	made, err := f.PublishDraft(ctx, d.ID, d.Version)
	f.shelf[made.Name] = made.ID
	return err
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

// upload brings the app's file in and waits until it has been read.
func (f *filler) upload(ctx context.Context, d models.Draft, a app) (models.Draft, error) {
	file := a.build()
	u, err := f.StartUpload(ctx, models.NewUpload{Name: a.file, Size: int64(len(file)), Limit: int64(len(file))})
	if err != nil {
		return d, err
	}
	if _, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); err != nil {
		return d, err
	}
	if _, err = f.WaitUpload(ctx, u.ID); err != nil {
		return d, err
	}
	return f.AttachUpload(ctx, d.ID, d.Version, u.ID)
}

func (f *filler) grants(a app) (set []models.DraftAssignment) {
	for _, g := range a.assigned {
		set = append(set, models.DraftAssignment{Intent: g.intent, Mode: g.mode, Target: g.target, GroupID: f.groups[g.group]})
	}
	return set
}
