package people_test

import (
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

func TestSetUpWorksOnceWithTheLatestCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		if !f.NeedsSetUp(t.Context()) {
			t.Fatal("an empty store needs no set-up")
		}
		old, _, err := f.SetUpCode(t.Context())
		okay(t, err)
		code, needed, err := f.SetUpCode(t.Context())
		if err != nil || !needed || code == old {
			t.Fatal(code, needed, err)
		}
		setUp := func(code string) error {
			return f.SetUp(t.Context(), field.Form{"code": {code}, "organization": {"Veldhoek Logistics"}, "name": {"Marieke"}, "email": {"marieke@veldhoek.example"}, "password": {"four words in a row"}})
		}
		if err := setUp(old); models.KindOf(err) != models.KindInvalid {
			t.Errorf("an older code: %v", err)
		}
		okay(t, setUp(strings.ToLower(code)))
		if err := setUp(code); models.KindOf(err) != models.KindInvalid {
			t.Errorf("the code a second time: %v", err)
		}
		if _, needed, err := f.SetUpCode(t.Context()); needed || err != nil {
			t.Errorf("a code for a store in use: %v", err)
		}
		if f.NeedsSetUp(t.Context()) || f.Organization(t.Context()) != "Veldhoek Logistics" {
			t.Errorf("the organization is %q", f.Organization(t.Context()))
		}
		in, err := f.SignIn(t.Context(), "marieke@veldhoek.example", "four words in a row", people.Visitor{Address: "192.0.2.1"})
		if err != nil || in.User.Role != models.Administrator {
			t.Errorf("signed in as %s: %v", in.User.Role, err)
		}
		l, err := f.Events(storetest.System(t), store.EventQuery{Kinds: []string{"organization"}})
		if err != nil || len(l.Items) != 1 || l.Items[0].ActorID != in.User.ID {
			t.Errorf("the log: %+v, %v", l.Items, err)
		}
	})
}

func TestGuessingTheSetUpCodeIsSlowedDown(t *testing.T) {
	f := storetest.New(t)
	code, _, err := f.SetUpCode(t.Context())
	okay(t, err)
	ctx := models.WithActor(t.Context(), models.Actor{Address: "192.0.2.1"})
	form := field.Form{"code": {"guess"}, "organization": {"O"}, "name": {"N"}, "email": {"n@example.com"}, "password": {"four words in a row"}}
	for range 30 {
		err = f.SetUp(ctx, form)
	}
	if models.KindOf(err) != models.KindInvalid {
		t.Fatal(err)
	}
	if err = f.SetUp(ctx, form); models.KindOf(err) != models.KindTooMany {
		t.Errorf("the 31st guess: %v", err)
	}
	form.Set("code", code)
	if err = f.SetUp(ctx, form); err != nil {
		t.Errorf("the right code after that: %v", err)
	}
}
