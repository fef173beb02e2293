package reach

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"appdepot/models"
)

// mostPairs is how many pairs of a group and one nested in it go into one query; SQLite takes twice as many values.
const mostPairs = 10_000

// MemberCounts counts the members of groups, those of nested groups included and each once.
func (d *Database) MemberCounts(ctx context.Context, groups []models.ID) (map[models.ID]int, error) {
	counts := map[models.ID]int{}
	if len(groups) == 0 {
		return counts, nil
	}
	nested, err := d.Nested(ctx)
	if err != nil {
		return nil, err
	}
	var pairs []any
	for _, root := range groups {
		for _, id := range nested.Inside(root) {
			pairs = append(pairs, root, id)
		}
		if len(pairs) >= mostPairs {
			if err := countInside(d.Rows(ctx), pairs, counts); err != nil {
				return nil, err
			}
			pairs = nil
		}
	}
	return counts, countInside(d.Rows(ctx), pairs, counts)
}

// countInside adds the members of groups to the counts, from pairs of each group and one that is in it.
func countInside(db *gorm.DB, pairs []any, counts map[models.ID]int) error {
	if len(pairs) == 0 {
		return nil
	}
	var rows []struct {
		Root models.ID
		N    int
	}
	values := strings.TrimSuffix(strings.Repeat("(?, ?), ", len(pairs)/2), ", ")
	err := db.Raw(`WITH inside (root, id) AS (VALUES `+values+`)
		SELECT root, count(DISTINCT user_id) AS n FROM inside JOIN group_users ON group_users.group_id = inside.id GROUP BY root
		UNION ALL
		SELECT root, count(DISTINCT device_id) FROM inside JOIN group_devices ON group_devices.group_id = inside.id GROUP BY root`, pairs...).
		Scan(&rows).Error
	for _, r := range rows {
		counts[r.Root] += r.N
	}
	return err
}
