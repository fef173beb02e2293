package people_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// setUp makes the organization Veldhoek Logistics and gives its Administrator.
func setUp(t *testing.T, f storetest.Fixture) models.User {
	t.Helper()
	code, _, err := f.SetUpCode(t.Context())
	okay(t, err)
	okay(t, f.SetUp(t.Context(), field.Form{"code": {code}, "organization": {"Veldhoek Logistics"}, "name": {"Marieke de Vries"},
		"email": {"marieke@veldhoek.example"}, "password": {"four words in a row"}}))
	u, err := f.UserByEmail(storetest.System(t), "marieke@veldhoek.example")
	okay(t, err)
	return u
}

func TestPasswordsThatOthersWouldGuessAreRefused(t *testing.T) {
	f := storetest.New(t)
	admin := setUp(t, f)
	in, err := f.SignIn(t.Context(), admin.Email, "four words in a row", people.Visitor{})
	okay(t, err)
	ctx := models.WithActor(t.Context(), admin.Actor(""))
	for _, password := range []string{"elevenchars", "Password1234", "123456789012", "Veldhoek-2026", "veldhoek logistics", "MariekeDeVries", "marieke@veldhoek.example"} {
		_, err := f.AddUser(storetest.System(t), field.Form{"name": {"Marieke de Vries"}, "email": {"m@veldhoek.example"}, "role": {string(models.PortalUser)}, "password": {password}})
		for what, err := range map[string]error{
			"a new user": err,
			"a reset":    f.SetPassword(storetest.System(t), admin.ID, field.Form{"password": {password}}),
			"one's own":  f.ChangePassword(ctx, in.Cookie, field.Form{"current": {"four words in a row"}, "password": {password}}),
		} {
			if e, ok := err.(*models.Error); !ok || e.Fields["password"].Empty() {
				t.Errorf("%s: %q is answered with %v", what, password, err)
			}
		}
	}
}

func TestAPasswordThatAnotherPersonTypedMustChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		if u := setUp(t, f); u.MustChangePassword {
			t.Error("who set up Appdepot typed their own password")
		}
		u, err := f.AddUser(f.As(t, models.Administrator), field.Form{"name": {"Ann"}, "email": {"ann@appdepot.example"}, "role": {string(models.PortalUser)}, "password": {"typed by another"}})
		okay(t, err)
		signIn := func(password string) people.SignedIn {
			in, err := f.SignIn(t.Context(), u.Email, password, people.Visitor{})
			okay(t, err)
			return in
		}
		in := signIn("typed by another")
		if !in.User.MustChangePassword {
			t.Error("a new user may keep the password that an Administrator typed")
		}
		own := models.WithActor(t.Context(), u.Actor(""))
		err = f.ChangePassword(own, in.Cookie, field.Form{"current": {"typed by another"}, "password": {"typed by another"}})
		wantKind(t, "the same password", err, models.KindInvalid)
		okay(t, f.ChangePassword(own, in.Cookie, field.Form{"current": {"typed by another"}, "password": {"known to me alone"}}))
		if signIn("known to me alone").User.MustChangePassword {
			t.Error("their own password has to change, too")
		}
		okay(t, f.SetPassword(f.As(t, models.Administrator), u.ID, field.Form{"password": {"typed by another"}}))
		if !signIn("typed by another").User.MustChangePassword {
			t.Error("a user may keep the password that an Administrator set")
		}
	})
}

