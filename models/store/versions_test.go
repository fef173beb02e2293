package store_test

import (
	"bytes"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
)

// published is an app made from a package.
func published(t testing.TB, f storetest.Fixture, name string, file []byte) models.App {
	t.Helper()
	ctx, d := draft(t, f, "lineOfBusinessApp")
	d = attached(t, f, d, name, file)
	form := d.Form
	form["displayName"], form["publisher"], form["description"] = []string{"Known by this name"}, []string{"Us"}, []string{"Useful."}
	d = typed(t, f, d, form)
	app, err := f.PublishDraft(ctx, d.ID, d.Version)
	if err != nil {
		t.Fatal(err)
	}
	return app
}

func TestNewVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, signer := f.As(t, models.ApplicationManager), sample.NewSigner("Example")
		app := published(t, f, "scan.apk", scanner(40200, signer))
		u := inspected(t, f, "scan-2.apk", scanner(40201, signer))
		v, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		now, err := f.App(ctx, app.ID)
		if err != nil {
			t.Fatal(err)
		}
		if now.VersionID != v.ID || now.DisplayVersion != "4.2.1" || now.Values["versionCode"] != "40201" || now.Name != "Known by this name" {
			t.Errorf("the app became %+v", now)
		}
		lines, err := f.AppVersions(ctx, app.ID)
		if err != nil || len(lines) != 2 || lines[0].Number != 2 || !lines[0].Current || lines[1].Current || lines[0].SHA256 != u.SHA256 {
			t.Errorf("versions: %+v, %v", lines, err)
		}
		if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil); models.KindOf(err) != models.KindConflict {
			t.Errorf("a version added to an app that has changed: %v", err)
		}
	})
}

func TestVersionThatDoesNotFollowIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, signer := f.As(t, models.ApplicationManager), sample.NewSigner("Example")
		app := published(t, f, "scan.apk", scanner(40200, signer))
		other := sample.APK(sample.APKOptions{Label: "Other", PackageID: "com.example.other", VersionName: "9", VersionCode: 90000, MinSDK: 29, Signer: signer})
		for name, file := range map[string][]byte{
			"the same version":     scanner(40200, signer),
			"an older version":     scanner(40199, signer),
			"another app":          other,
			"another signer":       scanner(40201, sample.NewSigner("Example")),
			"no signer":            scanner(40201, nil),
			"another kind of file": probe(),
			"no package":           []byte("nothing known"),
		} {
			u := inspected(t, f, "next.apk", file)
			if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil); models.KindOf(err) != models.KindInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if lines, err := f.AppVersions(ctx, app.ID); err != nil || len(lines) != 1 {
			t.Errorf("%d versions, %v", len(lines), err)
		}
	})
}

// meant is a file that waits to be an app's next version.
func meant(t testing.TB, f storetest.Fixture, app models.App, name string, file []byte) models.Upload {
	t.Helper()
	ctx := storetest.System(t)
	u, err := f.StartUpload(ctx, models.NewUpload{Name: name, Size: int64(len(file)), AppID: app.ID})
	if err != nil {
		t.Fatal(err)
	}
	if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	if err := f.InspectUpload(ctx, u.ID); err != nil {
		t.Fatal(err)
	}
	return u
}

// A file for the next version waits until somebody decides, with what is odd about it; another file takes its place.
func TestNextVersionWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		app := published(t, f, "probe.msi", msi("1.0.0"))
		if n, err := f.NextVersion(ctx, app); err != nil || n.Upload.ID != "" {
			t.Fatalf("before anything came: %+v, %v", n, err)
		}
		foreign := sample.MSI(sample.MSIOptions{Name: "Gauge", Version: "2.0.0", Manufacturer: "Contoso", AllUsers: "1",
			ProductCode: "{5F3C2A10-0000-4000-8000-000000000009}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000008}"})
		u := meant(t, f, app, "gauge.msi", foreign)
		n, err := f.NextVersion(ctx, app)
		if err != nil || n.Upload.ID != u.ID || !strings.Contains(n.Refusal.String(), "Gauge") || !strings.Contains(n.Refusal.String(), "Known by this name") {
			t.Errorf("another app: %q, %v", n.Refusal, err)
		}
		u = meant(t, f, app, "probe-2.msi", msi("2.0.0"))
		if n, err = f.NextVersion(ctx, app); err != nil || n.Upload.ID != u.ID || !n.Waits || !n.Refusal.Empty() {
			t.Errorf("before the signature is checked: %+v, %v", n, err)
		}
		if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil); models.KindOf(err) != models.KindConflict {
			t.Errorf("a version whose signer is not known yet: %v", err)
		}
		if err := f.VerifyPackage(storetest.System(t), n.Package.ID); err != nil {
			t.Fatal(err)
		}
		if n, err = f.NextVersion(ctx, app); err != nil || n.Waits || !n.Refusal.Empty() {
			t.Errorf("once it is checked: %+v, %v", n, err)
		}
		if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID, nil); err != nil {
			t.Fatal(err)
		}
		if n, err = f.NextVersion(ctx, app); err != nil || n.Upload.ID != "" || len(files(t, f)) != 2 {
			t.Errorf("afterwards: %+v, %v, files %v", n, err, files(t, f))
		}
	})
}

