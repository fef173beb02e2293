package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// FoundApp is an app as a catalogue describes it.
type FoundApp struct {
	Facts  []models.FactValue
	LogoID models.ID
}

// AddFoundApps makes apps of a type from what a catalogue says about them, all at once and assigned to nobody. Those that
// are there already, by how a device detects them, are left as they are. It returns how many are new.
func (s *Store) AddFoundApps(ctx context.Context, kind string, found []FoundApp) (added int, err error) {
	if err := may(ctx, access.ManageApps, access.Object{}); err != nil {
		return 0, err
	}
	def, ok := apptype.Get(kind)
	if !ok {
		return 0, fmt.Errorf("there is no app type %q", kind)
	}
	err = s.change(ctx, func(t *tx) error {
		known, err := t.detected(def)
		if err != nil {
			return err
		}
		for _, f := range found {
			app, err := f.app(def)
			if err != nil {
				return err
			}
			id := def.Detect(def.ValuesOf(app)).ID
			if known[id] {
				continue
			}
			if err := t.addApp(&app, nil); err != nil {
				return err
			}
			known[id] = true
			added++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("add apps of a catalogue: %w", err)
	}
	return added, nil
}

// detected are the identities of all apps of a type.
func (t *tx) detected(def *apptype.Definition) (map[string]bool, error) {
	apps, err := gorm.G[models.App](t.DB).Select("id", "type", "answers").Where("type = ?", def.ID).Find(t.ctx)
	known := map[string]bool{}
	for _, a := range apps {
		known[def.Detect(def.ValuesOf(a)).ID] = true
	}
	return known, err
}

// app is what becomes of the facts. An app about which its catalogue says nothing is described by its name.
func (f FoundApp) app(def *apptype.Definition) (models.App, error) {
	form, _ := field.Fill(def.Fields(), field.Form{}, field.Known{Facts: f.Facts})
	for _, key := range []string{"description", "publisher"} {
		if form.Get(key) == "" {
			form[key] = []string{apptype.Name(form)}
		}
	}
	values, wrong := def.Decode(form)
	if err := wrong.Err(); err != nil {
		return models.App{}, err
	}
	app := models.App{ID: models.NewID(), LogoID: f.LogoID, Version: 1}
	def.Apply(values, &app)
	return app, nil
}