func TestChangingOthersPasswordsAndRolesTakesOnesOwnPassword(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.NewUser(t, "Ann")
		admin := f.Person(t, models.Administrator)
		in, err := f.SignIn(t.Context(), admin.Email, storetest.Password, people.Visitor{})
		okay(t, err)
		_, session, err := f.SessionUser(t.Context(), in.Cookie)
		okay(t, err)
		verbs := map[string]func(confirm string) error{
			"a password": func(confirm string) error {
				return f.SetPassword(models.WithActor(t.Context(), session.Actor(admin, "")), u.ID, field.Form{"password": {"typed by another"}, "confirm": {confirm}})
			},
			"a role": func(confirm string) error {
				ctx := models.WithActor(t.Context(), session.Actor(admin, ""))
				u, err := f.User(ctx, u.ID)
				okay(t, err)
				role := models.ReadOnlyOperator
				if u.Role == role {
					role = models.PortalUser
				}
				return f.EditUser(ctx, u.ID, u.Version, field.Form{"name": {u.Name}, "email": {u.Email}, "role": {string(role)}, "confirm": {confirm}})
			},
			"an email address": func(confirm string) error {
				ctx := models.WithActor(t.Context(), session.Actor(admin, ""))
				u, err := f.User(ctx, u.ID)
				okay(t, err)
				return f.EditUser(ctx, u.ID, u.Version, field.Form{"name": {u.Name}, "email": {string(models.NewID()) + "@appdepot.example"}, "role": {string(u.Role)}, "confirm": {confirm}})
			},
			"a new Administrator": func(confirm string) error {
				_, err := f.AddUser(models.WithActor(t.Context(), session.Actor(admin, "")), field.Form{"name": {"New"}, "email": {string(models.NewID()) + "@appdepot.example"},
					"role": {string(models.Administrator)}, "confirm": {confirm}})
				return err
			},
		}
		for what, do := range verbs {
			if err := do(""); err != nil {
				t.Errorf("%s right after signing in: %v", what, err)
			}
		}
		for what, do := range verbs {
			f.Clock.Pass(models.ConfirmedFor)
			for _, confirm := range []string{"", "not mine"} {
				err := do(confirm)
				if e, ok := err.(*models.Error); !ok || e.Fields["confirm"].Empty() {
					t.Errorf("%s with %q: %v", what, confirm, err)
				}
			}
			okay(t, do(storetest.Password))
			if _, session, err = f.SessionUser(t.Context(), in.Cookie); err != nil {
				t.Fatal(err)
			}
			if err := do(""); err != nil {
				t.Errorf("%s once more: %v", what, err)
			}
		}
		f.Clock.Pass(models.ConfirmedFor)
		ctx := models.WithActor(t.Context(), session.Actor(admin, ""))
		now, err := f.User(ctx, u.ID)
		okay(t, err)
		if err := f.EditUser(ctx, u.ID, now.Version, field.Form{"name": {"Anna"}, "email": {now.Email}, "role": {string(now.Role)}}); err != nil {
			t.Errorf("a name takes no password: %v", err)
		}
	})
}

// Checking a password takes a while. What happens to the account meanwhile counts: who knew only the password of before gets no session, and
// does not choose the next one.
func TestAPasswordThatWasReplacedMeanwhileIsWrong(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		okay(t, f.OpenSession(t.Context(), u))
		admin := f.As(t, models.Administrator)
		okay(t, f.DisableUser(admin, u.ID))
		wantKind(t, "a session for who was disabled meanwhile", f.OpenSession(t.Context(), u), models.KindInvalid)
		okay(t, f.EnableUser(admin, u.ID))
		okay(t, f.OpenSession(t.Context(), u))
		okay(t, f.SetPassword(admin, u.ID, field.Form{"password": {"another fine password"}}))
		wantKind(t, "a session for who has a new password", f.OpenSession(t.Context(), u), models.KindInvalid)
		mine := models.WithActor(t.Context(), u.Actor(""))
		wantKind(t, "a change of the password of before", f.SaveOwnPassword(mine, u, "hash of theirs"), models.KindInvalid)
		sessions, err := f.Sessions(storetest.System(t), u.ID)
		if err != nil || len(sessions) > 0 {
			t.Errorf("%d sessions are open, %v", len(sessions), err)
		}
		_, err = f.SignIn(t.Context(), u.Email, "another fine password", people.Visitor{Address: "192.0.2.8"})
		okay(t, err)
	})
}
