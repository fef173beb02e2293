package people_test

import (
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
)

func TestEmailAddressesAreUniqueWithoutRegardToCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		f.NewUser(t, "Ann")
		_, err := f.AddUser(storetest.System(t), field.Form{"name": {"Other"}, "email": {"ANN@Appdepot.example"}, "role": {string(models.PortalUser)}})
		if models.KindOf(err) != models.KindInvalid {
			t.Errorf("a second user with that address: %v", err)
		}
	})
}

func TestEveryAnswerAboutAUserIsChecked(t *testing.T) {
	f := storetest.New(t)
	_, err := f.AddUser(storetest.System(t), field.Form{"name": {" "}, "email": {"no address"}, "role": {"owner"}, "password": {"short"}})
	for _, field := range []string{"name", "email", "role", "password"} {
		if err == nil || !strings.Contains(err.Error(), "["+field+": ") {
			t.Errorf("%s is not complained about: %v", field, err)
		}
	}
	for _, password := range []string{"Marieke de Vries", "MARIEKE@veldhoek.example", strings.Repeat("x", 1001)} {
		_, err := f.AddUser(storetest.System(t), field.Form{"name": {"Marieke de Vries"}, "email": {"marieke@veldhoek.example"}, "role": {string(models.PortalUser)}, "password": {password}})
		if models.KindOf(err) != models.KindInvalid {
			t.Errorf("the password %.20q was accepted: %v", password, err)
		}
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		u := f.Person(t, models.Administrator)
		demoted := field.Form{"name": {u.Name}, "email": {u.Email}, "role": {string(models.PortalUser)}}
		for name, err := range map[string]error{
			"demoted":  f.EditUser(ctx, u.ID, u.Version, demoted),
			"disabled": f.DisableUser(ctx, u.ID),
			"deleted":  f.DeleteUser(ctx, u.ID),
		} {
			if models.KindOf(err) != models.KindConflict {
				t.Errorf("the last Administrator was %s: %v", name, err)
			}
		}
		second, err := f.AddUser(ctx, field.Form{"name": {"Second"}, "email": {"second@appdepot.example"}, "role": {string(models.Administrator)}})
		okay(t, err)
		okay(t, f.DisableUser(ctx, second.ID))
		if err := f.EditUser(ctx, u.ID, u.Version, demoted); models.KindOf(err) != models.KindConflict {
			t.Errorf("a disabled Administrator counted as one who can sign in: %v", err)
		}
		okay(t, f.EnableUser(ctx, second.ID))
		okay(t, f.EditUser(ctx, u.ID, u.Version, demoted))
	})
}

func TestTwoPeopleEditOneUser(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		u := f.NewUser(t, "Ann")
		okay(t, f.EditUser(ctx, u.ID, u.Version, field.Form{"name": {"Anna"}, "email": {u.Email}, "role": {string(u.Role)}}))
		err := f.EditUser(ctx, u.ID, u.Version, field.Form{"name": {"Anne"}, "email": {u.Email}, "role": {string(u.Role)}})
		if models.KindOf(err) != models.KindConflict {
			t.Errorf("the second change: %v", err)
		}
	})
}

func TestDeletingAUserKeepsTheirDevices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		u := f.NewUser(t, "Ann")
		d := f.NewDevice(t, "LAPTOP-1", u.ID)
		g := f.NewGroup(t, "Team", models.UserGroup)
		okay(t, f.AddMember(ctx, g.ID, u.ID))
		okay(t, f.DeleteUser(ctx, u.ID))
		d, err := f.Device(ctx, d.ID)
		okay(t, err)
		n, err := f.MemberCount(ctx, g.ID)
		okay(t, err)
		if d.PrimaryUserID != "" || n != 0 {
			t.Errorf("primary user %q, %d members", d.PrimaryUserID, n)
		}
	})
}

func TestUsersAreFoundSortedAndPaged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		for _, name := range []string{"bob", "Ann", "Éva", "Carl", "Dora"} {
			f.NewUser(t, name)
		}
		var names []string
		q := people.UserQuery{Sort: models.Sort{By: "name"}, Page: models.Page{Size: 2}}
		for {
			l, err := f.Users(ctx, q)
			okay(t, err)
			for _, u := range l.Items {
				names = append(names, u.Name)
			}
			if q.Page.After = l.Next; l.Next == "" {
				break
			}
		}
		if want := []string{"Ann", "bob", "Carl", "Dora", "Éva"}; !slices.Equal(names, want) {
			t.Errorf("by name: %v", names)
		}
		l, err := f.Users(ctx, people.UserQuery{Search: "éV"})
		okay(t, err)
		if len(l.Items) != 1 || l.Items[0].Name != "Éva" {
			t.Errorf("searching éV found %+v", l.Items)
		}
		if l, _ := f.Users(ctx, people.UserQuery{Roles: []models.Role{models.Administrator}}); len(l.Items) != 0 {
			t.Errorf("%d Administrators", len(l.Items))
		}
	})
}

func TestPeopleReadThemselvesAndNobodyElse(t *testing.T) {
	f := storetest.New(t)
	other := f.NewUser(t, "Ann")
	ctx := f.As(t, models.PortalUser)
	if _, err := f.User(ctx, f.Person(t, models.PortalUser).ID); err != nil {
		t.Errorf("oneself: %v", err)
	}
	if _, err := f.User(ctx, other.ID); models.KindOf(err) != models.KindForbidden {
		t.Errorf("somebody else: %v", err)
	}
	if _, err := f.Users(ctx, people.UserQuery{}); models.KindOf(err) != models.KindForbidden {
		t.Errorf("the list: %v", err)
	}
}
