package store

import (
	"context"
	"fmt"
	"maps"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// FoundApp is an app as a catalog describes it.
type FoundApp struct {
	Facts   []models.FactValue
	Answers field.Form // what it says of the type's own questions, by their keys
	LogoID  models.ID
}

// AddFoundApps makes apps of a type from what a catalog says about them, all at once and assigned to nobody. Those that
// are there already, by how a device detects them, are left as they are. It returns those that are new.
func (s *Store) AddFoundApps(ctx context.Context, kind string, found []FoundApp) (added []models.App, err error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return nil, err
	}
	def, err := typeNamed(kind)
	if err != nil {
		return nil, err
	}
	err = s.change(ctx, func(t *tx) error {
		added, err = t.addFound(def, found)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("add apps of a catalog: %w", err)
	}
	return added, nil
}

// addFound is AddFoundApps in a transaction.
func (t *tx) addFound(def *apptype.Definition, found []FoundApp) (added []models.App, err error) {
	known, err := recognized(t.DB, def)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		app, err := f.app(def)
		if err != nil {
			return nil, err
		}
		id := def.Detect(def.ValuesOf(app)).ID
		if known[id] != "" {
			continue
		}
		if err := t.addApp(&app, nil); err != nil {
			return nil, err
		}
		known[id] = app.ID
		added = append(added, app)
	}
	return added, nil
}

// Recognized are the apps of a type by the ID of the line in a device's inventory that means them.
func (s *Store) Recognized(ctx context.Context, kind string) (map[string]models.ID, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	def, err := typeNamed(kind)
	if err != nil {
		return nil, err
	}
	return recognized(db, def)
}

func typeNamed(kind string) (*apptype.Definition, error) {
	def, ok := apptype.Get(kind)
	if !ok {
		return nil, fmt.Errorf("there is no app type %q", kind)
	}
	return def, nil
}

func recognized(db *gorm.DB, def *apptype.Definition) (map[string]models.ID, error) {
	var apps []models.App
	err := db.Select("id", "type", "answers").Where("type = ?", def.ID).Find(&apps).Error
	known := map[string]models.ID{}
	for _, a := range apps {
		known[def.Detect(def.ValuesOf(a)).ID] = a.ID
	}
	return known, err
}

// app is what becomes of the facts. An app about which its catalog says nothing is described by its name.
func (f FoundApp) app(def *apptype.Definition) (models.App, error) {
	said := field.Form{}
	maps.Copy(said, f.Answers)
	form, _ := field.Fill(def.Fields(), said, field.Known{Facts: f.Facts})
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
