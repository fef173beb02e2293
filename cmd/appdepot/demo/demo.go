package demo

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
)

// Organization is what a demo prints: who can sign in, and tokens that let pretend devices in.
type Organization struct {
	People   []models.User // one per role
	Password string        // of all of them; empty when the demo was filled by an earlier start
	Tokens   []string      // enrollment tokens, only right after filling
}

// filler makes one demo organization.
type filler struct {
	*store.Store
	password string
	users    map[string]models.User // by the part of their address before the @
	groups   map[string]models.ID   // by name
	devices  []*pretend
	sorted   map[string]models.ID // categories by name
	shelf    map[string]models.ID // apps by name
}

// Fill makes the demo organization in a store that nobody uses yet, and otherwise only finds its sign-ins. An empty password
// is replaced by a random one. Background work must be running, for packages are read by it.
func Fill(ctx context.Context, s *store.Store, password string) (Organization, error) {
	system := models.WithActor(ctx, models.Actor{System: true})
	if !s.NeedsSetUp(ctx) {
		o, err := signIns(system, s)
		return o, err
	}
	f := &filler{s, cmp.Or(password, rand.Text()), map[string]models.User{}, map[string]models.ID{}, nil, map[string]models.ID{}, map[string]models.ID{}}
	if err := f.organize(system); err != nil {
		return Organization{}, err
	}
	if err := f.people(system); err != nil { // whose passwords are printed, and need not be changed
		return Organization{}, err
	}
	as := f.as(ctx, "ada")
	for _, part := range []func(context.Context) error{f.enroll, f.addGroups, f.addCategories, f.addApps, f.connect, f.live} {
		if err := part(as); err != nil {
			return Organization{}, err
		}
	}
	o, err := signIns(system, s)
	if err != nil {
		return o, err
	}
	o.Password = f.password
	o.Tokens, err = f.tokens(as, 2*len(people))
	return o, err
}

// WriteTokens keeps the enrollment tokens in a file that only its owner may read, one a line.
func (o Organization) WriteTokens(file string) error {
	if len(o.Tokens) == 0 {
		return nil
	}
	return os.WriteFile(file, []byte(strings.Join(o.Tokens, "\n")+"\n"), 0o600)
}

// signIns finds the first person of each role.
func signIns(ctx context.Context, s *store.Store) (o Organization, err error) {
	for _, role := range models.Roles {
		i := slices.IndexFunc(people, func(p person) bool { return p.role == role })
		u, err := s.UserByEmail(ctx, people[i].email)
		if models.KindOf(err) == models.KindNotFound {
			continue // removed since
		}
		if err != nil {
			return o, err
		}
		o.People = append(o.People, u)
	}
	return o, nil
}

// as is a context in which one of the demo's people acts.
func (f *filler) as(ctx context.Context, who string) context.Context {
	u := f.users[who]
	return models.WithActor(ctx, u.Actor("127.0.0.1"))
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
	f.users[short(first.email)], err = f.UserByEmail(ctx, first.email)
	return err
}

func short(email string) string {
	name, _, _ := strings.Cut(email, "@")
	return name
}

// people adds everybody else. Only those who are printed get a password.
func (f *filler) people(ctx context.Context) error {
	seen := map[models.Role]bool{models.Administrator: true}
	for _, p := range people[1:] {
		n := field.Form{"name": {p.name}, "email": {p.email}, "role": {string(p.role)}}
		if !seen[p.role] {
			n.Set("password", f.password)
		}
		seen[p.role] = true
		u, err := f.AddUser(ctx, n)
		if err != nil {
			return fmt.Errorf("add %s: %w", p.email, err)
		}
		f.users[short(p.email)] = u
	}
	return nil
}

// addGroups makes the groups, members first.
func (f *filler) addGroups(ctx context.Context) error {
	for _, g := range groups {
		made, err := f.AddGroup(ctx, field.Form{"name": {g.name}, "description": {g.about}, "kind": {string(g.kind)}})
		if err != nil {
			return fmt.Errorf("add group %s: %w", g.name, err)
		}
		f.groups[g.name] = made.ID
		for _, m := range g.members {
			err = errors.Join(err, f.AddMember(ctx, made.ID, f.member(m)))
		}
		for _, child := range g.groups {
			err = errors.Join(err, f.AddSubgroup(ctx, made.ID, f.groups[child]))
		}
		if err != nil {
			return fmt.Errorf("fill group %s: %w", g.name, err)
		}
	}
	return nil
}

// member finds a person by short address or a device by name.
func (f *filler) member(name string) models.ID {
	if u, ok := f.users[name]; ok {
		return u.ID
	}
	for _, d := range f.devices {
		if d.name == name {
			return d.id
		}
	}
	return ""
}

// addCategories makes the categories.
func (f *filler) addCategories(ctx context.Context) error {
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

// tokens makes enrollment tokens for pretend devices, for everybody in turn.
func (f *filler) tokens(ctx context.Context, n int) (list []string, err error) {
	for i := range n {
		owner := f.users[short(people[i%len(people)].email)]
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{"note": {"For a pretend device"}, "user": {owner.Email}, "lifetime": {"720"}})
		if err != nil {
			return nil, err
		}
		list = append(list, token)
	}
	return list, nil
}
