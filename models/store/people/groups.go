package people

import (
	"context"
	"strings"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/forms"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
)

// Group is one group.
func (s *Store) Group(ctx context.Context, id models.ID) (models.Group, error) {
	g, err := db.First[models.Group](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadGroups, access.Group, g, err, noGroup())
}

// AddGroup makes an empty group of users or of devices of the answers to forms.NewGroup. Names are unique without regard to case,
// also across the two kinds.
func (s *Store) AddGroup(ctx context.Context, form field.Form) (models.Group, error) {
	if err := db.May(ctx, access.ManageGroups, access.Object{}); err != nil {
		return models.Group{}, err
	}
	typed, wrong := field.Decode(forms.NewGroup, form)
	if err := wrong.Err(); err != nil {
		return models.Group{}, err
	}
	g := described(models.Group{ID: models.NewID(), Kind: models.GroupKind(typed["kind"]), Version: 1}, typed)
	return g, s.change(ctx, func(t *tx) error {
		if err := db.Create[models.Group](ctx, t.DB, &g); err != nil {
			return groupTaken(err, g.Name)
		}
		t.BumpVersion(reach.OfGroups, "")
		return t.Record(activity.CreateGroup, g.ID, g.Name, groupChanges(models.Group{}, g)...)
	})
}

// EditGroup changes a group's name and description to the answers to forms.Group. Version is the one that was read.
func (s *Store) EditGroup(ctx context.Context, id models.ID, version int, form field.Form) error {
	typed, wrong := field.Decode(forms.Group, form)
	return s.changeGroup(ctx, id, func(t *tx, old models.Group) error {
		if err := wrong.Err(); err != nil {
			return err
		}
		g := described(old, typed)
		g.Version = version + 1
		n, err := db.Updates[models.Group](ctx, t.DB.Where("id = ? AND version = ?", id, version).
			Select("Name", "NameKey", "Description", "Version"), g)
		if err != nil {
			return groupTaken(err, g.Name)
		}
		if n == 0 {
			return db.ChangedMeanwhile(old.Name)
		}
		t.BumpVersion(reach.OfGroups, "")
		return t.Record(activity.UpdateGroup, id, g.Name, groupChanges(old, g)...)
	})
}

// DeleteGroup removes a group; its members and nested groups stay. It is refused while an app is assigned to it.
func (s *Store) DeleteGroup(ctx context.Context, id models.ID) error {
	return s.changeGroup(ctx, id, func(t *tx, g models.Group) error {
		var apps []string
		err := t.Raw(`SELECT name FROM apps WHERE id IN (SELECT app_id FROM assignments WHERE group_id = ?)
			ORDER BY name_key, id LIMIT 6`, id).Scan(&apps).Error
		if err != nil {
			return err
		}
		if len(apps) == 6 {
			apps[5] = "..."
		}
		if len(apps) > 0 {
			return models.Conflict("These apps are still assigned to the group %s: %s. Change their assignments before you delete it.",
				g.Name, strings.Join(apps, ", "))
		}
		devices, err := t.DevicesInside(id)
		if err != nil {
			return err
		}
		if _, err := db.Delete[models.Group](ctx, t.DB.Where("id = ?", id)); err != nil {
			return err
		}
		if err := t.UpdateReach(devices...); err != nil {
			return err
		}
		t.BumpVersion(reach.OfGroups, "")
		return t.Record(activity.DeleteGroup, id, g.Name, groupChanges(g, models.Group{})...)
	})
}

// changeGroup runs a change of one group that exists. Changes of groups wait for each other, so that no cycle can be closed
// from two sides.
func (s *Store) changeGroup(ctx context.Context, id models.ID, fn func(*tx, models.Group) error) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.Lock("groups"); err != nil {
			return err
		}
		g, err := t.group(id)
		if err != nil {
			return err
		}
		return fn(t, g)
	})
}

func (t *tx) group(id models.ID) (models.Group, error) {
	g, err := db.First[models.Group](t.Ctx, t.DB.Where("id = ?", id))
	return db.Allowed(t.Ctx, access.ManageGroups, access.Group, g, err, noGroup())
}

// described is a group with the name and the description that were typed.
func described(g models.Group, typed field.Values) models.Group {
	g.Name, g.NameKey, g.Description = typed["name"], models.Fold(typed["name"]), typed["description"]
	return g
}

func groupChanges(old, new models.Group) []models.Change {
	var c db.Changes
	c.Add("name", old.Name, new.Name)
	c.Add("description", old.Description, new.Description)
	c.Add("kind", string(old.Kind), string(new.Kind))
	return c
}

func groupTaken(err error, name string) error {
	if db.Duplicate(err) {
		return models.InvalidField("name", "A group named %s already exists. Choose another name.", name)
	}
	return err
}

func noGroup() error {
	return models.NotFound("This group no longer exists. Go back to the list.")
}
