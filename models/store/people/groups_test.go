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

func TestGroupNamesAreUniqueAcrossKinds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		f.NewGroup(t, "Warehouse", models.UserGroup)
		_, err := f.AddGroup(storetest.System(t), field.Form{"name": {"WAREHOUSE "}, "kind": {string(models.DeviceGroup)}})
		if models.KindOf(err) != models.KindInvalid {
			t.Errorf("a second group of that name: %v", err)
		}
	})
}

func TestNestingIsSeenByOtherReplicasWithinASecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		all, team := f.NewGroup(t, "Everybody", models.UserGroup), f.NewGroup(t, "Team", models.UserGroup)
		okay(t, f.AddMember(ctx, team.ID, f.NewUser(t, "Ann").ID))
		other, err := store.Open(t.Context(), f.Options)
		okay(t, err)
		t.Cleanup(func() { other.Close() })
		for members, change := range []func() error{
			func() error { return nil },
			func() error { return f.AddSubgroup(ctx, all.ID, team.ID) },
		} {
			okay(t, change())
			f.Clock.Pass(time.Second)
			n, err := other.MemberCount(ctx, all.ID)
			okay(t, err)
			if n != members {
				t.Errorf("a replica counts %d members, want %d", n, members)
			}
		}
	})
}

func TestMembersOfNestedGroupsAreMembers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		all, team := f.NewGroup(t, "Everybody", models.UserGroup), f.NewGroup(t, "Team", models.UserGroup)
		ann, bob := f.NewUser(t, "Ann"), f.NewUser(t, "Bob")
		okay(t, f.AddMember(ctx, all.ID, ann.ID))
		okay(t, f.AddMember(ctx, team.ID, ann.ID, bob.ID))
		okay(t, f.AddSubgroup(ctx, all.ID, team.ID))
		okay(t, f.AddSubgroup(ctx, all.ID, team.ID)) // twice is no error

		l, err := f.Members(ctx, all, "", models.Page{})
		okay(t, err)
		if len(l.Items) != 2 || !l.Items[0].Direct || l.Items[0].Via != "" || l.Items[1].Direct || l.Items[1].Via != "Team" {
			t.Errorf("members of %s: %+v", all.Name, l.Items)
		}
		groups, err := f.Groups(ctx, people.GroupQuery{Search: "every"})
		okay(t, err)
		if len(groups.Items) != 1 || groups.Items[0].Members != 2 || groups.Items[0].Nested != 1 {
			t.Errorf("the group's line: %+v", groups.Items)
		}
		of, err := f.GroupsOfUser(ctx, bob.ID)
		okay(t, err)
		if len(of) != 2 || of[0].Name != "Everybody" || of[0].Direct || !of[1].Direct {
			t.Errorf("groups of Bob: %+v", of)
		}
		choices, err := f.MemberChoices(ctx, all, "b")
		okay(t, err)
		if len(choices) != 1 || choices[0].Name != "Bob" {
			t.Errorf("Bob is only a nested member, so he can be added directly; choices: %+v", choices)
		}
	})
}

func TestCyclesOfGroupsAreRefusedWithTheirPath(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		a, b, c := f.NewGroup(t, "A", models.UserGroup), f.NewGroup(t, "B", models.UserGroup), f.NewGroup(t, "C", models.UserGroup)
		okay(t, f.AddSubgroup(ctx, a.ID, b.ID))
		okay(t, f.AddSubgroup(ctx, b.ID, c.ID))
		err := f.AddSubgroup(ctx, c.ID, a.ID)
		if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "C < B < A < C") {
			t.Errorf("closing a cycle: %v", err)
		}
		if err := f.AddSubgroup(ctx, a.ID, a.ID); models.KindOf(err) != models.KindInvalid {
			t.Errorf("a group in itself: %v", err)
		}
	})
}

func TestKindsOfMembersDoNotMix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		people, scanners := f.NewGroup(t, "People", models.UserGroup), f.NewGroup(t, "Scanners", models.DeviceGroup)
		d := f.NewDevice(t, "SCAN-1", "")
		if err := f.AddSubgroup(ctx, people.ID, scanners.ID); models.KindOf(err) != models.KindInvalid {
			t.Errorf("devices nested in people: %v", err)
		}
		if err := f.AddMember(ctx, people.ID, d.ID); models.KindOf(err) != models.KindInvalid {
			t.Errorf("a device among people: %v", err)
		}
		okay(t, f.AddMember(ctx, scanners.ID, d.ID))
		okay(t, f.RemoveMember(ctx, scanners.ID, d.ID))
		if err := f.RemoveMember(ctx, scanners.ID, d.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("removed twice: %v", err)
		}
	})
}

func TestOnlyAdministratorsChangeGroups(t *testing.T) {
	f := storetest.New(t)
	g := f.NewGroup(t, "Team", models.UserGroup)
	for _, role := range models.Roles[1:] {
		ctx := f.As(t, role)
		for name, err := range map[string]error{
			"add":    second(f.AddGroup(ctx, field.Form{"name": {"Other"}, "kind": {string(models.UserGroup)}})),
			"rename": f.EditGroup(ctx, g.ID, g.Version, field.Form{"name": {"New"}, "description": {""}}),
			"delete": f.DeleteGroup(ctx, g.ID),
			"member": f.AddMember(ctx, g.ID, g.ID),
			"nest":   f.AddSubgroup(ctx, g.ID, g.ID),
		} {
			if models.KindOf(err) != models.KindForbidden {
				t.Errorf("%s may %s: %v", role, name, err)
			}
		}
	}
}

func okay(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// second is the error of a call that also returns a value.
func second[T any](_ T, err error) error { return err }
