package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// memberCounts counts the members of every target, those of nested groups included and each once.
func (s *Store) memberCounts(ctx context.Context, list []models.Assignment) ([]AssignmentLine, error) {
	counts, err := s.db.MemberCounts(ctx, groupsIn(list))
	if err != nil {
		return nil, err
	}
	for target, table := range map[models.TargetKind]string{models.TargetAllUsers: "users", models.TargetAllDevices: "devices"} {
		has := func(a models.Assignment) bool { return a.Target == target }
		if !slices.ContainsFunc(list, has) {
			continue
		}
		var n int64
		if err := s.db.Rows(ctx).Table(table).Count(&n).Error; err != nil {
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
	slices.SortStableFunc(lines, func(a, b AssignmentLine) int { return targeting.PageOrder(a.Assignment, b.Assignment) })
	return lines, nil
}

// mostGroups is how many groups go into one query.
const mostGroups = 10_000

// groupSet is a set of groups, each known by its place in a list. It fits the groups of an app's assignments before and after
// a change, and can be compared.
type groupSet [(2*mostAssignments + 63) / 64]uint64

func (r *groupSet) add(place int)     { r[place/64] |= 1 << (place % 64) }
func (r groupSet) has(place int) bool { return r[place/64]&(1<<(place%64)) != 0 }

// and is the groups that are in either set.
func (r groupSet) and(o groupSet) groupSet {
	for i := range r {
		r[i] |= o[i]
	}
	return r
}

// names gives the groups of the set, from the list of all.
func (r groupSet) names(groups []models.ID) map[models.ID]bool {
	in := map[models.ID]bool{}
	for i, g := range groups {
		if r.has(i) {
			in[g] = true
		}
	}
	return in
}

// membersOf says of every user without a device in which of the groups they are, directly or through nesting. Of devices their
// rows say it.
func membersOf(q *gorm.DB, snap *snapshot, groups []models.ID) (map[models.ID]groupSet, error) {
	inside := map[models.ID]groupSet{} // by each group with members, those of the groups that contain it
	for i, g := range groups {
		for _, id := range snap.Inside(g) {
			r := inside[id]
			r.add(i)
			inside[id] = r
		}
	}
	members := map[models.ID]groupSet{}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(inside)), mostGroups) {
		if err := addMembers(q, some, inside, members); err != nil {
			return nil, err
		}
	}
	return members, nil
}

func addMembers(q *gorm.DB, groups []models.ID, inside, members map[models.ID]groupSet) error {
	return db.Each(q.Raw(`SELECT group_id, user_id FROM group_users WHERE group_id IN ?
		AND NOT EXISTS (SELECT 1 FROM devices WHERE primary_user_id = user_id)`, groups), func(rows *sql.Rows) error {
		var group, member models.ID
		if err := rows.Scan(&group, &member); err != nil {
			return err
		}
		members[member] = members[member].and(inside[group])
		return nil
	})
}
