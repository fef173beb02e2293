package demo

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"appdepot/models"
	"appdepot/models/field"
)

// When things happened, in days before today.
const (
	founded  = 60.0 // the organization was set up
	stocked  = 57.0 // the first app was added, and the others after it
	enrolled = 50.0 // the first devices came
	told     = 14.0 // from here on every day is told
)

// fill makes the organization and tells everything up to today. It gives the password of the sign-ins.
func (f *filler) fill(ctx context.Context, password string) (string, error) {
	f.password = cmp.Or(password, rand.Text())
	f.users, f.groups, f.sorted, f.shelf, f.uploads = map[string]models.User{}, map[string]models.ID{}, map[string]models.ID{}, map[string]models.ID{}, map[string]models.ID{}
	start := morning(ago(founded, f.today)).Add(8 * time.Hour)
	f.clock.set(start)
	for _, part := range []func(context.Context) error{f.organize, f.people, f.addGroups, f.addCategories, f.bringFiles} {
		f.clock.set(f.clock.now().Add(11 * time.Minute))
		if err := part(ctx); err != nil {
			return "", err
		}
	}
	var t timeline
	f.tellApps(&t)
	f.tellDevices(&t)
	f.tellPeople(&t)
	f.tellChanges(&t)
	if err := t.play(ctx, f.clock, f.today); err != nil {
		return "", err
	}
	f.clock.set(f.today)
	return f.password, f.CheckFiles(ctx) // as a server does every week
}

// at is an hour of a day so many days ago.
func (f *filler) at(days int, hour float64) time.Time {
	return morning(f.today).AddDate(0, 0, -days).Add(time.Duration(hour * float64(time.Hour)))
}

// organize sets the organization up with its first person.
func (f *filler) organize(ctx context.Context) error {
	code, _, err := f.SetUpCode(ctx)
	if err != nil {
		return err
	}
	first := people[0]
	if err := f.SetUp(ctx, field.Form{"code": {code}, "organization": {organization}, "name": {first.name}, "email": {first.email}, "password": {f.password}}); err != nil {
		return err
	}
	f.users[first.short()], err = f.UserByEmail(ctx, first.email)
	return err
}

// everybody are the people whom the demo tells of.
func (f *filler) everybody() []person {
	if f.small {
		return people[:namedPeople]
	}
	return people
}

// people adds everybody else. Only those who are printed get a password, which need not be changed: the server itself adds them.
func (f *filler) people(ctx context.Context) error {
	seen := map[models.Role]bool{models.Administrator: true}
	for _, p := range f.everybody()[1:] {
		n := field.Form{"name": {p.name}, "email": {p.email}, "role": {string(p.role)}}
		if !seen[p.role] {
			n.Set("password", f.password)
		}
		seen[p.role] = true
		u, err := f.AddUser(ctx, n)
		if err != nil {
			return fmt.Errorf("add %s: %w", p.email, err)
		}
		f.users[p.short()] = u
	}
	return nil
}

// addGroups makes the groups, members first. Devices come later.
func (f *filler) addGroups(ctx context.Context) error {
	ctx = f.as(ctx, "ada")
	for _, g := range groups {
		made, err := f.AddGroup(ctx, field.Form{"name": {g.name}, "description": {g.about}, "kind": {string(g.kind)}})
		if err != nil {
			return fmt.Errorf("add group %s: %w", g.name, err)
		}
		f.groups[g.name] = made.ID
		var members, nested []models.ID
		for _, p := range f.everybody() {
			if p.department == g.name || slices.Contains(g.members, p.short()) {
				members = append(members, f.users[p.short()].ID)
			}
		}
		for _, child := range g.groups {
			nested = append(nested, f.groups[child])
		}
		if len(members) > 0 {
			err = f.AddMember(ctx, made.ID, members...)
		}
		if len(nested) > 0 {
			err = errors.Join(err, f.AddSubgroup(ctx, made.ID, nested...))
		}
		if err != nil {
			return fmt.Errorf("fill group %s: %w", g.name, err)
		}
	}
	return nil
}

// addCategories makes the categories.
func (f *filler) addCategories(ctx context.Context) error {
	ctx = f.as(ctx, "milan")
	for _, name := range categories {
		c, err := f.AddCategory(ctx, field.Form{"name": {name}})
		if err != nil {
			return fmt.Errorf("add category %s: %w", name, err)
		}
		f.sorted[name] = c.ID
		if slices.Contains(pinned, name) {
			if err := f.PinCategory(ctx, c.ID, true); err != nil {
				return err
			}
		}
	}
	return nil
}
