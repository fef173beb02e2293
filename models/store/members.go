package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

const mostMembersAtOnce = 500

// membership says where the members of a kind of group stand.
type membership struct {
	table, column string // of the direct memberships
	things        string // table of the members themselves
}

var memberships = map[models.GroupKind]membership{
	models.UserGroup:   {"group_users", "user_id", "users"},
	models.DeviceGroup: {"group_devices", "device_id", "devices"},
}

// AddMember puts users into a group of users, or devices into a group of devices. Members it has already are no error.
func (s *Store) AddMember(ctx context.Context, groupID models.ID, members ...models.ID) error {
	if len(members) > mostMembersAtOnce {
		return tooManyAtOnce()
	}
	return s.changeGroup(ctx, groupID, func(t *tx, g models.Group) error {
		names, err := t.names(memberships[g.Kind].things, members)
		if err != nil {
			return err
		}
		if len(names) < len(slices.Compact(slices.Sorted(slices.Values(members)))) {
			return noMember(g)
		}
		added, err := t.join(g, members)
		if err != nil || len(added) == 0 {
			return err
		}
		var c db.Changes
		for _, id := range added {
			c.Add("member", "", names[id])
		}
		return t.Record(activity.AddMember, groupID, g.Name, c...)
	})
}

// join puts users or devices into a group and gives those that were not in it.
func (t *tx) join(g models.Group, members []models.ID) ([]models.ID, error) {
	m := memberships[g.Kind]
	var there []models.ID
	err := t.Table(m.table).Where(fmt.Sprintf("group_id = ? AND %s IN ?", m.column), g.ID, members).Pluck(m.column, &there).Error
	if err != nil {
		return nil, err
	}
	var added []models.ID
	var rows []map[string]any
	for _, id := range members {
		if !slices.Contains(there, id) && !slices.Contains(added, id) {
			added = append(added, id)
			rows = append(rows, map[string]any{"group_id": g.ID, m.column: id})
		}
	}
	if len(added) == 0 {
		return nil, nil
	}
	if err := t.Table(m.table).CreateInBatches(rows, db.RowsAtOnce).Error; err != nil {
		return nil, err
	}
	devices, err := t.devicesOfMembers(g.Kind, added)
	if err != nil {
		return nil, err
	}
	return added, t.regroup(devices...)
}

// RemoveMember takes a user or a device out of a group it is directly in.
func (s *Store) RemoveMember(ctx context.Context, groupID, member models.ID) error {
	return s.changeGroup(ctx, groupID, func(t *tx, g models.Group) error {
		m := memberships[g.Kind]
		result := t.Exec(fmt.Sprintf("DELETE FROM %s WHERE group_id = ? AND %s = ?", m.table, m.column), groupID, member)
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			return models.NotFound("This is not a direct member of the group %s. Remove it from the nested group it belongs to.", g.Name)
		}
		names, err := t.names(m.things, []models.ID{member})
		if err != nil {
			return err
		}
		devices, err := t.devicesOfMembers(g.Kind, []models.ID{member})
		if err != nil {
			return err
		}
		if err := t.regroup(devices...); err != nil {
			return err
		}
		return t.Record(activity.RemoveMember, groupID, g.Name, models.Change{Field: "member", Old: names[member]})
	})
}

// AddSubgroup nests groups in another of the same kind: their members become members of the parent. A cycle is refused, and
// its path named.
func (s *Store) AddSubgroup(ctx context.Context, parent models.ID, children ...models.ID) error {
	if len(children) > mostMembersAtOnce {
		return tooManyAtOnce()
	}
	return s.changeGroup(ctx, parent, func(t *tx, g models.Group) error {
		n, err := nesting(t.DB)
		if err != nil {
			return err
		}
		var c db.Changes
		var nested []models.ID
		for _, id := range children {
			child, err := t.group(id)
			if err != nil {
				return err
			}
			added, err := t.nest(n, g, child)
			if err != nil {
				return err
			}
			if added {
				c.Add("group", "", child.Name)
				nested = append(nested, id)
			}
		}
		if len(c) == 0 {
			return nil
		}
		if err := t.renest(nested...); err != nil {
			return err
		}
		return t.Record(activity.AddNestedGroup, parent, g.Name, c...)
	})
}

