package store

import (
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/relate"
)

// portalState is what is known about apps on one device, by app.
type portalState struct {
	installs   map[models.ID]models.Install
	requests   map[models.ID]models.Request
	orders     map[models.ID]models.Order // open ones
	categories map[models.ID][]models.Category
	graph      *relate.Graph
}

// known reads what is known about all apps of the device, or only about one.
func (p portal) known(db *gorm.DB, only models.ID) (portalState, error) {
	here := func() *gorm.DB {
		q := db.Where("device_id = ?", p.device.ID)
		if only != "" {
			q = q.Where("app_id = ?", only)
		}
		return q
	}
	var k portalState
	var err error
	if k.installs, err = byApp(here(), func(i models.Install) models.ID { return i.AppID }); err != nil {
		return k, err
	}
	if k.requests, err = byApp(here(), func(r models.Request) models.ID { return r.AppID }); err != nil {
		return k, err
	}
	if k.orders, err = byApp(here().Where("done_at IS NULL AND NOT withdrawn"), func(o models.Order) models.ID { return o.AppID }); err != nil {
		return k, err
	}
	if k.categories, err = categoriesByApp(db, only); err != nil {
		return k, err
	}
	k.graph, err = p.graph(db, only)
	return k, err
}

func byApp[T any](q *gorm.DB, app func(T) models.ID) (map[models.ID]T, error) {
	var rows []T
	err := q.Find(&rows).Error
	m := make(map[models.ID]T, len(rows))
	for _, r := range rows {
		m[app(r)] = r
	}
	return m, err
}

// categoriesByApp lists the categories of every assigned app, or of one, by name.
func categoriesByApp(db *gorm.DB, only models.ID) (map[models.ID][]models.Category, error) {
	var rows []struct {
		models.Category
		AppID models.ID
	}
	q := db.Table("app_categories").Select("app_categories.app_id, categories.id, categories.name").
		Joins("JOIN categories ON categories.id = app_categories.category_id").Order("categories.name_key")
	if only != "" {
		q = q.Where("app_categories.app_id = ?", only)
	} else {
		q = q.Where("app_categories.app_id IN (SELECT app_id FROM assignments)")
	}
	err := q.Find(&rows).Error
	m := map[models.ID][]models.Category{}
	for _, r := range rows {
		m[r.AppID] = append(m[r.AppID], r.Category)
	}
	return m, err
}
