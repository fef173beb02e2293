package store

import (
	"maps"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/targeting"
)

// belonging is the groups that a device and its user are in.
type belonging struct {
	direct map[models.ID]bool         // groups with the device or the user as a direct member
	groups map[models.ID]models.Group // these and all above them, by id
	inside targeting.Nesting          // as far as it leads to those
}

// groupsAbove reads the groups a device and a user are in, directly or through nesting. Either may be empty.
func groupsAbove(db *gorm.DB, device, user models.ID) (belonging, error) {
	var rows []struct {
		ID     models.ID
		Kind   models.GroupKind
		Name   string
		Child  models.ID // the nested group through which this one contains them; empty for a direct membership
		Direct bool
	}
	err := db.Raw(`WITH RECURSIVE above (id, child) AS (
			SELECT group_id, NULL FROM group_devices WHERE device_id = ?
			UNION
			SELECT group_id, NULL FROM group_users WHERE user_id = ?
			UNION
			SELECT group_children.parent_id, group_children.child_id FROM above JOIN group_children ON group_children.child_id = above.id
		)
		SELECT groups.id, groups.kind, groups.name, above.child, above.child IS NULL AS direct
		FROM above JOIN groups ON groups.id = above.id`, device, user).Scan(&rows).Error
	m := belonging{map[models.ID]bool{}, map[models.ID]models.Group{}, targeting.Nesting{}}
	for _, r := range rows {
		m.groups[r.ID] = models.Group{ID: r.ID, Kind: r.Kind, Name: r.Name}
		if r.Direct {
			m.direct[r.ID] = true
		} else {
			m.inside[r.ID] = append(m.inside[r.ID], r.Child)
		}
	}
	return m, err
}

// subject is the device and its user in these groups.
func (m belonging) subject(d models.Device) targeting.Subject {
	s := targeting.Subject{DeviceID: d.ID, DeviceGroups: map[models.ID]bool{}, UserID: d.PrimaryUserID,
		UserGroups: map[models.ID]bool{}, Enrolled: d.Enrolled}
	for id, g := range m.groups {
		if g.Kind == models.UserGroup {
			s.UserGroups[id] = true
		} else {
			s.DeviceGroups[id] = true
		}
	}
	return s
}

// paths leads from each of the groups that contain the device or user down to one where they are a direct member.
func (m belonging) paths(groups []models.ID) map[models.ID][]models.Group {
	paths := map[models.ID][]models.Group{}
	for _, from := range groups {
		for _, to := range slices.Sorted(maps.Keys(m.direct)) {
			path := m.inside.Path(from, to)
			if path == nil || paths[from] != nil && len(paths[from]) <= len(path) {
				continue
			}
			paths[from] = nil
			for _, id := range path {
				paths[from] = append(paths[from], m.groups[id])
			}
		}
	}
	return paths
}

func (m belonging) ids() []models.ID { return slices.Collect(maps.Keys(m.groups)) }
