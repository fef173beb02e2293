package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

func TestDashboardTellsWhatThereIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		empty, err := f.Dashboard(ctx, time.UTC)
		if err != nil || empty.Apps != 0 || len(empty.FailuresByDay) != 14 || len(empty.Pinned) != 0 {
			t.Errorf("a new organization: %+v, %v", empty, err)
		}
		fl := newFleet(t, f)
		f.Clock.Pass(49 * time.Hour)
		c, err := f.AddCategory(ctx, field.Form{"name": {"Warehouse"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.PinCategory(ctx, c.ID, true); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertTable(ctx, "app_categories", map[string]any{"app_id": fl.app.ID, "category_id": c.ID}); err != nil {
			t.Fatal(err)
		}
		elective := models.App{ID: models.NewID(), Name: "Photo Wall", Type: "androidLobApp", Platform: models.Android}
		if err := f.InsertApps(ctx, elective); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertInstalls(ctx,
			models.Install{AppID: elective.ID, DeviceID: fl.devices[0].ID, State: models.StateInstalled, Wanted: models.Available},
			models.Install{AppID: elective.ID, DeviceID: fl.devices[1].ID, State: models.StateNotApplicable, Wanted: models.Required},
		); err != nil {
			t.Fatal(err)
		}
		d, err := f.Dashboard(ctx, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		want := store.Dashboard{
			Apps: 2, Devices: 5, Installs: store.InstallTotals{Failed: 2, Required: 5, AsRequired: 2},
			Storage: models.Storage{Plan: models.PlanFull},
			Failing: []store.FailingApp{{ID: fl.app.ID, Name: "Depot Scan", Type: "androidLobApp", Failed: 2, Devices: 5, Code: -942583883}},
			Pinned: []store.PinnedCategory{{ID: c.ID, Name: "Warehouse", Apps: 1, Failed: 2,
				First: []store.CategoryApp{{CategoryID: c.ID, ID: fl.app.ID, Name: "Depot Scan", Type: "androidLobApp"}}}},
		}
		days, recent := d.FailuresByDay, d.Recent
		d.FailuresByDay, d.Recent = nil, nil
		if diff := cmp.Diff(want, d); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		if days[11].Count != 2 || days[13].Count != 0 {
			t.Errorf("failures of two days ago are counted as %+v", days)
		}
		if there, err := f.Dashboard(ctx, time.FixedZone("", 14*60*60)); err != nil || there.FailuresByDay[10].Count+there.FailuresByDay[11].Count != 2 || there.FailuresByDay[13].Day.Hour() != 0 {
			t.Errorf("14 hours ahead failures are counted as %+v, %v", there.FailuresByDay, err)
		}
		if len(recent) != 2 || recent[0].Action != "category.pin" {
			t.Errorf("recent changes: %+v", recent)
		}
		f.Clock.Pass(store.NotSeenDays * 24 * time.Hour)
		if d, err = f.Dashboard(ctx, time.UTC); err != nil || d.NotSeen != 5 {
			t.Errorf("%d devices are not seen, %v", d.NotSeen, err)
		}
		if unseen, err := f.CountDevices(ctx, store.DeviceQuery{NotSeen: true}); err != nil || unseen.Count != 5 {
			t.Errorf("the list of devices that are not seen has %+v, %v", unseen, err)
		}
	})
}
