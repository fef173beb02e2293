package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// sees lists what the Company Portal has for a device, as "Depot Scan offered".
func (d *depot) sees(t *testing.T, u models.User, device models.Device, q store.PortalQuery) []string {
	t.Helper()
	list, err := d.MyApps(d.as(u), device.ID, q)
	must(t, err)
	var names []string
	for _, a := range list {
		names = append(names, a.Name+" "+string(a.Stage))
	}
	return names
}

// The rows of the conflict matrix that differ in what a person sees, through the database.
func TestPortalShowsWhatTheMatrixSays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		must(t, d.AddMember(d.ctx, d.scanners.ID, d.annas.ID))
		tests := map[string]struct {
			set  []models.DraftAssignment
			want []string
		}{
			"nothing":                       {nil, nil},
			"user required":                 {[]models.DraftAssignment{in(models.Required, d.sales)}, []string{"Depot Scan waiting"}},
			"user available":                {[]models.DraftAssignment{in(models.Available, d.sales)}, []string{"Depot Scan offered"}},
			"user required, user uninstall": {[]models.DraftAssignment{in(models.Required, d.sales), in(models.Uninstall, d.salesNL)}, []string{"Depot Scan waiting"}},
			"user available and uninstall":  {[]models.DraftAssignment{in(models.Available, d.sales), in(models.Uninstall, d.salesNL)}, nil},
			"user available, device uninstall": {[]models.DraftAssignment{in(models.Available, d.sales), in(models.Uninstall, d.scanners)},
				[]string{"Depot Scan offered"}},
			"device required, user uninstall": {[]models.DraftAssignment{in(models.Uninstall, d.sales), in(models.Required, d.scanners)},
				[]string{"Depot Scan waiting"}},
			"excluded": {[]models.DraftAssignment{all(models.Available, models.TargetAllUsers), out(models.Available, d.salesNL)}, nil},
		}
		for name, tt := range tests {
			d.assign(t, tt.set...)
			if diff := cmp.Diff(tt.want, d.sees(t, d.anna, d.annas, store.PortalQuery{})); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

func TestPortalFindsApps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		d.assign(t, in(models.Required, d.sales))
		twin := models.App{ID: models.NewID(), Name: "Depot Scan", Publisher: "Straße", Type: "androidStoreApp", Platform: models.Android, Featured: true}
		windows := models.App{ID: models.NewID(), Name: "Putty", Type: "windowsMobileMSI", Platform: models.Windows}
		must(t, d.InsertApps(d.ctx, twin, windows))
		for _, id := range []models.ID{twin.ID, windows.ID} {
			must(t, d.AssignApp(d.ctx, id, 1, []models.DraftAssignment{all(models.Available, models.TargetAllUsers)}))
		}
		c, err := d.AddCategory(d.ctx, field.Form{"name": {"Business"}})
		must(t, err)
		must(t, d.InsertTable(d.ctx, "app_categories", map[string]any{"app_id": twin.ID, "category_id": c.ID}))
		for name, tt := range map[string]struct {
			q    store.PortalQuery
			want []string
		}{
			"all, both of one name": {store.PortalQuery{}, []string{"Depot Scan waiting", "Depot Scan offered"}},
			"required":              {store.PortalQuery{Required: true}, []string{"Depot Scan waiting"}},
			"featured":              {store.PortalQuery{Featured: true}, []string{"Depot Scan offered"}},
			"by category":           {store.PortalQuery{Category: c.ID}, []string{"Depot Scan offered"}},
			"by publisher":          {store.PortalQuery{Search: "STRASSE"}, []string{"Depot Scan offered"}},
			"not for this device":   {store.PortalQuery{Search: "putty"}, nil},
		} {
			if diff := cmp.Diff(tt.want, d.sees(t, d.anna, d.annas, tt.q)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

func TestPortalOfAnUnenrolledDevice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		own := d.device(t, "Own phone", d.anna.ID, false)
		d.assign(t, in(models.Required, d.sales))
		if got := d.sees(t, d.anna, own, store.PortalQuery{}); got != nil {
			t.Errorf("required reaches it: %v", got)
		}
		d.assign(t, in(models.AvailableWithoutEnrollment, d.sales))
		if diff := cmp.Diff([]string{"Depot Scan enroll"}, d.sees(t, d.anna, own, store.PortalQuery{})); diff != "" {
			t.Errorf("available without enrollment (-want +got):\n%s", diff)
		}
		if err := d.RequestInstall(d.as(d.anna), d.app.ID, own.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("asking for it: %v", err)
		}
	})
}

func TestPortalIsForOnesOwnDevices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		d.assign(t, all(models.Available, models.TargetAllUsers))
		if _, err := d.MyApps(d.as(d.bram), d.annas.ID, store.PortalQuery{}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("apps of somebody else's device: %v", err)
		}
		if err := d.RequestInstall(d.as(d.bram), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindForbidden {
			t.Errorf("an app on somebody else's device: %v", err)
		}
		if _, err := d.MyApp(d.as(d.anna), d.app.ID, models.NewID()); models.KindOf(err) != models.KindNotFound {
			t.Errorf("a device that does not exist: %v", err)
		}
	})
}

func TestPortalOpensWebLinks(t *testing.T) {
	f := storetest.New(t)
	d := newDepot(t, f, "webApp")
	d.assign(t, all(models.AvailableWithoutEnrollment, models.TargetAllUsers))
	for _, device := range []models.Device{d.annas, d.device(t, "Own phone", d.anna.ID, false)} {
		a, err := d.MyApp(d.as(d.anna), d.app.ID, device.ID)
		must(t, err)
		if a.Stage != store.StageOpen || a.Address != "https://scan.example.com/" {
			t.Errorf("%s: %s, %q", device.Name, a.Stage, a.Address)
		}
		if list, err := d.MyInstalls(d.as(d.anna), device.ID); err != nil || len(list) != 1 || list[0].ID != d.app.ID {
			t.Errorf("%s: installed apps are %v, %v", device.Name, list, err)
		}
		if err := d.RequestInstall(d.as(d.anna), d.app.ID, device.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("%s: asking for it: %v", device.Name, err)
		}
	}
}
