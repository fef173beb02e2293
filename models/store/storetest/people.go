package storetest

import (
	"context"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

// Password is the password of every user that As makes.
const Password = "a password for tests"

// As is a context in which a user of that role acts, who gave their password just now. The user is made when a role is first asked for; their e-mail address
// is Email(role).
func (f Fixture) As(t testing.TB, role models.Role) context.Context {
	t.Helper()
	a := f.Person(t, role).Actor("192.0.2.1")
	a.ConfirmedAt = f.Clock.Now()
	return models.WithActor(t.Context(), a)
}

// Person is the user that As acts as.
func (f Fixture) Person(t testing.TB, role models.Role) models.User {
	t.Helper()
	u, err := f.UserByEmail(System(t), Email(role))
	if models.KindOf(err) == models.KindNotFound {
		u, err = f.AddUser(System(t), field.Form{"name": {role.Name()}, "email": {Email(role)}, "password": {Password}, "role": {string(role)}})
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Email is the address that the user of a role signs in with.
func Email(role models.Role) string { return string(role) + "@appdepot.example" }

// NewGroup makes a group for a test.
func (f Fixture) NewGroup(t testing.TB, name string, kind models.GroupKind) models.Group {
	t.Helper()
	g, err := f.AddGroup(System(t), field.Form{"name": {name}, "kind": {string(kind)}})
	must(t, err)
	return g
}

// NewUser makes a user who cannot sign in.
func (f Fixture) NewUser(t testing.TB, name string) models.User {
	t.Helper()
	email := strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@appdepot.example"
	u, err := f.AddUser(System(t), field.Form{"name": {name}, "email": {email}, "role": {string(models.PortalUser)}})
	must(t, err)
	return u
}

// NewDevice makes a device that is enrolled when it has a user.
func (f Fixture) NewDevice(t testing.TB, name string, user models.ID) models.Device {
	t.Helper()
	d, err := f.AddDevice(System(t), models.Device{
		Name: name, Platform: models.Windows, Ownership: models.Corporate, Enrolled: true, PrimaryUserID: user,
	})
	must(t, err)
	return d
}