// Going back gives devices the earlier package again, keeps what was typed and the assignments, and says what it means.
func TestGoingBackToAVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx, signer := f.As(t, models.ApplicationManager), sample.NewSigner("Example")
		app := published(t, f, "scan.apk", scanner(40200, signer))
		first := app.VersionID
		everybody := models.DraftAssignment{Intent: models.Required, Mode: models.Include, Target: models.TargetAllUsers}
		if err := f.AssignApp(ctx, app.ID, app.Version, []models.DraftAssignment{everybody}); err != nil {
			t.Fatal(err)
		}
		app = reread(t, f, app)
		second, err := f.AddVersion(ctx, app.ID, app.Version, inspected(t, f, "scan-2.apk", scanner(40201, signer)).ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		app = reread(t, f, app)
		r, err := f.Restoring(ctx, app, first)
		if err != nil || len(r.Means) != 3 || !strings.Contains(r.Means[2].String(), "refuses to install an older version") {
			t.Errorf("what going back means: %v, %v", r.Means, err)
		}
		if _, err := f.RestoreVersion(ctx, app.ID, app.Version-1, first); models.KindOf(err) != models.KindConflict {
			t.Errorf("going back in an app that has changed: %v", err)
		}
		if _, err := f.RestoreVersion(f.As(t, models.HelpDeskOperator), app.ID, app.Version, first); models.KindOf(err) != models.KindForbidden {
			t.Errorf("without the right: %v", err)
		}
		if _, err := f.RestoreVersion(ctx, app.ID, app.Version, first); err != nil {
			t.Fatal(err)
		}
		now := reread(t, f, app)
		if now.VersionID != first || now.DisplayVersion != "4.2.0" || now.Values["versionCode"] != "40200" || now.Name != "Known by this name" {
			t.Errorf("the app became %+v", now)
		}
		if lines, err := f.Assignments(ctx, app.ID); err != nil || len(lines) != 1 {
			t.Errorf("assignments: %+v, %v", lines, err)
		}
		if _, err := f.RestoreVersion(ctx, app.ID, now.Version, first); models.KindOf(err) != models.KindConflict {
			t.Errorf("going back to the current version: %v", err)
		}
		u := inspected(t, f, "scan-3.apk", scanner(40203, signer))
		third, err := f.AddVersion(ctx, app.ID, now.Version, u.ID, nil)
		if err != nil || third.Number != second.Number+1 {
			t.Errorf("the version after that: %+v, %v", third, err)
		}
	})
}

func reread(t testing.TB, f storetest.Fixture, app models.App) models.App {
	t.Helper()
	app, err := f.App(storetest.System(t), app.ID)
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// A draft whose file is replaced by another app, or by one that somebody else signed, says so.
func TestReplacedFileOfAnotherAppIsNoted(t *testing.T) {
	f := storetest.New(t)
	_, d := draft(t, f, "lineOfBusinessApp")
	d = attached(t, f, d, "scan.apk", scanner(40200, sample.NewSigner("Example")))
	if w := warningsOf(t, f, d); len(w) != 0 {
		t.Errorf("the first file: %v", w)
	}
	other := sample.APK(sample.APKOptions{Label: "Other", PackageID: "com.example.other", VersionName: "9", VersionCode: 90000, MinSDK: 29, Signer: sample.NewSigner("Another")})
	d = attached(t, f, d, "other.apk", other)
	w := warningsOf(t, f, d)
	if len(w) != 2 || !strings.Contains(w[0].String(), "com.example.other") || !strings.Contains(w[1].String(), "Another") {
		t.Errorf("another app by another signer: %v", w)
	}
	d, err := f.RemoveDraftFile(storetest.System(t), d.ID, d.Version)
	if err != nil {
		t.Fatal(err)
	}
	d = attached(t, f, d, "scan.apk", scanner(40200, sample.NewSigner("Example")))
	if w := warningsOf(t, f, d); len(w) != 0 {
		t.Errorf("after a fresh start: %v", w)
	}
}

func warningsOf(t testing.TB, f storetest.Fixture, d models.Draft) []models.Reason {
	t.Helper()
	file, err := f.DraftFile(storetest.System(t), d)
	if err != nil {
		t.Fatal(err)
	}
	return file.Warnings(d)
}

// A file that a draft has is not taken for a version.
func TestVersionTakesNoFileOfADraft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		app := published(t, f, "probe.msi", sample.Example(".msi"))
		_, d := draft(t, f, "lineOfBusinessApp")
		next := sample.MSI(sample.MSIOptions{Name: "Probe", Version: "9.9", ProductCode: "{5F3C2A10-0000-4000-8000-000000000009}"})
		d = attached(t, f, d, "probe.msi", next)
		if _, err := f.AddVersion(ctx, app.ID, app.Version, d.UploadID, nil); models.KindOf(err) != models.KindConflict {
			t.Errorf("%v", err)
		}
	})
}

// Apps of the same identity are found, on every database.
func TestSameIdentity(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.ApplicationManager)
		one := published(t, f, "probe.msi", sample.Example(".msi"))
		other := published(t, f, "other.msi", sample.MSI(sample.MSIOptions{Name: "Other", Version: "1.0", ProductCode: "{5F3C2A10-0000-4000-8000-000000000777}"}))
		same := one
		same.ID = models.NewID()
		if found, err := f.SameIdentity(ctx, same); err != nil || len(found) != 1 || found[0].ID != one.ID {
			t.Errorf("%v, %v", found, err)
		}
		if found, err := f.SameIdentity(ctx, other); err != nil || len(found) != 0 {
			t.Errorf("an app that says nothing of itself: %v, %v", found, err)
		}
	})
}
