package store

import (
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
)

// insideGroups gives, for each of some groups (root), the groups nested in it and itself (id).
const insideGroups = `WITH RECURSIVE inside (root, id) AS (
	SELECT id, id FROM groups WHERE id IN ?
	UNION
	SELECT inside.root, group_children.child_id FROM inside JOIN group_children ON group_children.parent_id = inside.id
) `

// memberCounts counts the members of every target, those of nested groups included and each once.
func memberCounts(db *gorm.DB, list []models.Assignment) ([]AssignmentLine, error) {
	counts, err := groupCounts(db, groupsIn(list))
	if err != nil {
		return nil, err
	}
	for target, table := range map[models.TargetKind]string{models.TargetAllUsers: "users", models.TargetAllDevices: "devices"} {
		has := func(a models.Assignment) bool { return a.Target == target }
		if !slices.ContainsFunc(list, has) {
			continue
		}
		var n int64
		if err := db.Table(table).Count(&n).Error; err != nil {
			return nil, err
		}
		counts[models.ID(target)] = int(n)
	}
	lines := make([]AssignmentLine, len(list))
	for i, a := range list {
		members := counts[a.GroupID]
		if a.Target != models.TargetGroup {
			members = counts[models.ID(a.Target)]
		}
		lines[i] = AssignmentLine{a, members}
	}
	slices.SortStableFunc(lines, func(a, b AssignmentLine) int { return pageOrder(a.Assignment, b.Assignment) })
	return lines, nil
}

func groupCounts(db *gorm.DB, groups []models.ID) (map[models.ID]int, error) {
	counts := map[models.ID]int{}
	if len(groups) == 0 {
		return counts, nil
	}
	var rows []struct {
		Root models.ID
		N    int
	}
	err := db.Raw(insideGroups+`SELECT root, count(DISTINCT user_id) AS n FROM inside JOIN group_users ON group_users.group_id = inside.id GROUP BY root
		UNION ALL
		SELECT root, count(DISTINCT device_id) FROM inside JOIN group_devices ON group_devices.group_id = inside.id GROUP BY root`, groups).
		Scan(&rows).Error
	for _, r := range rows {
		counts[r.Root] += r.N
	}
	return counts, err
}

// reach is a set of groups, each known by its place in a list. It fits the groups of an app's assignments before and after
// a change, and can be compared.
type reach [(2*mostAssignments + 63) / 64]uint64

func (r *reach) add(place int)     { r[place/64] |= 1 << (place % 64) }
func (r reach) has(place int) bool { return r[place/64]&(1<<(place%64)) != 0 }

// names gives the groups of the set, from the list of all.
func (r reach) names(groups []models.ID) map[models.ID]bool {
	in := map[models.ID]bool{}
	for i, g := range groups {
		if r.has(i) {
			in[g] = true
		}
	}
	return in
}

// membersOf says of every user and device in which of the groups they are, directly or through nesting.
func membersOf(db *gorm.DB, groups []models.ID) (map[models.ID]reach, error) {
	members := map[models.ID]reach{}
	if len(groups) == 0 {
		return members, nil
	}
	place := map[models.ID]int{}
	for i, g := range groups {
		place[g] = i
	}
	rows, err := db.Raw(insideGroups+`SELECT root, user_id FROM inside JOIN group_users ON group_users.group_id = inside.id
		UNION ALL
		SELECT root, device_id FROM inside JOIN group_devices ON group_devices.group_id = inside.id`, groups).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var root, member models.ID
		if err := rows.Scan(&root, &member); err != nil {
			return nil, err
		}
		r := members[member]
		r.add(place[root])
		members[member] = r
	}
	return members, rows.Err()
}
