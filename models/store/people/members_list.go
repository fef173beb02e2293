package people

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/field"
	"appdepot/models/store/db"
)

// MemberLine is a user or a device in a group.
type MemberLine struct {
	ID      models.ID
	Name    string
	NameKey string
	Detail  string // a user's email address, a device's platform
	Model   string // of a device, as it reports it
	Direct  bool
	Via     string // a nested group that has the member directly; empty for a direct member
}

// Members lists who or what is in a group, also by nesting, in the order of names. Search looks in the names.
func (s *Store) Members(ctx context.Context, g models.Group, search string, p models.Page) (models.Listing[MemberLine], error) {
	if err := db.May(ctx, access.ReadGroups, access.Group(g)); err != nil {
		return models.Listing[MemberLine]{}, err
	}
	nested, err := s.db.Nested(ctx)
	if err != nil {
		return models.Listing[MemberLine]{}, err
	}
	inside := nested.Inside(g.ID)
	m := memberships[g.Kind]
	key, detail := "users.name_key", "users.email AS detail"
	if g.Kind == models.DeviceGroup {
		key, detail = "lower(devices.name)", "devices.platform AS detail, devices.model"
	}
	rows := s.db.Rows(ctx).Table(m.things).Select(fmt.Sprintf(`%[1]s.id, %[1]s.name, %[2]s AS name_key, %[3]s,
			EXISTS (SELECT 1 FROM %[4]s WHERE group_id = ? AND %[5]s = %[1]s.id) AS direct,
			coalesce((SELECT min(groups.name) FROM %[4]s JOIN groups ON groups.id = %[4]s.group_id
				WHERE %[5]s = %[1]s.id AND group_id <> ? AND group_id IN ?), '') AS via`,
		m.things, key, detail, m.table, m.column), g.ID, g.ID, inside).
		Where(fmt.Sprintf("%s.id IN (SELECT %s FROM %s WHERE group_id IN ?)", m.things, m.column, m.table), inside)
	if words := db.Like(models.Fold(field.Line(search))); words != "%%" {
		rows = rows.Where(key+` LIKE ? ESCAPE '\'`, words)
	}
	name := db.SortBy(key, func(l MemberLine) any { return l.NameKey })
	l, err := db.Keyset(rows, name, m.things+".id", func(l MemberLine) models.ID { return l.ID }, false, p)
	for i := range l.Items {
		if l.Items[i].Direct {
			l.Items[i].Via = ""
		}
	}
	return l, err
}

// Subgroups are the groups nested directly in a group, by name.
func (s *Store) Subgroups(ctx context.Context, id models.ID) ([]GroupLine, error) {
	return s.nestedGroups(ctx, "SELECT child_id FROM group_children WHERE parent_id = ?", id)
}

// Parents are the groups that a group is nested in directly, by name.
func (s *Store) Parents(ctx context.Context, id models.ID) ([]GroupLine, error) {
	return s.nestedGroups(ctx, "SELECT parent_id FROM group_children WHERE child_id = ?", id)
}

func (s *Store) nestedGroups(ctx context.Context, which string, id models.ID) ([]GroupLine, error) {
	db, err := s.db.Visible(ctx, access.ReadGroups)
	if err != nil {
		return nil, err
	}
	var lines []GroupLine
	err = db.Model(&models.Group{}).Select("groups.*").Where("id IN ("+which+")", id).Order("name_key, id").Find(&lines).Error
	if err != nil {
		return nil, err
	}
	return lines, s.countMembers(ctx, lines)
}

// GroupOf is a group somebody or something is in.
type GroupOf struct {
	models.Group
	Direct bool // not only through a nested group
}

// GroupsOfUser lists the groups a user is in, also by nesting.
func (s *Store) GroupsOfUser(ctx context.Context, id models.ID) ([]GroupOf, error) {
	return s.groupsOf(ctx, memberships[models.UserGroup], id)
}

// GroupsOfDevice lists the groups a device is in, also by nesting.
func (s *Store) GroupsOfDevice(ctx context.Context, id models.ID) ([]GroupOf, error) {
	return s.groupsOf(ctx, memberships[models.DeviceGroup], id)
}

func (s *Store) groupsOf(ctx context.Context, m membership, id models.ID) ([]GroupOf, error) {
	db, err := s.db.Visible(ctx, access.ReadGroups)
	if err != nil {
		return nil, err
	}
	nested, err := s.db.Nested(ctx)
	if err != nil {
		return nil, err
	}
	var direct []models.ID
	if err := db.Table(m.table).Where(m.column+" = ?", id).Pluck("group_id", &direct).Error; err != nil {
		return nil, err
	}
	var list []GroupOf
	err = db.Model(&models.Group{}).Select("groups.*").Where("id IN ?", slices.Sorted(maps.Keys(nested.Containers.Of(direct)))).
		Order("name_key, id").Find(&list).Error
	for i, g := range list {
		list[i].Direct = slices.Contains(direct, g.ID)
	}
	return list, err
}

// MostChoices is how many things are offered at once when one is to be chosen.
const MostChoices = 50

// MemberChoices are users or devices whose name matches and who are not directly in the group, the first by name; those
// chosen already come too.
func (s *Store) MemberChoices(ctx context.Context, g models.Group, search string, chosen ...models.ID) ([]MemberLine, error) {
	if err := db.May(ctx, access.ManageGroups, access.Group(g)); err != nil {
		return nil, err
	}
	m, words := memberships[g.Kind], db.Like(models.Fold(field.Line(search)))
	rows := s.db.Rows(ctx).Table("users").Select("id, name, email AS detail").Order("name_key, id").
		Where(`(id IN ? OR name_key LIKE ? ESCAPE '\' OR email_key LIKE ? ESCAPE '\')`, chosen, words, words)
	if g.Kind == models.DeviceGroup {
		rows = s.db.Rows(ctx).Table("devices").Select("id, name, platform AS detail, model").Order("lower(name), id").
			Where(`(id IN ? OR lower(name) LIKE ? ESCAPE '\')`, chosen, words)
	}
	var lines []MemberLine
	err := rows.Where(fmt.Sprintf("id NOT IN (SELECT %s FROM %s WHERE group_id = ?)", m.column, m.table), g.ID).
		Limit(MostChoices + len(chosen)).Find(&lines).Error
	return lines, err
}

// MemberCount is how many users or devices are in a group, those of nested groups included.
func (s *Store) MemberCount(ctx context.Context, id models.ID) (int, error) {
	if _, err := s.db.Visible(ctx, access.ReadGroups); err != nil {
		return 0, err
	}
	line := []GroupLine{{Group: models.Group{ID: id}}}
	err := s.countMembers(ctx, line)
	return line[0].Members, err
}
