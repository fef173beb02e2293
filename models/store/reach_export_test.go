package store

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/reach"
	"appdepot/models/targeting"
)

// WrongReach lists the devices whose stored reach is not what a recount comes to: every group is asked for its members, however
// they come to be in it.
func (s *Store) WrongReach(ctx context.Context) (wrong []models.ID, err error) {
	var devices []reach.DeviceRow
	if err := s.db.Rows(ctx).Find(&devices).Error; err != nil {
		return nil, err
	}
	var groups []models.ID
	if err := s.db.Rows(ctx).Table("groups").Pluck("id", &groups).Error; err != nil {
		return nil, err
	}
	var direct []struct{ GroupID, Member models.ID }
	err = s.db.Rows(ctx).Raw("SELECT group_id, user_id AS member FROM group_users UNION ALL SELECT group_id, device_id FROM group_devices").Scan(&direct).Error
	if err != nil {
		return nil, err
	}
	n, err := reach.Nesting(s.db.Rows(ctx))
	if err != nil {
		return nil, err
	}
	members := map[models.ID]map[models.ID]bool{}
	for _, g := range groups {
		inside := n.Inside(g)
		members[g] = map[models.ID]bool{}
		for _, m := range direct {
			if slices.Contains(inside, m.GroupID) {
				members[g][m.Member] = true
			}
		}
	}
	for _, d := range devices {
		want := targeting.Groups{}
		for g, in := range members {
			want[g] = in[d.ID] || d.PrimaryUserID != "" && in[d.PrimaryUserID]
		}
		if !bytes.Equal(want.Pack(), d.Reach) {
			wrong = append(wrong, d.ID)
		}
	}
	return wrong, nil
}

// PlanOf is what a device is planned for, and whether it is planned anew at its next check-in.
type PlanOf struct {
	User    models.ID
	Reach   string
	Planned bool
}

// Plans reads what every device is planned for.
func (s *Store) Plans(ctx context.Context) (map[models.ID]PlanOf, error) {
	var devices []reach.DeviceRow
	err := s.db.Rows(ctx).Find(&devices).Error
	plans := map[models.ID]PlanOf{}
	for _, d := range devices {
		plans[d.ID] = PlanOf{d.PrimaryUserID, string(d.Reach), d.PlanVersion != reach.Unplanned}
	}
	return plans, err
}

// PlanAll makes as if every device had just been planned.
func (s *Store) PlanAll(ctx context.Context) error {
	return s.db.Write.WithContext(ctx).Exec("UPDATE devices SET plan_version = ?", s.db.Versions().Newest).Error
}

// ForgetReach makes as if the server had just been updated to the version that brings reach.
func (s *Store) ForgetReach(ctx context.Context) error {
	return s.db.Write.WithContext(ctx).Exec("UPDATE devices SET reach = NULL").Error
}

// PlanNone makes every device's next check-in plan.
func (s *Store) PlanNone(ctx context.Context) error {
	return s.db.Write.WithContext(ctx).Exec("UPDATE devices SET plan_version = ?", reach.Unplanned).Error
}

// DuringExchanges calls fn in the transaction of every check-in that plans, before it reads what is stored about apps; nil calls
// nothing any more.
func (s *Store) DuringExchanges(fn func()) {
	on := s.db.Write.Callback().Row()
	if fn == nil {
		on.Remove("test:during")
		return
	}
	inside := false
	err := on.Before("gorm:row").Register("test:during", func(db *gorm.DB) {
		if sql := db.Statement.SQL.String(); !inside && strings.Contains(sql, "FROM orders") && strings.Contains(sql, "orders later") {
			inside = true
			fn()
			inside = false
		}
	})
	if err != nil {
		panic(err)
	}
}
