package play_test

import (
	"os"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
)

// dock is a package that was uploaded to become a private app.
func dock(t testing.TB, f storetest.Fixture) models.ID {
	return f.Send(t, "dock.apk", sample.APK(sample.APKOptions{
		Label: "Dock", PackageID: "example.veldhoek.dock", VersionName: "3.1", VersionCode: 31, MinSDK: 30, Signer: sample.NewSigner("Veldhoek"),
	}))
}

// Who adds a private app twice, as with a button that was pressed twice, gets the one app.
func TestPrivateAppThatIsHereAlready(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, p := connected(t, f)
	ctx, upload := f.As(t, models.Administrator), dock(t, f)
	form := field.Form{"title": {"Dock"}, "packageName": {"example.veldhoek.dock"}}
	app, already, err := p.AddPrivateApp(ctx, upload, form)
	okay(t, err)
	again, alreadyAgain, err := p.AddPrivateApp(ctx, upload, form)
	okay(t, err)
	if already || !alreadyAgain || app.ID == "" || again.ID != app.ID || g.times("POST privateApps") != 1 {
		t.Errorf("%s (here already: %t), then %s (%t); sent %d times", app.ID, already, again.ID, alreadyAgain, g.times("POST privateApps"))
	}
	if _, _, err := p.AddPrivateApp(ctx, upload, field.Form{"title": {"Dock"}, "packageName": {"example.other"}}); models.KindOf(err) != models.KindNotFound {
		t.Errorf("a file that is gone, and of which there is no app: %v", err)
	}
}

// A package file whose bytes are others than they were is sent to nobody.
func TestDamagedFileBecomesNoPrivateApp(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, p := connected(t, f)
	ctx, upload := f.As(t, models.Administrator), dock(t, f)
	keys, err := f.Options.Packages.Keys(t.Context(), "")
	okay(t, err)
	file, err := f.Options.Packages.File(keys[0])
	okay(t, err)
	defer file.Close()
	bytes, err := os.ReadFile(file.Name())
	okay(t, err)
	bytes[len(bytes)/2] ^= 1
	okay(t, os.WriteFile(file.Name(), bytes, 0o600))
	_, _, err = p.AddPrivateApp(ctx, upload, field.Form{"title": {"Dock"}})
	if models.ReasonOf(err).Code != reason.FileDamaged.Code || g.times("POST privateApps") != 0 {
		t.Errorf("a damaged file: %v; sent %d times", err, g.times("POST privateApps"))
	}
}

// A process that wrote down what it is about to do and is gone before it did it, or after, leaves the same task.
func TestKilledWhileMakingAPrivateApp(t *testing.T) {
	t.Parallel()
	for name, sent := range map[string]bool{"before it was sent": false, "after it was sent": true} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
				g, _ := connected(t, f)
				ctx, upload := f.As(t, models.Administrator), dock(t, f)
				if sent { // and added by nobody: another server of the organization sent the same package
					other := storetest.New(t)
					okay(t, other.ConnectPlay(other.As(t, models.Administrator), connection, "Veldhoek"))
					_, _, err := g.at(t, other).AddPrivateApp(other.As(t, models.Administrator), dock(t, other), field.Form{"title": {"Dock"}})
					okay(t, err)
				}
				_, err := f.BeginServiceTask(ctx, "play.privateApp", map[string]any{"upload": upload, "title": "Dock"})
				okay(t, err)
				f = restarted(t, g, f)
				if here(t, f)["example.veldhoek.dock"] == "" || g.times("POST privateApps") != 1 {
					t.Errorf("sent %d times, here are %v", g.times("POST privateApps"), here(t, f))
				}
				if kept, err := f.Options.Packages.Keys(t.Context(), ""); err != nil || len(kept) != 0 {
					t.Errorf("files that are kept: %v, %v", kept, err)
				}
				finished(t, f)
			})
		})
	}
}
