package people_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

func TestTheServerLetsAnAdministratorInAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		sys := storetest.System(t)
		_, _, err := f.RecoverAdministrator(sys, "ann@appdepot.example", "Ann")
		wantKind(t, "before there is anybody", err, models.KindConflict)
		u := f.Person(t, models.PortalUser)
		okay(t, f.DisableUser(sys, u.ID))
		for what, recover := range map[string]func() (string, models.User, error){
			"somebody new":    func() (string, models.User, error) { return f.RecoverAdministrator(sys, "ann@appdepot.example", "Ann") },
			"a disabled user": func() (string, models.User, error) { return f.RecoverAdministrator(sys, u.Email, "ignored") },
			"the password of one": func() (string, models.User, error) {
				return f.RecoverPassword(sys, storetest.Email(models.Administrator))
			},
		} {
			f.Person(t, models.Administrator)
			password, u, err := recover()
			okay(t, err)
			in, err := f.SignIn(t.Context(), u.Email, password, people.Visitor{})
			if err != nil || in.User.Role != models.Administrator || !in.User.MustChangePassword {
				t.Errorf("%s signs in as %+v: %v", what, in.User, err)
			}
		}
		_, _, err = f.RecoverPassword(f.As(t, models.Administrator), u.Email)
		wantKind(t, "a person", err, models.KindForbidden)
		_, _, err = f.RecoverPassword(sys, "nobody@appdepot.example")
		wantKind(t, "nobody", err, models.KindNotFound)
	})
}
