package store_test

import (
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/reason"
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

// onWindows gives Anna a Windows device in place of her phone.
func (d *depot) onWindows(t *testing.T) {
	t.Helper()
	var err error
	d.annas, err = d.AddDevice(d.ctx, models.Device{Name: "Anna's PC", Platform: models.Windows, OSVersion: "10.0.26100", Ownership: models.Corporate,
		PrimaryUserID: d.anna.ID, Enrolled: true})
	must(t, err)
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
			t.Error("the trail knows nothing of the request")
		}
	})
}

func TestTakingAnAppOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "winGetApp")
		d.onWindows(t)
		d.assign(t, in(models.Available, d.sales))
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateInstalled}))
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

// What an administrator had a device try again was not installed by its person, who therefore cannot uninstall it.
func TestPeopleUninstallOnlyWhatTheyRequested(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "winGetApp")
		d.onWindows(t)
		d.assign(t, in(models.Available, d.sales))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateFailed}))
		must(t, f.RetryInstall(f.As(t, models.Administrator), d.app.ID, d.annas.ID))
		if a := d.mine(t); a.Request.ID == "" || a.Requested {
			t.Errorf("the administrator's retry counts as the person's: %+v", a.Request)
		}
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		must(t, f.RetryInstall(f.As(t, models.Administrator), d.app.ID, d.annas.ID))
		if a := d.mine(t); !a.Requested {
			t.Error("a retry takes the request from the person who made it")
		}
	})
}

// Asking for what is on the device already installs nothing, and makes it nobody's own.
func TestWhatIsInstalledIsNotAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "winGetApp")
		d.onWindows(t)
		d.assign(t, in(models.Available, d.sales))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateInstalled, Reason: reason.Installed}))
		if err := d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("an installed app is asked for: %v", err)
		}
		if err := d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("an app nobody asked for is uninstalled: %v", err)
		}
	})
}

// The retry of a required app does not make it the person's own: it stays what the organization installed, also when it is only
// available later.
func TestRetryOfARequiredAppIsNotThePersonsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		d := newDepot(t, f, "winGetApp")
		d.onWindows(t)
		d.assign(t, in(models.Required, d.sales))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateFailed}))
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		d.assign(t, in(models.Available, d.sales))
		if a := d.mine(t); a.Request.ID == "" || a.Requested {
			t.Errorf("the retry counts as installed by the person: %+v", a.Request)
		}
	})
}

// Only Win32 apps with the switch and Microsoft Store apps are uninstalled by people (source document: removing an app).
func TestPeopleUninstallOnlySomeTypes(t *testing.T) {
	for _, tt := range []struct {
		appType string
		may     bool
		values  map[string]string
	}{
		{"windowsMobileMSI", false, nil}, {"windowsUniversalAppX", false, nil}, {"winGetApp", true, nil},
		{"win32LobApp", false, map[string]string{"allowAvailableUninstall": "false", "uninstallCommandLine": "msiexec /x"}},
		{"win32LobApp", true, map[string]string{"allowAvailableUninstall": "true", "uninstallCommandLine": "msiexec /x"}},
	} {
		d := newDepot(t, storetest.New(t), tt.appType)
		d.onWindows(t)
		d.app = models.App{ID: models.NewID(), Name: "Depot Board", Type: tt.appType, Platform: models.AllPlatforms, Values: tt.values}
		must(t, d.InsertApps(d.ctx, d.app))
		d.assign(t, in(models.Available, d.sales))
		must(t, d.RequestInstall(d.as(d.anna), d.app.ID, d.annas.ID))
		must(t, d.InsertInstalls(d.ctx, models.Install{AppID: d.app.ID, DeviceID: d.annas.ID, State: models.StateInstalled, UpdatedAt: d.Clock.Now()}))
		d.Clock.Pass(time.Minute)
		a := d.mine(t)
		err := d.RequestUninstall(d.as(d.anna), d.app.ID, d.annas.ID)
		if a.MayRemove() != tt.may || (err == nil) != tt.may {
			t.Errorf("%s %v: may be removed: %t (stage %s), request: %v", tt.appType, tt.values, a.MayRemove(), a.Stage, err)
		}
	}
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
