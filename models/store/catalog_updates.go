package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// CatalogApp is an app of the Enterprise App Catalog, as the list of updates sees it.
type CatalogApp struct {
	ID             models.ID
	Type           string
	Name           string
	Publisher      string
	DisplayVersion string
	LogoID         models.ID
	Values         map[string]string `gorm:"column:answers;serializer:json"`
	DraftID        models.ID         `gorm:"-"` // of an update that is being made
}

// mostCatalogApps bounds the list of apps of a catalog.
const mostCatalogApps = 1000

// CatalogApps lists the apps whose content came from a catalog and that no other app supersedes, by name.
func (s *Store) CatalogApps(ctx context.Context) ([]CatalogApp, error) {
	db, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	var apps []CatalogApp
	err = db.Model(&models.App{}).Select("id", "type", "name", "publisher", "display_version", "logo_id", "answers").
		Where("type IN ? AND NOT EXISTS (SELECT 1 FROM app_relations r WHERE r.other_id = apps.id AND r.kind = ?)", apptype.FetchedTypes(), models.Supersedence).
		Order("name_key, id").Limit(mostCatalogApps).Find(&apps).Error
	if err != nil {
		return nil, err
	}
	updates, err := updatesOf(db)
	for i := range apps {
		apps[i].DraftID = updates[apps[i].ID]
	}
	return apps, err
}

// updatesOf are the drafts that will supersede an app of a catalog, by that app.
func updatesOf(db *gorm.DB) (map[models.ID]models.ID, error) {
	var drafts []models.Draft
	err := db.Select("id", "type", "relations").Where("type <> ''").Find(&drafts).Error
	by := map[models.ID]models.ID{}
	for _, d := range drafts {
		for _, r := range d.Relations {
			if fetched(d) && r.Kind == models.Supersedence {
				by[r.OtherID] = d.ID
			}
		}
	}
	return by, err
}

// SupersedeFound begins an app that takes the place of another one with a newer installer from its catalog. It gets the
// assignments, the categories and the dependencies of the old app, and what people typed there about it; commands, requirements and
// rules are those of the new installer. As soon as its content is here and its signature checked it becomes an app, which supersedes
// the old one and takes its assignments over: see takeOver. Where somebody else signed it than the old one, people make it an app. The
// picture may be empty.
func (s *Store) SupersedeFound(ctx context.Context, id models.ID, found models.Found, picture models.ID) (models.Draft, error) {
	for _, action := range []access.Action{access.ManageDrafts, access.ManageApps} {
		if err := db.May(ctx, action, access.Object{}); err != nil {
			return models.Draft{}, err
		}
	}
	var d models.Draft
	err := s.change(ctx, func(t *tx) error {
		old, err := db.First[models.App](ctx, t.DB.Where("id = ?", id))
		if old, err = db.Allowed(ctx, access.RelateApps, access.App, old, err, noApp()); err != nil {
			return err
		}
		def, ok := apptype.Get(old.Type)
		if !ok || !def.Fetched() || string(def.Lookup) != found.Source {
			return models.Invalid("%s is not from this catalog, so it cannot be updated from there.", old.Name)
		}
		if old, err = withApp(old, orEmpty(t.OpenSealed)); err != nil {
			return err
		}
		updates, err := updatesOf(t.DB)
		if err != nil {
			return err
		}
		if updates[id] != "" {
			return models.Conflict("An update of %s is already in progress. Open its draft.", old.Name)
		}
		if d, err = t.replacementDraft(def, old, found, picture); err != nil {
			return err
		}
		_, _, err = t.fetchContent(&d)
		return err
	})
	return d, err
}

// replacementDraft writes the draft of the app that takes another one's place.
func (t *tx) replacementDraft(def *apptype.Definition, old models.App, found models.Found, picture models.ID) (models.Draft, error) {
	assigned, err := assignmentsOf(t.DB, old.ID)
	if err != nil {
		return models.Draft{}, err
	}
	categories, err := categoriesOf(t.DB, old.ID)
	if err != nil {
		return models.Draft{}, err
	}
	related, err := relatedTo(t.DB, old.ID)
	if err != nil {
		return models.Draft{}, err
	}
	found.PublishBy, found.Replaces = t.Actor.UserID, old.ID
	d := models.Draft{
		ID: models.NewID(), Type: def.ID, Entry: def.Entry.ID, UserID: t.Actor.UserID, Form: def.CarriedOver(old), Step: ReviewStep,
		Categories: []models.ID{}, Assigned: []models.DraftAssignment{}, Found: found, LogoID: picture, Begun: true, Version: 1, PeopleVersion: 1,
		Relations: []models.Relation{{Kind: models.Supersedence, OtherID: old.ID}},
	}
	if d.LogoID == "" {
		d.LogoID = old.LogoID
	}
	for _, r := range related.of(old.ID) {
		if r.Kind == models.Dependency {
			d.Relations = append(d.Relations, r)
		}
	}
	d.Form, _ = def.Fill(d.Form, DraftFile{}.Known(d))
	for _, c := range categories {
		d.Categories = append(d.Categories, c.ID)
	}
	for _, a := range assigned {
		d.Assigned = append(d.Assigned, draftAssignment(a))
	}
	d.Assigned = slices.Clip(d.Assigned)
	if err := t.createDraft(d); err != nil {
		return d, err
	}
	return d, t.Record(activity.CreateDraft, d.ID, draftName(d), models.Change{Field: apptype.Supersedence, New: old.Name})
}
