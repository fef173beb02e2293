package store

import (
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/relate"
)

// graph is everything that is joined by relations to the apps a device may have, or to one app.
func (p portal) graph(db *gorm.DB, only models.ID) (*relate.Graph, error) {
	var arrows []models.AppRelation
	err := db.Raw(joinedApps+`SELECT r.* FROM app_relations r JOIN joined ON joined.id = r.app_id ORDER BY r.app_id, r.other_id`, p.appIDs(only)).Scan(&arrows).Error
	return relate.New(nil, arrows), err
}

// markReplaced says of each app which other one of the list takes its place. Where a newer app is there for the device, people
// are no longer offered the older one; what is required stays (reference: 2.6, Available).
func markReplaced(list []PortalApp) {
	there := map[models.ID]bool{}
	for _, a := range list {
		there[a.ID] = a.Listed()
	}
	for i, a := range list {
		first := slices.IndexFunc(a.newer, func(id models.ID) bool { return there[id] })
		if first >= 0 && !a.Decision.Required {
			list[i].SupersededBy = a.newer[first]
		}
	}
}

// withNewer is an app and those that take its place, as far as they exist.
func (p portal) withNewer(db *gorm.DB, a PortalApp) ([]PortalApp, error) {
	list := []PortalApp{a}
	for _, id := range a.newer {
		newer, err := p.apps(db, id)
		if err != nil {
			return nil, err
		}
		list = append(list, newer...)
	}
	return list, nil
}
