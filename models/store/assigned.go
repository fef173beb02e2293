package store

// An app is assigned to somebody when an assignment includes somebody: one that only excludes gives it to nobody.
const (
	inclusions = "SELECT app_id, intent FROM assignments WHERE mode = 'include'"
	isAssigned = "EXISTS (" + inclusions + " AND app_id = apps.id)" // a condition on apps
)
