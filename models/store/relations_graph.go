package store

import (
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/relate"
)

// RelatedApp is an app as its relations show it.
type RelatedApp struct {
	ID             models.ID
	Type           string
	Name           string
	Publisher      string
	DisplayVersion string
	LogoID         models.ID
	Assigned       bool // to anybody
}

// relatedColumns are what a RelatedApp is read from.
const relatedColumns = `apps.id, apps.type, apps.name, apps.publisher, apps.display_version, apps.logo_id,
	` + isAssigned + ` AS assigned`

// joinedApps are the ids of some apps and of everything that is joined to them by relations of any kind.
const joinedApps = `WITH RECURSIVE joined (id) AS (
		SELECT id FROM apps WHERE id IN (?)
		UNION SELECT CASE WHEN r.app_id = joined.id THEN r.other_id ELSE r.app_id END
		FROM joined JOIN app_relations r ON r.app_id = joined.id OR r.other_id = joined.id) `

// related is apps with the relations between them, and everything that is joined to them.
type related struct {
	apps   map[models.ID]RelatedApp
	arrows []models.AppRelation // by kind, then by the name of the other app
}

// relatedTo reads everything that is joined to some apps, themselves included.
func relatedTo(db *gorm.DB, ids ...models.ID) (related, error) {
	r := related{apps: map[models.ID]RelatedApp{}}
	var joined []models.ID
	if err := db.Raw(joinedApps+"SELECT id FROM joined", ids).Scan(&joined).Error; err != nil {
		return r, err
	}
	if len(joined) == 0 {
		return r, nil
	}
	var apps []RelatedApp
	if err := db.Table("apps").Select(relatedColumns).Where("id IN ?", joined).Find(&apps).Error; err != nil {
		return r, err
	}
	for _, a := range apps {
		r.apps[a.ID] = a
	}
	err := db.Table("app_relations").Select("app_relations.*").Joins("JOIN apps ON apps.id = app_relations.other_id").
		Where("app_relations.app_id IN ?", joined).Order("app_relations.kind, apps.name_key, app_relations.other_id, app_relations.app_id").
		Find(&r.arrows).Error
	return r, err
}

// graph is what is known, for decisions.
func (r related) graph() *relate.Graph {
	var apps []relate.App
	for _, a := range r.apps {
		apps = append(apps, relate.App{ID: a.ID, Name: a.Name, CanRelate: apptype.CanRelate(a.Type), Assigned: a.Assigned})
	}
	return relate.New(apps, r.arrows)
}

// of lists the relations that start at an app.
func (r related) of(app models.ID) []models.Relation {
	list := []models.Relation{}
	for _, a := range r.arrows {
		if a.AppID == app {
			list = append(list, a.Relation)
		}
	}
	return list
}

// relatedWith reads what decides about relations that an app is to have. The app itself need not exist yet.
func relatedWith(db *gorm.DB, app RelatedApp, wanted []models.Relation) (related, error) {
	ids := []models.ID{app.ID}
	for _, w := range wanted {
		ids = append(ids, w.OtherID)
	}
	r, err := relatedTo(db, ids...)
	if _, exists := r.apps[app.ID]; !exists && err == nil {
		r.apps[app.ID] = app
	}
	return r, err
}

// lockRelations lets one transaction at a time change relations, because what may be added depends on all that are there.
// SQLite has one writer anyway.
func (t *tx) lockRelations() error {
	if t.Name() != "postgres" {
		return nil
	}
	return t.Exec("LOCK TABLE app_relations IN SHARE ROW EXCLUSIVE MODE").Error
}
