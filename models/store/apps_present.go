package store

import (
	"context"
	"strings"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/apptype"
	"appdepot/models/store/db"
)

// DevicesWith counts the enrolled devices whose inventory has the app, whether it is assigned to them or not. Install states do not
// tell: they end with the assignments.
func (s *Store) DevicesWith(ctx context.Context, app models.ID) (int, error) {
	a, err := db.First[models.App](ctx, s.db.Read.Where("id = ?", app))
	if a, err = db.Allowed(ctx, access.ReadApps, access.App, a, err, noApp()); err != nil {
		return 0, err
	}
	def, known := apptype.Get(a.Type)
	if !known {
		return 0, nil
	}
	detection := def.Detect(a.Values)
	has, args := s.inventoryHas(append([]models.Detection{detection}, detection.Also...))
	var n int64
	err = s.db.Rows(ctx).Model(&models.Device{}).Where("enrolled AND ("+has+")", args...).Count(&n).Error
	return int(n), err
}

// inventoryHas is the condition that a device's inventory has at least one of these, whatever its version.
func (s *Store) inventoryHas(parts []models.Detection) (condition string, args []any) {
	one := "EXISTS (SELECT 1 FROM json_each(CAST(inventory AS text)) AS line WHERE line.value ->> 'kind' = ? AND line.value ->> 'id' = ?)"
	if s.db.Postgres() {
		one = "inventory @> jsonb_build_array(jsonb_build_object('kind', CAST(? AS text), 'id', CAST(? AS text)))"
	}
	for _, d := range parts {
		args = append(args, d.Kind, d.ID)
	}
	return strings.TrimSuffix(strings.Repeat(one+" OR ", len(parts)), " OR "), args
}
