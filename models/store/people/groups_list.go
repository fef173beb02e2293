package people

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// GroupQuery chooses groups. Empty fields choose all.
type GroupQuery struct {
	IDs    []models.ID        // only these; nil for all
	Search string             // anywhere in the name
	Kinds  []models.GroupKind // any of them
	Sort   models.Sort        // name or kind
	Page   models.Page
}

// GroupLine is a group with the numbers a list shows.
type GroupLine struct {
	models.Group
	Members int `gorm:"-"` // users or devices, those of nested groups included
	Nested  int // groups directly in it
	Apps    int // assigned to it
}

var groupColumns = map[string]db.Column[GroupLine]{
	"name": db.SortBy("groups.name_key", func(l GroupLine) any { return l.NameKey }),
	"kind": db.SortBy("groups.kind", func(l GroupLine) any { return string(l.Kind) }),
}

// Groups lists groups.
func (s *Store) Groups(ctx context.Context, q GroupQuery) (models.Listing[GroupLine], error) {
	rows, err := s.filterGroups(ctx, q)
	if err != nil {
		return models.Listing[GroupLine]{}, err
	}
	rows = rows.Select(`groups.*,
		(SELECT count(*) FROM group_children WHERE parent_id = groups.id) AS nested,
		(SELECT count(DISTINCT app_id) FROM assignments WHERE group_id = groups.id) AS apps`)
	by, ok := groupColumns[q.Sort.By]
	if !ok {
		by = groupColumns["name"]
	}
	l, err := db.Keyset(rows, by, "groups.id", func(l GroupLine) models.ID { return l.ID }, q.Sort.Desc, q.Page)
	if err != nil {
		return l, err
	}
	return l, s.countMembers(ctx, l.Items)
}

// CountGroups counts the groups that a query finds, up to a limit.
func (s *Store) CountGroups(ctx context.Context, q GroupQuery) (models.Total, error) {
	rows, err := s.filterGroups(ctx, q)
	if err != nil {
		return models.Total{}, err
	}
	return db.CountUp(rows)
}

// filterGroups keeps the groups that the query asks for, of those that the actor may see.
func (s *Store) filterGroups(ctx context.Context, q GroupQuery) (*gorm.DB, error) {
	rows, err := s.db.Visible(ctx, access.ReadGroups)
	if err != nil {
		return nil, err
	}
	rows = rows.Model(&models.Group{})
	if q.IDs != nil {
		rows = rows.Where("groups.id IN ?", q.IDs)
	}
	if words := db.Like(models.Fold(field.Line(q.Search))); words != "%%" {
		rows = rows.Where(`groups.name_key LIKE ? ESCAPE '\'`, words)
	}
	if len(q.Kinds) > 0 {
		rows = rows.Where("groups.kind IN ?", q.Kinds)
	}
	return rows, nil
}

// GroupChoices are the groups that a search finds, the first 50 by name, for choosing one. An empty kind means both.
func (s *Store) GroupChoices(ctx context.Context, search string, kind models.GroupKind) ([]GroupLine, error) {
	q := GroupQuery{Search: search, Page: models.Page{Size: MostChoices}}
	if kind != "" {
		q.Kinds = []models.GroupKind{kind}
	}
	l, err := s.Groups(ctx, q)
	return l.Items, err
}

// countMembers fills in how many users or devices are in each group, each counted once however it is nested.
func (s *Store) countMembers(ctx context.Context, groups []GroupLine) error {
	var ids []models.ID
	for _, g := range groups {
		ids = append(ids, g.ID)
	}
	counts, err := s.db.MemberCounts(ctx, ids)
	for i := range groups {
		groups[i].Members = counts[groups[i].ID]
	}
	return err
}
