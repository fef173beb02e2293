package people_test

import (
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

// signIn opens a session for the user of a role.
func signIn(t *testing.T, f storetest.Fixture, role models.Role) string {
	t.Helper()
	f.Person(t, role)
	in, err := f.SignIn(t.Context(), storetest.Email(role), storetest.Password, people.Visitor{Address: "192.0.2.7", Agent: "test"})
	okay(t, err)
	return in.Cookie
}

func TestSessionsEndWithoutUseAndAtLast(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		cookie := signIn(t, f, models.PortalUser)
		for used := time.Duration(0); used+models.UsualSessions.Idle < models.UsualSessions.Life; used += models.UsualSessions.Idle - time.Minute {
			if _, _, err := f.SessionUser(t.Context(), cookie); err != nil {
				t.Fatalf("after %s in use: %v", used, err)
			}
			f.Clock.Pass(models.UsualSessions.Idle - time.Minute)
		}
		f.Clock.Pass(models.UsualSessions.Idle)
		if _, _, err := f.SessionUser(t.Context(), cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("after 7 days: %v", err)
		}
		cookie = signIn(t, f, models.PortalUser)
		f.Clock.Pass(models.UsualSessions.Idle)
		if _, _, err := f.SessionUser(t.Context(), cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("after 8 idle hours: %v", err)
		}
	})
}

func TestAKeptSessionEndsOnlyAtLast(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := f.Person(t, models.PortalUser)
		in, err := f.SignIn(t.Context(), u.Email, storetest.Password, people.Visitor{Keep: true})
		okay(t, err)
		if want := f.Clock.Now().Add(models.UsualSessions.Life); !in.CookieUntil.Equal(want) {
			t.Errorf("the browser forgets the cookie at %s, want %s", in.CookieUntil, want)
		}
		f.Clock.Pass(models.UsualSessions.Life - time.Minute)
		signIn(t, f, models.Administrator) // which forgets ended sessions
		if _, _, err := f.SessionUser(t.Context(), in.Cookie); err != nil {
			t.Fatalf("almost 7 days without use: %v", err)
		}
		if open, err := f.Sessions(storetest.System(t), u.ID); err != nil || len(open) != 1 {
			t.Errorf("%d open sessions, %v", len(open), err)
		}
		f.Clock.Pass(time.Minute)
		if _, _, err := f.SessionUser(t.Context(), in.Cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("after 7 days: %v", err)
		}
	})
}

func TestNoSessionIsKeptWhereThatIsNotOffered(t *testing.T) {
	f := storetest.New(t)
	u := f.Person(t, models.PortalUser)
	o := f.Options
	o.Sessions = models.SessionLimits{NeverKeep: true}
	s, err := store.Open(t.Context(), o)
	okay(t, err)
	defer s.Close()
	in, err := s.SignIn(t.Context(), u.Email, storetest.Password, people.Visitor{Keep: true})
	okay(t, err)
	f.Clock.Pass(models.UsualSessions.Idle)
	if _, _, err := s.SessionUser(t.Context(), in.Cookie); models.KindOf(err) != models.KindUnauthenticated || !in.CookieUntil.IsZero() {
		t.Errorf("after 8 idle hours: %v; the cookie stays until %s", err, in.CookieUntil)
	}
}

func TestTheOldestSessionEndsWhenThereAreTooMany(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		var cookies []string
		for range 11 {
			cookies = append(cookies, signIn(t, f, models.PortalUser))
			f.Clock.Pass(time.Minute)
		}
		for i, cookie := range cookies {
			if _, _, err := f.SessionUser(t.Context(), cookie); (err != nil) != (i == 0) {
				t.Errorf("session %d: %v", i, err)
			}
		}
	})
}

func TestSessionsLastAsLongAsSaid(t *testing.T) {
	f := storetest.New(t)
	f.Person(t, models.PortalUser)
	o := f.Options
	o.Sessions = models.SessionLimits{Idle: time.Hour, Life: 90 * time.Minute}
	s, err := store.Open(t.Context(), o)
	okay(t, err)
	defer s.Close()
	short := storetest.Fixture{Store: s, Clock: f.Clock, Options: o}
	cookie := signIn(t, short, models.PortalUser)
	for _, c := range []struct {
		pass time.Duration
		ends bool
	}{{59 * time.Minute, false}, {30 * time.Minute, false}, {time.Minute, true}} {
		f.Clock.Pass(c.pass)
		if _, _, err := short.SessionUser(t.Context(), cookie); (err != nil) != c.ends {
			t.Errorf("%s later: %v", c.pass, err)
		}
	}
	cookie = signIn(t, short, models.PortalUser)
	f.Clock.Pass(time.Hour)
	if _, _, err := short.SessionUser(t.Context(), cookie); models.KindOf(err) != models.KindUnauthenticated {
		t.Errorf("after an hour without use: %v", err)
	}
}

