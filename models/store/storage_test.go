package store_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
)

func trial(t testing.TB, f storetest.Fixture) {
	t.Helper()
	if err := f.SetPlan(storetest.System(t), field.Form{"plan": {string(models.PlanTrial)}}); err != nil {
		t.Fatal(err)
	}
}

func stored(t testing.TB, f storetest.Fixture) models.Storage {
	t.Helper()
	st, err := f.Storage(storetest.System(t))
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestStorageIsCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, file := storetest.System(t), probe()
		size := int64(len(file))
		if st := stored(t, f); st != (models.Storage{Plan: models.PlanFull}) || !st.Room(1<<50) {
			t.Errorf("in the beginning: %+v", st)
		}
		trial(t, f)
		inspected(t, f, "probe.msi", file)
		inspected(t, f, "again.msi", file)
		if st := stored(t, f); st.Used != size || st.Left != 2<<30-size || st.Limit != 2<<30 {
			t.Errorf("with one package that came twice: %+v", st)
		}
		u := startFor(t, f, "", "big.msi", 1000)
		if st := stored(t, f); st.Used != size+1000 {
			t.Errorf("with what is announced: %+v", st)
		}
		if err := f.CancelUpload(ctx, u.ID); err != nil {
			t.Fatal(err)
		}
		if st := stored(t, f); st.Used != size {
			t.Errorf("with the upload canceled: %+v", st)
		}
	})
}

func TestPlanIsForAdministrators(t *testing.T) {
	f := storetest.New(t)
	for _, role := range models.Roles[1:] {
		if err := f.SetPlan(f.As(t, role), field.Form{"plan": {string(models.PlanTrial)}}); models.KindOf(err) != models.KindForbidden {
			t.Errorf("%s: %v", role, err)
		}
	}
	if err := f.SetPlan(storetest.System(t), field.Form{"plan": {"golden"}}); models.KindOf(err) != models.KindInvalid {
		t.Errorf("a plan that does not exist: %v", err)
	}
}

func TestFileWithoutRoomIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		startFor(t, f, "", "first.msi", 1<<30)
		late := startFor(t, f, "", "late.msi", 1<<30+1)
		trial(t, f)
		_, err := f.StartUpload(ctx, models.NewUpload{Name: "next.msi", Size: 5 << 20, Limit: testLimit})
		want := reason.NoRoom.Of("next.msi", 5<<20, 0, 2<<30)
		if diff := cmp.Diff(want, models.ReasonOf(err)); models.KindOf(err) != models.KindTooLarge || diff != "" {
			t.Errorf("a file without room (-want +got):\n%s", diff)
		}
		if _, err := f.ReceiveUpload(ctx, late.ID, strings.NewReader("bytes")); models.KindOf(err) != models.KindTooLarge {
			t.Errorf("a file that is arriving while the plan becomes smaller: %v", err)
		}
	})
}

// Ten people begin uploads at once; what they announce never comes to more than there is.
func TestTrialCannotBeRacedPast(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		trial(t, f)
		const size = 300 << 20 // six of them fit
		var errs [10]error
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				_, errs[i] = f.StartUpload(ctx, models.NewUpload{Name: fmt.Sprint(i, ".msi"), Size: size, Limit: testLimit})
			})
		}
		all.Wait()
		begun := 0
		for _, err := range errs {
			if err == nil {
				begun++
			} else if models.KindOf(err) != models.KindTooLarge {
				t.Error(err)
			}
		}
		if st := stored(t, f); begun != 6 || st.Used != 6*size {
			t.Errorf("%d uploads have begun, %+v", begun, st)
		}
	})
}

// The same with files of which nobody knows the size before they end.
func TestTrialCannotBeRacedPastByUnknownSizes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		trial(t, f)
		const room, size = 3 << 20, 1 << 20
		startFor(t, f, "", "most.msi", 2<<30-room)
		var errs [10]error
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				u, err := f.StartUpload(ctx, models.NewUpload{Name: fmt.Sprint(i, ".msi"), Size: -1, Limit: testLimit})
				if err == nil {
					_, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(bytes.Repeat([]byte{byte(i)}, size)))
				}
				if errs[i] = err; err != nil && u.ID != "" {
					if err := f.CancelUpload(ctx, u.ID); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		arrived := 0
		for _, err := range errs {
			if err == nil {
				arrived++
			} else if models.KindOf(err) != models.KindTooLarge {
				t.Error(err)
			}
		}
		if st := stored(t, f); arrived == 0 || arrived > 3 || st.Used != 2<<30-room+int64(arrived)*size {
			t.Errorf("%d files have arrived, %+v", arrived, st)
		}
	})
}