// nest puts one group into another, also in the nesting, and reports whether it was not there yet.
func (t *tx) nest(n targeting.Nesting, parent, child models.Group) (bool, error) {
	if child.Kind != parent.Kind {
		return false, models.InvalidField("group", "%s and %s have different kinds of members. Nest groups of users in groups of users, and groups of devices in groups of devices.", child.Name, parent.Name)
	}
	if err := t.refuseCycle(n, parent, child); err != nil || slices.Contains(n[parent.ID], child.ID) {
		return false, err
	}
	n[parent.ID] = append(n[parent.ID], child.ID)
	return true, t.Table("group_children").Create(map[string]any{"parent_id": parent.ID, "child_id": child.ID}).Error
}

// renest lets devices know that groups that contain them stand in other groups now.
func (t *tx) renest(groups ...models.ID) error {
	t.move(movedGroups, "")
	devices, err := t.devicesInside(groups...)
	if err != nil {
		return err
	}
	return t.regroup(devices...)
}

// RemoveSubgroup takes a nested group out of its parent.
func (s *Store) RemoveSubgroup(ctx context.Context, parent, child models.ID) error {
	return s.changeGroup(ctx, parent, func(t *tx, g models.Group) error {
		result := t.Exec("DELETE FROM group_children WHERE parent_id = ? AND child_id = ?", parent, child)
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			return models.NotFound("This group is not nested in %s any more. Go back to the group.", g.Name)
		}
		names, err := t.names("groups", []models.ID{child})
		if err != nil {
			return err
		}
		if err := t.renest(child); err != nil {
			return err
		}
		return t.Record(activity.RemoveNestedGroup, parent, g.Name, models.Change{Field: "group", Old: names[child]})
	})
}

// refuseCycle says along which groups the parent is in the child already.
func (t *tx) refuseCycle(n targeting.Nesting, parent, child models.Group) error {
	path := n.Path(child.ID, parent.ID)
	if path == nil {
		return nil
	}
	names, err := t.names("groups", path)
	if err != nil {
		return err
	}
	if len(path) == 1 {
		return models.InvalidField("group", "A group cannot be nested in itself. Choose another group than %s.", child.Name)
	}
	var steps []string
	for _, id := range slices.Backward(path) {
		steps = append(steps, names[id])
	}
	return models.InvalidField("group", "%s cannot be nested in %s, because a group would then contain itself: %s.",
		child.Name, parent.Name, strings.Join(append(steps, parent.Name), " < "))
}

// nesting reads which groups stand directly in which.
func nesting(db *gorm.DB) (targeting.Nesting, error) {
	var edges []struct{ ParentID, ChildID models.ID }
	if err := db.Table("group_children").Find(&edges).Error; err != nil {
		return nil, err
	}
	n := targeting.Nesting{}
	for _, e := range edges {
		n[e.ParentID] = append(n[e.ParentID], e.ChildID)
	}
	return n, nil
}

// names are the names of rows of a table, by id.
func (t *tx) names(table string, ids []models.ID) (map[models.ID]string, error) {
	var rows []struct {
		ID   models.ID
		Name string
	}
	err := t.Table(table).Select("id", "name").Where("id IN ?", ids).Find(&rows).Error
	names := map[models.ID]string{}
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, err
}

func noMember(g models.Group) error {
	if g.Kind == models.DeviceGroup {
		return models.InvalidField("member", "Only devices can be members of %s, and one of those chosen is none or was deleted. Choose again.", g.Name)
	}
	return models.InvalidField("member", "Only users can be members of %s, and one of those chosen is none or was deleted. Choose again.", g.Name)
}

func tooManyAtOnce() error {
	return models.Invalid("At most %s members can be added at once. Add them in several steps.", mostMembersAtOnce)
}
