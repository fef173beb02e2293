package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// fleet is an app on devices of two people and of nobody.
type fleet struct {
	app     models.App
	users   []models.User
	devices []models.Device
}

// fleetStates are those of the fleet's devices: two of Ada's, two of Bob's, one shared.
var fleetStates = []models.State{
	models.StateInstalled, models.StateFailed, models.StateInstalled, models.StatePendingInstall, models.StateUninstallFailed,
}

func newFleet(t *testing.T, f storetest.Fixture) fleet {
	t.Helper()
	ctx := storetest.System(t)
	fl := fleet{app: models.App{ID: models.NewID(), Name: "Depot Scan", Type: "androidLobApp", Platform: models.Android}}
	if err := f.InsertApps(ctx, fl.app); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Ada", "Bob"} {
		u, err := f.AddUser(ctx, field.Form{"name": {name}, "email": {name + "@example.com"}, "role": {string(models.PortalUser)}})
		if err != nil {
			t.Fatal(err)
		}
		fl.users = append(fl.users, u)
	}
	owners := []models.ID{fl.users[0].ID, fl.users[0].ID, fl.users[1].ID, fl.users[1].ID, ""}
	for i, state := range fleetStates {
		d := models.Device{ID: models.NewID(), Name: fmt.Sprintf("TC58-%d", i), Platform: models.Android, Enrolled: true,
			PrimaryUserID: owners[i], Inventory: []models.InstalledApp{}, CreatedAt: f.Clock.Now(), UpdatedAt: f.Clock.Now()}
		install := models.Install{AppID: fl.app.ID, DeviceID: d.ID, UserID: owners[i], State: state, Wanted: models.Required}
		if state == models.StateFailed || state == models.StateUninstallFailed {
			install.ErrorCode = -942583883
		}
		if err := f.InsertRows(ctx, &d); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertInstalls(ctx, install); err != nil {
			t.Fatal(err)
		}
		fl.devices = append(fl.devices, d)
	}
	return fl
}

func TestInstallsShowTheWorstFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, fl := storetest.System(t), newFleet(t, f)
		for name, c := range map[string]struct {
			query store.InstallQuery
			want  []string
		}{
			"worst first":    {store.InstallQuery{}, []string{"TC58-1", "TC58-4", "TC58-3", "TC58-0", "TC58-2"}},
			"of two states":  {store.InstallQuery{States: []models.State{models.StateFailed, models.StatePendingInstall}}, []string{"TC58-1", "TC58-3"}},
			"by device":      {store.InstallQuery{Search: "tc58-2"}, []string{"TC58-2"}},
			"by person":      {store.InstallQuery{Search: "ADA", Sort: models.Sort{By: "device", Desc: true}}, []string{"TC58-1", "TC58-0"}},
			"nobody by that": {store.InstallQuery{Search: "_da"}, nil},
		} {
			c.query.AppID = fl.app.ID
			got := deviceNames(t, ctx, f, c.query)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
	})
}

// deviceNames reads all pages, one row a page.
func deviceNames(t *testing.T, ctx context.Context, f storetest.Fixture, q store.InstallQuery) []string {
	t.Helper()
	q.Page.Size = 1
	var names []string
	for {
		list, err := f.Installs(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range list.Items {
			names = append(names, l.DeviceName)
		}
		if q.Page.After = list.Next; list.Next == "" {
			return names
		}
	}
}

func TestInstallsByUser(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, fl := storetest.System(t), newFleet(t, f)
		list, err := f.InstallUsers(ctx, store.InstallUserQuery{AppID: fl.app.ID, Sort: models.Sort{By: "failed", Desc: true}})
		if err != nil {
			t.Fatal(err)
		}
		want := []store.UserLine{
			{UserID: fl.users[0].ID, Name: "Ada", Email: "Ada@example.com", Counts: models.Counts{Installed: 1, Failed: 1}},
			{UserID: fl.users[1].ID, Name: "Bob", Email: "Bob@example.com", Counts: models.Counts{Installed: 1, Pending: 1}},
		}
		if diff := cmp.Diff(want, list.Items); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		failed, err := f.InstallUsers(ctx, store.InstallUserQuery{AppID: fl.app.ID, States: []models.State{models.StatePendingInstall}, Page: models.Page{Size: 1}})
		if diff := cmp.Diff(want[1:], failed.Items); err != nil || diff != "" {
			t.Errorf("waiting: %v, -want +got\n%s", err, diff)
		}
		none, err := f.InstallUsers(ctx, store.InstallUserQuery{AppID: fl.app.ID, States: []models.State{"mislaid"}})
		if err != nil || len(none.Items) != 0 {
			t.Errorf("in a state that there is not: %v, %v", none.Items, err)
		}
		users, err := f.UserCounts(ctx, fl.app.ID)
		if diff := cmp.Diff(models.Counts{Failed: 1, Pending: 1}, users); err != nil || diff != "" {
			t.Errorf("by their worst device: %v, -want +got\n%s", err, diff)
		}
	})
}

func TestCountersEqualARecount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, fl := storetest.System(t), newFleet(t, f)
		check := func(want models.Counts) {
			t.Helper()
			kept, err := f.Counts(ctx, fl.app.ID)
			if err != nil {
				t.Fatal(err)
			}
			counted, err := f.Recount(ctx, fl.app.ID)
			if diff := cmp.Diff(counted, kept); err != nil || diff != "" {
				t.Errorf("%v; -counted +kept\n%s", err, diff)
			}
			if diff := cmp.Diff(want, kept); diff != "" {
				t.Errorf("-want +kept\n%s", diff)
			}
		}
		check(models.Counts{Installed: 2, Failed: 2, Pending: 1})
		if err := f.ForgetInstalls(ctx, fl.devices[1].ID); err != nil {
			t.Fatal(err)
		}
		check(models.Counts{Installed: 2, Failed: 1, Pending: 1})
	})
}

func TestFailuresOfAnApp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		fl := newFleet(t, f)
		failures, err := f.AppFailures(storetest.System(t), fl.app.ID)
		want := []store.Failures{{Code: -942583883, Devices: 2}}
		if diff := cmp.Diff(want, failures); err != nil || diff != "" {
			t.Errorf("%v, -want +got\n%s", err, diff)
		}
	})
}
