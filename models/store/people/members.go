package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
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
		names, err := t.Names(memberships[g.Kind].things, members)
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
	devices, err := t.DevicesOfMembers(g.Kind, added)
	if err != nil {
		return nil, err
	}
	return added, t.UpdateReach(devices...)
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
			return models.NotFound("This is not a direct member of the group %s. Remove it from its nested group.", g.Name)
		}
		names, err := t.Names(m.things, []models.ID{member})
		if err != nil {
			return err
		}
		devices, err := t.DevicesOfMembers(g.Kind, []models.ID{member})
		if err != nil {
			return err
		}
		if err := t.UpdateReach(devices...); err != nil {
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
		n, err := reach.Nesting(t.DB)
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
		if err := t.nestingChanged(nested...); err != nil {
			return err
		}
		return t.Record(activity.AddNestedGroup, parent, g.Name, c...)
	})
}

// nest puts one group into another, also in the nesting, and reports whether it was not there yet.
func (t *tx) nest(n targeting.Nesting, parent, child models.Group) (bool, error) {
	if child.Kind != parent.Kind {
		return false, models.InvalidField("group", "%s and %s have different member types. Add user groups to user groups and device groups to device groups.", child.Name, parent.Name)
	}
	if err := t.refuseCycle(n, parent, child); err != nil || slices.Contains(n[parent.ID], child.ID) {
		return false, err
	}
	n[parent.ID] = append(n[parent.ID], child.ID)
	return true, t.Table("group_children").Create(map[string]any{"parent_id": parent.ID, "child_id": child.ID}).Error
}

// nestingChanged lets devices know that groups that contain them stand in other groups now.
func (t *tx) nestingChanged(groups ...models.ID) error {
	t.BumpVersion(reach.OfGroups, "")
	devices, err := t.DevicesInside(groups...)
	if err != nil {
		return err
	}
	return t.UpdateReach(devices...)
}

// RemoveSubgroup takes a nested group out of its parent.
func (s *Store) RemoveSubgroup(ctx context.Context, parent, child models.ID) error {
	return s.changeGroup(ctx, parent, func(t *tx, g models.Group) error {
		result := t.Exec("DELETE FROM group_children WHERE parent_id = ? AND child_id = ?", parent, child)
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			return models.NotFound("This group is no longer nested in %s. Go back to the group.", g.Name)
		}
		names, err := t.Names("groups", []models.ID{child})
		if err != nil {
			return err
		}
		if err := t.nestingChanged(child); err != nil {
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
	names, err := t.Names("groups", path)
	if err != nil {
		return err
	}
	if len(path) == 1 {
		return models.InvalidField("group", "A group cannot be nested in itself. Choose a group other than %s.", child.Name)
	}
	var steps []string
	for _, id := range slices.Backward(path) {
		steps = append(steps, names[id])
	}
	return models.InvalidField("group", "%s cannot be nested in %s, because the group would contain itself: %s.",
		child.Name, parent.Name, strings.Join(append(steps, parent.Name), " < "))
}

func noMember(g models.Group) error {
	if g.Kind == models.DeviceGroup {
		return models.InvalidField("member", "Only devices can be members of %s. A selected member is not a device or was deleted. Select again.", g.Name)
	}
	return models.InvalidField("member", "Only users can be members of %s. A selected member is not a user or was deleted. Select again.", g.Name)
}

func tooManyAtOnce() error {
	return models.Invalid("Add up to %s members at a time.", mostMembersAtOnce)
}
