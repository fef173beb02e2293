package device_test

import (
	"net/http"
	"testing"
	"time"

	"appdepot/cmd/depotsim/client"
	"appdepot/cmd/depotsim/fleet"
	"appdepot/cmd/depotsim/trouble"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

func requiredForAll(intent models.Intent) models.DraftAssignment {
	return models.DraftAssignment{Intent: intent, Mode: models.Include, Target: models.TargetAllUsers}
}

// publishAndroidApp publishes an Android package that everybody gets.
func (s *site) publishAndroidApp() models.App { return s.publishAPK(100_000) }

// publishAPK does that with a package that is somewhat larger than so many bytes.
func (s *site) publishAPK(size int) models.App {
	s.t.Helper()
	apk := sample.APK(sample.APKOptions{Label: "Depot Scan", PackageID: "com.example.depotscan", VersionName: "4.2.0", VersionCode: 40200,
		Icon: make([]byte, size), Signer: sample.NewSigner("Example")})
	return s.Publish(s.t, "lineOfBusinessApp", "scan.apk", apk, field.Form{"displayName": {"Depot Scan"}, "publisher": {"Example"},
		"description": {"Scans."}, "targetedPlatforms": {"androidDeviceAdministrator"}, "minimumSupportedOperatingSystem": {"10.0"}},
		requiredForAll(models.Required))
}

// devices enrolls Android devices of the site's user.
func (s *site) devices(n int, habits fleet.Habits) []*fleet.Device {
	s.t.Helper()
	server, err := fleet.Connect(s.url, &http.Client{Transport: s.traffic})
	s.must(err)
	var devices []*fleet.Device
	for i := range n {
		d, err := server.Enroll(s.t.Context(), fleet.Facts(client.PlatformAndroid, i), s.enrollmentToken(), habits)
		s.must(err)
		devices = append(devices, d)
	}
	return devices
}

// settle lets the devices check in until there is nothing to do.
func (s *site) settle(devices []*fleet.Device) fleet.Totals {
	s.t.Helper()
	totals, err := fleet.Run(s.t.Context(), devices, fleet.Options{Once: true})
	s.must(err)
	return totals
}

func (s *site) expectCounts(app models.App, want models.Counts) {
	s.t.Helper()
	got, err := s.Counts(storetest.System(s.t), app.ID)
	s.must(err)
	if got != want {
		s.t.Fatalf("%s stands at %+v, want %+v", app.Name, got, want)
	}
}

func TestFleetInstallsKeepsAndRemoves(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	app := s.publishAndroidApp()
	devices := s.devices(5, fleet.Habits{BreakRate: 0.7, Keep: t.TempDir(), Seed: 1})
	if totals := s.settle(devices); totals.Succeeded != 5 || totals.Bytes < 5*100_000 {
		t.Errorf("at first: %+v", totals)
	}
	s.expectCounts(app, models.Counts{Installed: 5})
	if totals := s.settle(devices); totals.Idle != 5 {
		t.Errorf("with nothing to do: %+v", totals)
	}

	devices[0].Remove("android", "com.example.depotscan")
	s.settle(devices)
	s.expectCounts(app, models.Counts{Installed: 4, NotInstalled: 1})
	s.Clock.Pass(24 * time.Hour)
	s.settle(devices)
	s.expectCounts(app, models.Counts{Installed: 5})

	now, err := s.App(storetest.System(t), app.ID)
	s.must(err)
	s.must(s.AssignApp(s.As(t, models.Administrator), app.ID, now.Version, []models.DraftAssignment{requiredForAll(models.Uninstall)}))
	s.Clock.Pass(time.Second)
	s.settle(devices)
	s.expectCounts(app, models.Counts{NotInstalled: 5})
	for _, d := range devices {
		if n := len(d.Inventory()); n != 0 {
			t.Errorf("%d apps are left", n)
		}
	}
}

func TestFleetFollowsNewVersions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	msi := func(version string) []byte {
		return sample.MSI(sample.MSIOptions{Name: "Probe", Version: version, Manufacturer: "Contoso",
			ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}"})
	}
	app := s.Publish(t, "lineOfBusinessApp", "probe.msi", msi("1.2.3"), field.Form{"displayName": {"Probe"}, "publisher": {"Contoso"}, "description": {"Measures."}},
		requiredForAll(models.Required))
	server, err := fleet.Connect(s.url, &http.Client{Transport: s.traffic})
	s.must(err)
	d, err := server.Enroll(t.Context(), fleet.Facts(client.PlatformWindows, 1), s.enrollmentToken(), fleet.Habits{})
	s.must(err)
	present := func(want string) {
		t.Helper()
		s.settle([]*fleet.Device{d})
		if got, _ := d.Inventory().Find("msi", "{5F3C2A10-0000-4000-8000-000000000001}"); got != want {
			t.Errorf("on the device is version %q, want %s", got, want)
		}
		s.expectCounts(app, models.Counts{Installed: 1})
	}
	present("1.2.3")
	now, err := s.App(storetest.System(t), app.ID)
	s.must(err)
	_, err = s.AddVersion(s.As(t, models.Administrator), app.ID, now.Version, s.Send(t, "probe.msi", msi("1.3.0")), nil)
	s.must(err)
	present("1.3.0")
}

func TestFleetReportsFailures(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	app := s.publishAndroidApp()
	devices := s.devices(3, fleet.Habits{FailRate: 1})
	if totals := s.settle(devices); totals.Failed != 3 {
		t.Errorf("%+v", totals)
	}
	s.expectCounts(app, models.Counts{Failed: 3})
}

// A device that was saved with an app that never gets onto it reports the same failure every time.
func TestSavedDeviceFailsWhereItMust(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	app := s.publishAndroidApp()
	saved := s.devices(1, fleet.Habits{})[0].Save()
	saved.Never = map[string]int32{trouble.Key("android", "com.example.depotscan"): trouble.AndroidStorage}
	server, err := fleet.Connect(s.url, &http.Client{Transport: s.traffic})
	s.must(err)
	for range 2 {
		s.settle([]*fleet.Device{server.Resume(saved, fleet.Habits{})})
		s.Clock.Pass(checkin.RetryFailed)
	}
	failures, err := s.AppFailures(s.As(t, models.Administrator), app.ID)
	s.must(err)
	if len(failures) != 1 || failures[0].Code != trouble.AndroidStorage {
		t.Errorf("the app failed as %+v", failures)
	}
}

// ticking lets a second go by with every request.
type ticking struct{ *site }

func (s ticking) RoundTrip(r *http.Request) (*http.Response, error) {
	s.Clock.Pass(time.Second)
	return s.traffic.RoundTrip(r)
}

// What is not line-of-business is ordered at every check-in while it is missing: a device that cannot install it must not try again and
// again without a pause.
func TestFleetTriesWhatFailsOnceEachCheckIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	def, _ := apptype.Get("androidStoreApp")
	app := s.Publish(t, def.Entry.ID, "", nil, def.Example, requiredForAll(models.Required))
	server, err := fleet.Connect(s.url, &http.Client{Transport: ticking{s}})
	s.must(err)
	d, err := server.Enroll(t.Context(), fleet.Facts(client.PlatformAndroid, 1), s.enrollmentToken(), fleet.Habits{FailRate: 1})
	s.must(err)
	for range 2 {
		if totals := s.settle([]*fleet.Device{d}); totals.Failed != 1 {
			t.Errorf("a device that cannot install the app tries %d times: %+v", totals.Failed, totals)
		}
		s.expectCounts(app, models.Counts{Failed: 1})
	}
}

func TestDeviceThatLeftIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publishAndroidApp()
	d := s.devices(1, fleet.Habits{})[0]
	s.must(d.Leave(t.Context()))
	if _, err := d.CheckIn(t.Context()); !fleet.IsRefused(err, http.StatusUnauthorized) {
		t.Errorf("a device that left checks in: %v", err)
	}
	if err := d.Leave(t.Context()); !fleet.IsRefused(err, http.StatusUnauthorized) {
		t.Errorf("it leaves again: %v", err)
	}
}
