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
	condition := "EXISTS (SELECT 1 FROM json_each(CAST(inventory AS text)) AS line WHERE line.value ->> 'kind' = ? AND line.value ->> 'id' = ?)"
	if s.db.Postgres() {
		condition = "inventory @> jsonb_build_array(jsonb_build_object('kind', CAST(? AS text), 'id', CAST(? AS text)))"
	}
	detection := def.Detect(a.Values)
	parts := append([]models.Detection{detection}, detection.Also...)
	var args []any
	for _, d := range parts {
		args = append(args, d.Kind, d.ID)
	}
	var n int64
	err = s.db.Rows(ctx).Model(&models.Device{}).
		Where("enrolled AND ("+strings.TrimSuffix(strings.Repeat(condition+" OR ", len(parts)), " OR ")+")", args...).Count(&n).Error
	return int(n), err
}
