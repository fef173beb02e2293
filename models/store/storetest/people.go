package storetest

import (
	"context"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
)

// Password is the password of every user that As makes.
const Password = "a password for tests"

// As is a context in which a user of that role acts. The user is made when a role is first asked for; their e-mail address
// is Email(role).
func (f Fixture) As(t testing.TB, role models.Role) context.Context {
	t.Helper()
	u := f.Person(t, role)
	return models.WithActor(t.Context(), u.Actor("192.0.2.1"))
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