func TestSessionInUseDoesNotEndHoweverShortItMayBeIdle(t *testing.T) {
	f := storetest.New(t)
	f.Person(t, models.PortalUser)
	o := f.Options
	o.Sessions = models.SessionLimits{Idle: time.Minute, Life: time.Hour}
	s, err := store.Open(t.Context(), o)
	okay(t, err)
	defer s.Close()
	short := storetest.Fixture{Store: s, Clock: f.Clock, Options: o}
	cookie := signIn(t, short, models.PortalUser)
	for range 6 {
		f.Clock.Pass(30 * time.Second)
		if _, _, err := short.SessionUser(t.Context(), cookie); err != nil {
			t.Fatalf("used every half minute: %v", err)
		}
	}
}

func TestOnlyTheHashOfACookieIsKept(t *testing.T) {
	f := storetest.New(t)
	cookie := signIn(t, f, models.PortalUser)
	_, session, err := f.SessionUser(t.Context(), cookie)
	okay(t, err)
	if strings.Contains(session.Hash, cookie) || len(session.Hash) != 64 {
		t.Errorf("the stored hash is %q", session.Hash)
	}
}

func TestDisablingAndNewPasswordsEndSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		admin, u := f.As(t, models.Administrator), f.Person(t, models.PortalUser)
		here, there := signIn(t, f, models.PortalUser), signIn(t, f, models.PortalUser)
		okay(t, f.ChangePassword(f.As(t, models.PortalUser), here, field.Form{"current": {storetest.Password}, "password": {"quite another password"}}))
		if _, _, err := f.SessionUser(t.Context(), here); err != nil {
			t.Errorf("the browser that changed the password was signed out: %v", err)
		}
		if _, _, err := f.SessionUser(t.Context(), there); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("another browser after the change: %v", err)
		}
		okay(t, f.SetPassword(admin, u.ID, field.Form{"password": {"an administrator's choice"}}))
		if _, _, err := f.SessionUser(t.Context(), here); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("after an Administrator set a password: %v", err)
		}
		in, err := f.SignIn(t.Context(), u.Email, "an administrator's choice", people.Visitor{Address: "192.0.2.7"})
		okay(t, err)
		okay(t, f.DisableUser(admin, u.ID))
		if _, _, err := f.SessionUser(t.Context(), in.Cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("a disabled user's session: %v", err)
		}
		okay(t, f.EnableUser(admin, u.ID))
		if _, _, err := f.SessionUser(t.Context(), in.Cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("enabling brought an ended session back: %v", err)
		}
	})
}

func TestSessionsAreRevokedByTheirOwnerAndAdministrators(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		cookie := signIn(t, f, models.PortalUser)
		_, session, err := f.SessionUser(t.Context(), cookie)
		okay(t, err)
		if err := f.RevokeSession(f.As(t, models.HelpDeskOperator), session.ID, nil); models.KindOf(err) != models.KindForbidden {
			t.Errorf("somebody else revoked it: %v", err)
		}
		if l, err := f.Sessions(f.As(t, models.PortalUser), session.UserID); err != nil || len(l) != 1 {
			t.Errorf("%d sessions, %v", len(l), err)
		}
		admin := f.As(t, models.Administrator)
		f.Clock.Pass(11 * time.Minute)
		wantKind(t, "revoking without a proof of who it is", f.RevokeSession(admin, session.ID, nil), models.KindInvalid)
		wantKind(t, "revoking with a wrong password", f.RevokeSession(admin, session.ID, field.Form{"confirm": {"not mine"}}), models.KindInvalid)
		okay(t, f.RevokeSession(admin, session.ID, field.Form{"confirm": {storetest.Password}}))
		if _, _, err := f.SessionUser(t.Context(), cookie); models.KindOf(err) != models.KindUnauthenticated {
			t.Errorf("the revoked session: %v", err)
		}
	})
}

func TestAccountsWithoutPasswordCannotSignIn(t *testing.T) {
	f := storetest.New(t)
	u := f.NewUser(t, "Ann")
	for _, password := range []string{"", "anything at all"} {
		if _, err := f.SignIn(t.Context(), u.Email, password, people.Visitor{Address: "192.0.2.8"}); models.KindOf(err) != models.KindInvalid {
			t.Errorf("with %q: %v", password, err)
		}
	}
}
