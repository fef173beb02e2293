package store_test

import (
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// mine is the app as its person sees it on their phone.
func (d *depot) mine(t *testing.T) store.PortalApp {
	t.Helper()
	a, err := d.MyApp(d.as(d.anna), d.app.ID, d.annas.ID)
	must(t, err)
	return a
}

func TestAskingForAnAppMakesTheNextCheckInPlan(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		d.assign(t, in(models.Available, d.sales))
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		if a := d.mine(t); a.Stage != store.StageWaiting || a.Request.Action != models.InstallAction {
			t.Errorf("stage %s, request %+v", a.Stage, a.Request)
		}
		x, err := d.Device(d.ctx, d.annas.ID)
		must(t, err)
		if x.NextDueAt == nil || !x.NextDueAt.Equal(f.Clock.Now()) {
			t.Errorf("the device is due at %v", x.NextDueAt)
		}
		w, err := d.Why(d.ctx, d.app.ID, d.annas.ID)
		must(t, err)
		if w.Asked == nil {
			t.Error("the trail knows nothing of the wish")
		}
	})
}

func TestTakingAnAppOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		d.assign(t, in(models.Available, d.sales))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateInstalled}))
		if err := d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("an app nobody asked for: %v", err)
		}
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		f.Clock.Pass(time.Minute)
		must(t, d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID))
		if a := d.mine(t); a.Stage != store.StageRemoving {
			t.Errorf("stage %s", a.Stage)
		}
		d.assign(t, in(models.Required, d.sales))
		if err := d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("a required app: %v", err)
		}
	})
}

func TestAskingForWhatIsNotOffered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "androidStoreApp")
		if err := d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindNotFound {
			t.Errorf("an app that is not there for her: %v", err)
		}
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateFailed}))
		if err := d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("an app that is offered no more: %v", err)
		}
	})
}

func TestAnInstallationThatStandsStillCanBeAskedForAgain(t *testing.T) {
	f := storetest.New(t)
	d := newDepot(t, f, "androidStoreApp")
	d.assign(t, in(models.Required, d.sales))
	must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StatePendingInstall}))
	order := models.Order{ID: models.NewID(), AppID: d.app.ID, DeviceID: d.annas.ID, Action: models.InstallAction, Attempt: 1, CreatedAt: f.Clock.Now()}
	must(t, d.InsertRows(d.ctx, &order))
	f.Clock.Pass(checkin.StuckAfter - time.Second)
	if a := d.mine(t); a.Stage != store.StageInstalling || a.Stuck(f.Clock.Now()) {
		t.Errorf("stuck too early: %s", a.Stage)
	}
	f.Clock.Pass(time.Second)
	if a := d.mine(t); !a.Stuck(f.Clock.Now()) {
		t.Error("two hours without progress are not seen")
	}
	must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
	if a := d.mine(t); a.Stage != store.StageWaiting {
		t.Errorf("after asking again: %s", a.Stage)
	}
}
