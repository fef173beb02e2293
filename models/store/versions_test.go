package store_test

import (
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
		v, err := f.AddVersion(ctx, app.ID, app.Version, u.ID)
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
		if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID); models.KindOf(err) != models.KindConflict {
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
			if _, err := f.AddVersion(ctx, app.ID, app.Version, u.ID); models.KindOf(err) != models.KindInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if lines, err := f.AppVersions(ctx, app.ID); err != nil || len(lines) != 1 {
			t.Errorf("%d versions, %v", len(lines), err)
		}
	})
}
