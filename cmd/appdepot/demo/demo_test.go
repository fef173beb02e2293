package demo_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/cmd/appdepot/demo"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/cmd/depotsim/trouble"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/blob"
	"appdepot/models/installer"
	"appdepot/models/remedy"
	"appdepot/models/store"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

// noon is the time in the tests' demos, on a Wednesday.
var noon = time.Date(2026, 3, 18, 12, 20, 0, 0, time.UTC)

// place is a folder with a demo.
type place struct {
	t       *testing.T
	folder  string
	options store.Options
}

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{t: t, folder: t.TempDir()}
	packages, err := blob.Open(t.Context(), filepath.Join(p.folder, "packages"))
	p.must(err)
	t.Cleanup(func() { packages.Close() })
	p.options = store.Options{Database: filepath.Join(p.folder, "appdepot.db"), Packages: packages}
	return p
}

func (p *place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// prepare starts the demo at a time, and gives what it has then; a small one has only those of whom it tells by name.
func (p *place) prepare(now time.Time, small bool) *tenant {
	p.t.Helper()
	p.options.Clock = func() time.Time { return now }
	begun := time.Now()
	o, err := demo.Demo{Store: p.options, Devices: filepath.Join(p.folder, demo.DevicesFile), Small: small}.Prepare(p.t.Context())
	p.must(err)
	p.t.Logf("prepared in %s", time.Since(begun).Round(time.Millisecond))
	s, err := store.Open(p.t.Context(), p.options)
	p.must(err)
	p.t.Cleanup(func() { s.Close() })
	ada := o.People[0]
	return &tenant{place: p, Store: s, now: now, ctx: models.WithActor(p.t.Context(), ada.Actor("127.0.0.1")), organization: o}
}

// tenant is what a demo has.
type tenant struct {
	*place
	*store.Store
	now          time.Time
	ctx          context.Context
	organization demo.Organization
}

// all reads every page of a list.
func all[T any](t *tenant, read func(models.Page) (models.Listing[T], error)) (items []T) {
	t.t.Helper()
	for page := (models.Page{Size: 100}); ; {
		list, err := read(page)
		t.must(err)
		items = append(items, list.Items...)
		if list.Next == "" {
			return items
		}
		page.After = list.Next
	}
}

func (t *tenant) apps() map[models.ID]models.App {
	t.t.Helper()
	apps := map[models.ID]models.App{}
	for _, line := range all(t, func(p models.Page) (models.Listing[store.AppLine], error) {
		return t.Apps(t.ctx, store.AppQuery{Page: p})
	}) {
		app, err := t.App(t.ctx, line.ID)
		t.must(err)
		apps[app.ID] = app
	}
	return apps
}

func (t *tenant) devices() []store.DeviceLine {
	t.t.Helper()
	return all(t, func(p models.Page) (models.Listing[store.DeviceLine], error) {
		return t.Devices(t.ctx, store.DeviceQuery{Page: p})
	})
}

func (t *tenant) installs() (list []store.InstallLine) {
	t.t.Helper()
	for id := range t.apps() {
		list = append(list, all(t, func(p models.Page) (models.Listing[store.InstallLine], error) {
			return t.Installs(t.ctx, store.InstallQuery{AppID: id, Page: p})
		})...)
	}
	return list
}

func (t *tenant) events(from, to time.Time) []models.Event {
	t.t.Helper()
	return all(t, func(p models.Page) (models.Listing[models.Event], error) {
		return t.Events(t.ctx, store.EventQuery{From: from, To: to, Page: p})
	})
}

func failed(i store.InstallLine) bool {
	return i.State == models.StateFailed || i.State == models.StateUninstallFailed
}

// share is how many of a hundred installs that were tried have failed.
func share(list []store.InstallLine) int {
	tried, bad := 0, 0
	for _, i := range list {
		if failed(i) {
			bad++
		}
		if failed(i) || i.State == models.StateInstalled {
			tried++
		}
	}
	return bad * 100 / max(1, tried)
}

// TestDemo fills one demo for all of its parts, and a small one beside it.
func TestDemo(t *testing.T) {
	d := newPlace(t).prepare(noon, false)
	t.Run("has something of everything", d.hasSomethingOfEverything)
	t.Run("states are plausible", d.statesArePlausible)
	t.Run("a small one tells the same", d.smallOneTellsTheSame)
	t.Run("goes on", d.goesOn)
}

func (d *tenant) hasSomethingOfEverything(t *testing.T) {
	apps, types := d.apps(), map[string]int{}
	for _, app := range apps {
		types[app.Type]++
		if app.LogoID == "" {
			t.Errorf("%s has no icon", app.Name)
		}
	}
	if len(apps) != 40 {
		t.Errorf("there are %d apps", len(apps))
	}
	for _, kind := range apptype.All() {
		if types[kind.ID] == 0 {
			t.Errorf("no app is a %s", kind.Name)
		}
	}
	devices, platforms := d.devices(), map[models.Platform]int{}
	for _, device := range devices {
		platforms[device.Platform]++
	}
	if len(devices) != 150 {
		t.Errorf("there are %d devices", len(devices))
	}
	for _, p := range models.DevicePlatforms {
		if platforms[p] < 10 {
			t.Errorf("%d devices have %s", platforms[p], p.Name())
		}
	}
	wanted := map[models.Intent]bool{}
	for id := range apps {
		lines, err := d.Assignments(d.ctx, id)
		d.must(err)
		for _, l := range lines {
			wanted[l.Intent] = true
		}
	}
	if len(wanted) != len(models.Intents) {
		t.Errorf("apps are assigned as %v", wanted)
	}
	for days := range 14 {
		from := noon.Truncate(24*time.Hour).AddDate(0, 0, -days)
		if n := len(d.events(from, from.AddDate(0, 0, 1))); n == 0 {
			t.Errorf("%d days ago nothing happened", days)
		}
	}
	home, err := d.Dashboard(d.ctx, time.UTC)
	d.must(err)
	busy := 0
	for _, day := range home.FailuresByDay {
		if day.Count > 0 {
			busy++
		}
	}
	if busy < 6 {
		t.Errorf("the chart of failures has %d days with any: %v", busy, home.FailuresByDay)
	}
}

// statesArePlausible wants of every state that it could be so.
func (d *tenant) statesArePlausible(t *testing.T) {
	apps, installs := d.apps(), d.installs()
	for _, i := range installs {
		app := apps[i.AppID]
		kind, _ := apptype.Get(app.Type)
		where := fmt.Sprintf("%s (%s) on %s (%s)", app.Name, kind.Name, i.DeviceName, i.Platform.Name())
		web := kind.Detect(kind.ValuesOf(app)).Kind == "web"
		pending := i.State == models.StatePendingInstall || i.State == models.StatePendingUninstall
		switch {
		case web && (failed(i) || pending):
			t.Errorf("%s is %s", where, i.State.Name())
		case i.State != models.StateNotApplicable && !kind.Platform.Covers(i.Platform):
			t.Errorf("%s is %s, for another platform", where, i.State.Name())
		case failed(i) && !fits(i.ErrorCode, i.Platform):
			t.Errorf("%s failed with %d, which is of another platform", where, i.ErrorCode)
		case failed(i) && remedy.Short(i.ErrorCode).Empty():
			t.Errorf("%s failed with %d, which nobody explains", where, i.ErrorCode)
		case pending && i.LastSeenAt.Sub(i.Since) > 30*time.Hour:
			t.Errorf("%s is %s since %s, although the device answers", where, i.State.Name(), i.Since)
		}
	}
	if s := share(installs); s < 2 || s > 8 {
		t.Errorf("%d%% of the installs have failed", s)
	}
}

// fits reports whether devices of a platform report a code.
func fits(code int32, p models.Platform) bool {
	for of, codes := range map[models.Platform][]int32{
		models.Windows: {trouble.InstallerFatal, trouble.InstallerBusy, trouble.WindowsNotFound, trouble.NotTrusted},
		models.MacOS:   {trouble.MacFailed, trouble.MacNotDownloaded, trouble.MacStorage},
		models.IOS:     {trouble.IOSBusy, trouble.IOSFailed, trouble.IOSRefused, trouble.IOSSignIn},
		models.Android: {trouble.AndroidCanceled, trouble.AndroidRejected, trouble.AndroidStorage},
	} {
		if slices.Contains(codes, code) && !of.Covers(p) {
			return false
		}
	}
	return true
}

// told is where every app stands on every device.
func (d *tenant) told() map[string]string {
	apps, states := d.apps(), map[string]string{}
	for _, i := range d.installs() {
		states[apps[i.AppID].Name+" on "+i.DeviceName] = fmt.Sprintf("%s %d %s", i.State, i.ErrorCode, i.Version)
	}
	return states
}

// smallOneTellsTheSame fills another demo: chance is the same every time, and what becomes of a device does not depend on which others there
// are.
func (d *tenant) smallOneTellsTheSame(t *testing.T) {
	small, all := newPlace(t).prepare(noon, true).told(), d.told()
	if len(small) < 200 || len(small) > len(all)/2 {
		t.Errorf("of %d states a small demo has %d", len(all), len(small))
	}
	maps.DeleteFunc(all, func(where, _ string) bool { return small[where] == "" })
	if diff := cmp.Diff(all, small); diff != "" {
		t.Error(diff)
	}
}

// goesOn starts the demo again after it stood still: what answers has been there since, and not everything is red.
func (d *tenant) goesOn(t *testing.T) {
	p, devices, before := d.place, len(d.devices()), share(d.installs())
	p.must(d.Close())
	file := filepath.Join(p.folder, demo.DevicesFile)
	for _, gap := range [][2]int{{0, 1}, {1, 8}, {8, 48}} { // the day on which it stood still, and the one on which it is started again
		stood, days := gap[0], gap[1]
		p.stoodStill(noon.AddDate(0, 0, stood), file)
		saved, err := fleet.ReadState(file)
		p.must(err)
		answers := map[string]bool{}
		for _, s := range saved {
			answers[s.Facts.Name] = true
		}
		if len(saved) < 100 || len(saved) == devices {
			t.Errorf("%d devices answer", len(saved))
		}
		again := p.prepare(noon.AddDate(0, 0, days), false)
		for _, device := range again.devices() {
			if seen := again.now.Sub(*device.LastSeenAt); answers[device.Name] && seen > 72*time.Hour || !answers[device.Name] && seen < 24*time.Hour {
				t.Errorf("after %d days %s was seen %s ago", days, device.Name, seen)
			}
		}
		if s := share(again.installs()); s > before+3 {
			t.Errorf("after %d days %d%% of the installs have failed, and %d%% before", days, s, before)
		}
		p.must(again.Close())
	}
}

// stoodStill makes the demo one that ran last at a time.
func (p *place) stoodStill(at time.Time, file string) {
	p.t.Helper()
	p.must(os.Chtimes(file, at, at))
}
