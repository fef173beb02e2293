package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/models/targeting"
)

func (d *depot) impact(t *testing.T, set ...models.DraftAssignment) store.Impact {
	t.Helper()
	i, err := d.Impact(d.ctx, d.app, set)
	must(t, err)
	return i
}

func TestImpactCountsWhatWouldHappen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		cara, err := d.AddUser(d.ctx, field.Form{"name": {"Cara"}, "email": {"cara@depot.example"}, "password": {"warehouse door 7"}, "role": {string(models.PortalUser)}})
		must(t, err)
		must(t, d.AddMember(d.ctx, d.sales.ID, cara.ID))
		d.device(t, "Bram's own", d.bram.ID, false)
		must(t, d.AddMember(d.ctx, d.scanners.ID, d.brams.ID))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.brams.ID, State: models.StateInstalled}))
		tests := map[string]struct {
			set  []models.DraftAssignment
			want store.Impact
		}{
			"nothing":                    {nil, store.Impact{}},
			"required":                   {[]models.DraftAssignment{in(models.Required, d.sales)}, store.Impact{WillInstall: 1, NoDevice: 1}},
			"required where it is there": {[]models.DraftAssignment{all(models.Required, models.TargetAllDevices)}, store.Impact{WillInstall: 2, AlreadyThere: 1, NotEnrolled: 1}},
			"available":                  {[]models.DraftAssignment{all(models.Available, models.TargetAllUsers)}, store.Impact{CanInstall: 2, NoDevice: 1, NotEnrolled: 1}},
			"uninstall":                  {[]models.DraftAssignment{all(models.Uninstall, models.TargetAllDevices)}, store.Impact{WillUninstall: 1, NotThere: 1, NotEnrolled: 1}},
			"without enrollment":         {[]models.DraftAssignment{all(models.AvailableWithoutEnrollment, models.TargetAllUsers)}, store.Impact{CanInstall: 2, NoDevice: 1}},
		}
		for name, tt := range tests {
			if diff := cmp.Diff(tt.want, d.impact(t, tt.set...), cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(store.Conflict{})); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		d.assign(t, in(models.Required, d.sales))
		if got := d.impact(t).Released; got != 1 {
			t.Errorf("%d devices are released, want 1", got)
		}
	})
}

func TestImpactLeavesOutWhatDoesNotFit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "windowsMobileMSI")
		if got := d.impact(t, all(models.Required, models.TargetAllDevices)); got.Unfit != 2 || got.WillInstall != 0 || got.LeftOut() != 2 {
			t.Errorf("a Windows app on two phones: %+v", got)
		}
	})
}

func TestImpactNamesPeopleInConflict(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		leavers := d.group(t, "Leavers", models.UserGroup)
		must(t, d.AddMember(d.ctx, leavers.ID, d.anna.ID))
		tests := map[string]struct {
			set  []models.DraftAssignment
			rule targeting.ConflictRule
		}{
			"required":     {[]models.DraftAssignment{in(models.Required, d.sales), in(models.Uninstall, leavers)}, targeting.RequiredWins},
			"available":    {[]models.DraftAssignment{in(models.Available, d.sales), in(models.Uninstall, leavers)}, targeting.UninstallWins},
			"across kinds": {[]models.DraftAssignment{in(models.Available, d.sales), all(models.Uninstall, models.TargetAllDevices)}, targeting.UninstallUntilAsked},
			"excluded":     {[]models.DraftAssignment{in(models.Required, d.sales), out(models.Required, leavers)}, targeting.ExclusionWins},
		}
		for name, tt := range tests {
			got := d.impact(t, tt.set...).Conflicts
			if len(got) != 1 || got[0].Rule != tt.rule || got[0].Count != 1 || !cmp.Equal(got[0].Names, []string{"Anna"}) {
				t.Errorf("%s: %+v", name, got)
			}
		}
	})
}

func TestImpactNamesTenAndCountsAll(t *testing.T) {
	f := storetest.New(t)
	d := newDepot(t, f, "webApp")
	for range 12 {
		d.device(t, "Shared scanner", "", true)
	}
	got := d.impact(t, all(models.Required, models.TargetAllDevices), all(models.Uninstall, models.TargetAllUsers))
	if len(got.Conflicts) != 1 || got.Conflicts[0].Count != 2 {
		t.Errorf("devices without a user are in no user's conflict: %+v", got.Conflicts)
	}
	everything := d.group(t, "Everything", models.DeviceGroup)
	must(t, d.AddMember(d.ctx, everything.ID, d.annas.ID))
	list := []models.ID{}
	for i := range 12 {
		x := d.device(t, models.T("Scanner %s", i).String(), "", true)
		list = append(list, x.ID)
	}
	must(t, d.AddMember(d.ctx, everything.ID, list...))
	got = d.impact(t, all(models.Required, models.TargetAllDevices), in(models.Uninstall, everything))
	if c := got.Conflicts[0]; c.Count != 13 || len(c.Names) != 10 {
		t.Errorf("%d counted and %d named, want 13 and 10", c.Count, len(c.Names))
	}
}

func TestExclusionsReachAcrossKindsUnlessChosenOtherwise(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		must(t, d.AddMember(d.ctx, d.scanners.ID, d.annas.ID))
		set := []models.DraftAssignment{in(models.Required, d.sales), out(models.Required, d.scanners)}
		if got := d.impact(t, set...); got.Excluded != 1 || got.WillInstall != 0 {
			t.Errorf("across kinds: %+v", got)
		}
		must(t, d.SetExclusionScope(d.ctx, models.SameKind))
		if got := d.impact(t, set...); got.Excluded != 0 || got.WillInstall != 1 {
			t.Errorf("within the same kind: %+v", got)
		}
	})
}

// A web link is for nothing on a personally owned work profile without a browser (source document: evaluating app requirements).
func TestImpactOfAWebLinkCountsProfilesWithoutABrowser(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "webApp")
		browser := models.App{ID: models.NewID(), Name: "Edge", Type: "androidManagedStoreApp", Platform: models.AndroidEnterprise,
			Values: map[string]string{"packageId": "com.microsoft.emmx"}}
		must(t, d.InsertApps(d.ctx, browser))
		for name, x := range map[string]models.Device{
			"without": {Ownership: models.Personal, Enrolled: true}, "of the company": {Ownership: models.Corporate, Enrolled: true}, "not enrolled": {Ownership: models.Personal},
			"with": {Ownership: models.Personal, Enrolled: true, Inventory: []models.InstalledApp{{Kind: "android", ID: "com.android.chrome", Version: "1"}}},
		} {
			x.Name, x.Platform, x.OSVersion, x.PrimaryUserID = name, models.AndroidEnterprise, "14", d.bram.ID
			must(t, second(d.AddDevice(d.ctx, x)))
		}
		counted := func(want int, set ...models.DraftAssignment) {
			t.Helper()
			i, err := d.Impact(d.ctx, d.app, set)
			must(t, err)
			if i.NoBrowser != want {
				t.Errorf("%d devices without a browser, want %d", i.NoBrowser, want)
			}
		}
		counted(1, all(models.Required, models.TargetAllUsers))
		counted(1, all(models.Available, models.TargetAllUsers))
		counted(0, all(models.Uninstall, models.TargetAllUsers))
		counted(0, in(models.Required, d.salesNL))
		d.grant(t, browser, all(models.Required, models.TargetAllUsers))
		counted(0, all(models.Required, models.TargetAllUsers))
	})
}