// A file of unknown size may take the last byte there is, and not one more.
func TestUnknownSizeTakesWhatIsLeft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		trial(t, f)
		startFor(t, f, "", "most.msi", 2<<30-1000)
		for size, kind := range map[int]models.Kind{1001: models.KindTooLarge, 1000: models.KindInternal} {
			u, err := f.StartUpload(ctx, models.NewUpload{Name: "a.msi", Size: -1, Limit: testLimit})
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.ReceiveUpload(ctx, u.ID, io.MultiReader(bytes.NewReader(make([]byte, 500)), iotest.HalfReader(bytes.NewReader(make([]byte, size-500)))))
			if models.KindOf(err) != kind || (kind == models.KindInternal) != (err == nil) {
				t.Errorf("%d bytes into the last 1000: %v", size, err)
			}
			if err := f.CancelUpload(ctx, u.ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestTrialHasRoomForSomeApps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		trial(t, f)
		site := newSite(t, f)
		for i := range 500 - 1 {
			site.webApp(fmt.Sprint("app-", i))
		}
		bought := models.App{ID: models.NewID(), Type: "iosVppApp", Platform: models.IOS, Name: "Bought", Values: map[string]string{}}
		site.must(f.InsertApps(site.ctx, bought))
		f.Person(t, models.ApplicationManager)
		var errs [4]error
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() { errs[i] = addLink(t, f, fmt.Sprint("late-", i)) })
		}
		all.Wait()
		added := 0
		for _, err := range errs {
			if err == nil {
				added++
			} else if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "500 apps") {
				t.Error(err)
			}
		}
		if added != 1 {
			t.Errorf("%d apps were added to 499", added)
		}
		site.must(f.SetPlan(site.ctx, field.Form{"plan": {string(models.PlanFull)}}))
		site.must(addLink(t, f, "more"))
	})
}

// addLink adds an app without a package.
func addLink(t testing.TB, f storetest.Fixture, name string) error {
	ctx, d := draft(t, f, "webApp")
	d = typed(t, f, d, field.Form{"displayName": {name}, "description": {"A page."}, "publisher": {"Us"}, "appUrl": {"https://" + name + ".example/"}})
	_, err := f.PublishDraft(ctx, d.ID, d.Version)
	return err
}

func msi(version string) []byte {
	return sample.MSI(sample.MSIOptions{Name: "Probe", Version: version, Manufacturer: "Contoso", AllUsers: "1", Platform: "x64", Language: 1033,
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}"})
}

func TestOldVersionsCanBeRemoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		app := published(t, f, "probe.msi", msi("1.0.0"))
		first := app.VersionID
		u := inspected(t, f, "probe-2.msi", msi("2.0.0"))
		if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil); err != nil {
			t.Fatal(err)
		}
		apps, err := f.StoredApps(ctx)
		if err != nil || len(apps) != 1 || apps[0].Versions != 2 || apps[0].Bytes != stored(t, f).Used {
			t.Errorf("stored: %+v, %v", apps, err)
		}
		old, err := f.OldVersions(ctx)
		if err != nil || len(old) != 1 || old[0].ID != first || old[0].Frees != int64(len(msi("1.0.0"))) {
			t.Fatalf("old versions: %+v, %v", old, err)
		}
		if err := f.RemoveVersion(ctx, app.ID, first); err != nil {
			t.Fatal(err)
		}
		lines, err := f.AppVersions(ctx, app.ID)
		if err != nil || len(lines) != 1 || stored(t, f).Used != u.Size || len(files(t, f)) != 1 {
			t.Errorf("left: %+v, %v, files %v", lines, err, files(t, f))
		}
		if err := f.RemoveVersion(ctx, app.ID, lines[0].ID); models.KindOf(err) != models.KindConflict {
			t.Errorf("removing the current version: %v", err)
		}
		if err := f.RemoveVersion(ctx, app.ID, first); models.KindOf(err) != models.KindNotFound {
			t.Errorf("removing it twice: %v", err)
		}
		for _, role := range models.Roles[2:] {
			if err := f.RemoveVersion(f.As(t, role), app.ID, first); models.KindOf(err) != models.KindForbidden {
				t.Errorf("%s: %v", role, err)
			}
		}
	})
}

// A package that two apps have goes with the last version that uses it.
func TestSharedPackageStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		app, other := published(t, f, "probe.msi", msi("1.0.0")), published(t, f, "probe.msi", msi("1.0.0"))
		if _, err := f.AddVersion(ctx, app.ID, app.Version, inspected(t, f, "probe-2.msi", msi("2.0.0")).ID, nil); err != nil {
			t.Fatal(err)
		}
		if old, err := f.OldVersions(ctx); err != nil || len(old) != 1 || old[0].Frees != 0 {
			t.Errorf("old versions: %+v, %v", old, err)
		}
		if err := f.RemoveVersion(ctx, app.ID, app.VersionID); err != nil {
			t.Fatal(err)
		}
		lines, err := f.AppVersions(ctx, other.ID)
		if err != nil || len(lines) != 1 || !bytes.Equal(read(t, f, lines[0].PackageID), msi("1.0.0")) {
			t.Errorf("the other app has %+v, %v", lines, err)
		}
	})
}

// A version stays while a device is getting it; what the device reported then stays without it.
func TestVersionOnItsWayStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		site, ctx := newSite(t, f), f.As(t, models.ApplicationManager)
		app := published(t, f, "probe.msi", msi("1.0.0"))
		site.assign(app, toAllUsers(models.Required))
		if orders := site.pc.ask().Orders; len(orders) != 1 {
			t.Fatalf("the device gets %+v", orders)
		}
		now, err := f.App(ctx, app.ID)
		site.must(err)
		_, err = f.AddVersion(ctx, app.ID, now.Version, inspected(t, f, "probe-2.msi", msi("2.0.0")).ID, nil)
		site.must(err)
		if err := f.RemoveVersion(ctx, app.ID, app.VersionID); models.KindOf(err) != models.KindConflict {
			t.Errorf("while a device is getting it: %v", err)
		}
		site.pc.ask() // the new version takes its place
		if err := f.RemoveVersion(ctx, app.ID, app.VersionID); err != nil {
			t.Error(err)
		}
		if orders := site.pc.ask().Orders; len(orders) != 1 {
			t.Errorf("afterwards the device gets %+v", orders)
		}
	})
}
