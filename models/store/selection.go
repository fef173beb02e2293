package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// selecting is the entry of a draft whose apps are chosen from a list.
func selecting(d models.Draft) (apptype.PaneEntry, bool) {
	e, ok := apptype.PaneEntryOf(d.Entry)
	return e, ok && e.Choose == apptype.BySelection
}

// SelectedApps are the apps that a draft would become whose apps are chosen from a list. The first has the draft's ID. They are described
// in English, or in the words of who adds them.
func SelectedApps(d models.Draft, in ...apptype.Words) (apps []models.App) {
	e, ok := selecting(d)
	if !ok {
		return nil
	}
	for _, def := range e.Types {
		for _, s := range def.Supplied {
			if !slices.Contains(d.Form[apptype.Selection], s.ID) {
				continue
			}
			app := models.App{ID: models.NewID(), Version: 1}
			if len(apps) == 0 {
				app.ID = d.ID
			}
			values, _ := def.Decode(s.Answers(in...))
			def.Apply(values, &app)
			apps = append(apps, app)
		}
	}
	return apps
}

// AddedSupplied are the IDs of an entry's supplied apps that are among the apps already, in any order.
func (s *Store) AddedSupplied(ctx context.Context, entry string) ([]string, error) {
	db, err := s.db.Visible(ctx, access.ManageDrafts)
	if err != nil {
		return nil, err
	}
	e, _ := apptype.PaneEntryOf(entry)
	var added []string
	for _, def := range e.Types {
		there, err := suppliedApps(db, def)
		if err != nil {
			return nil, err
		}
		for _, supplied := range def.Supplied {
			if app, ok := there[supplied.Identity]; ok && !app.Hidden {
				added = append(added, supplied.ID)
			}
		}
	}
	return added, nil
}

// ComesBack is the app that is there, no longer listed, and that the first of the apps chosen in a draft is: creating brings it
// back under its own ID. It is empty when that one is new, or none is chosen from a list.
func (s *Store) ComesBack(ctx context.Context, d models.Draft) (models.ID, error) {
	if err := db.May(ctx, access.ManageDrafts, access.Draft(d)); err != nil {
		return "", err
	}
	apps := SelectedApps(d)
	if len(apps) == 0 {
		return "", nil
	}
	def, err := typeOf(apps[0])
	if err != nil {
		return "", err
	}
	there, err := suppliedApps(s.db.Rows(ctx), def)
	return there[def.Detect(def.ValuesOf(apps[0])).ID].ID, err
}

// suppliedApps are the apps of a type by their identity, those that are no longer listed included. There are never more than
// the type supplies.
func suppliedApps(db *gorm.DB, def *apptype.Definition) (map[string]models.App, error) {
	var apps []models.App
	err := db.Where("type = ?", def.ID).Find(&apps).Error
	there := make(map[string]models.App, len(apps))
	for _, a := range apps {
		there[def.Detect(def.ValuesOf(a)).ID] = a
	}
	return there, err
}

// addSelectionErrors adds what is wrong with a choice of apps and with who they are assigned to: every app has to allow it.
func addSelectionErrors(db *gorm.DB, d models.Draft, found field.Errors) error {
	apps := SelectedApps(d)
	if len(apps) == 0 {
		return nil
	}
	wanted, err := named(db, made(models.AppOf(d.ID), d.Assigned))
	if err != nil {
		return err
	}
	for _, app := range apps {
		def, err := typeOf(app)
		if err != nil {
			return err
		}
		there, err := suppliedApps(db, def)
		if err != nil {
			return err
		}
		if twin, ok := there[def.Detect(def.ValuesOf(app)).ID]; ok && !twin.Hidden {
			found[apptype.Selection] = models.T("%s (%s) has already been added. Remove it from the selection.", app.Name, def.Name)
		}
		for _, p := range targeting.Check(wanted, def.Assign(app.Values).Allow) {
			found[fmt.Sprintf("%s.%d", AssignmentsStep, p.Index)] = p.Text
		}
	}
	return nil
}

// publishSelected adds all apps that were chosen, assigned alike. One that is there and no longer listed comes back as it was.
func (t *tx) publishSelected(d models.Draft, in []apptype.Words) (models.App, error) {
	apps := SelectedApps(d, in...)
	for i := range apps {
		if err := t.addSelected(&apps[i], d); err != nil {
			return apps[0], err
		}
	}
	return apps[0], t.endDraft(d)
}

func (t *tx) addSelected(app *models.App, d models.Draft) error {
	def, err := typeOf(*app)
	if err != nil {
		return err
	}
	there, err := suppliedApps(t.DB, def)
	if err != nil {
		return err
	}
	if twin, ok := there[def.Detect(def.ValuesOf(*app)).ID]; ok {
		*app = twin
		if err := t.list(app, true); err != nil {
			return err
		}
		if err := t.Record(activity.CreateApp, app.ID, app.Name, models.Change{Field: "type", New: app.Type}); err != nil {
			return err
		}
	} else if err := t.addApp(app, d.Categories); err != nil {
		return err
	}
	return t.assign(*app, d.Assigned)
}

// updateListed takes an app off the list when it has just lost its last assignment and its type wants that; one that is assigned is listed.
func (t *tx) updateListed(app models.App, unassigned bool) error {
	def, err := typeOf(app)
	if err != nil || !def.UnlistedWhenUnassigned || app.Hidden == unassigned {
		return err
	}
	return t.list(&app, !unassigned)
}

// list shows an app in lists, or does so no longer. It counts as changed.
func (t *tx) list(app *models.App, is bool) error {
	app.Hidden = !is
	return t.Exec("UPDATE apps SET hidden = ?, version = version + 1, updated_at = ? WHERE id = ?", !is, t.Now, app.ID).Error
}
