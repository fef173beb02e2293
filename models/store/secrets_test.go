package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/db"
	"appdepot/models/store/people"
	"appdepot/models/store/pgtest"
	"appdepot/models/store/storetest"
)

// secretQuestion has the answers to a question of an app type be secret, as Secret: true in its declaration does. A test that uses it is not
// parallel to others.
func secretQuestion(t *testing.T, kind, key string) {
	t.Helper()
	def, ok := apptype.Get(kind)
	if !ok {
		t.Fatalf("there is no app type %s", kind)
	}
	declared, changed := *def, *def
	changed.Steps = slices.Clone(def.Steps)
	for i := range changed.Steps {
		sections := slices.Clone(changed.Steps[i].Sections)
		for j := range sections {
			sections[j].Fields = slices.Clone(sections[j].Fields)
			for k := range sections[j].Fields {
				f := &sections[j].Fields[k]
				f.Secret = f.Secret || f.Key == key
			}
		}
		changed.Steps[i].Sections = sections
	}
	*def = *changed.LockedAt(field.Draft)
	t.Cleanup(func() { *def = declared })
	if !slices.Contains(def.Secrets(), key) {
		t.Fatalf("%s does not ask %s", kind, key)
	}
}

// databaseCopy is what somebody has who copied the database: the files of SQLite with its log, or what pg_dump writes.
func databaseCopy(t *testing.T, f storetest.Fixture) []byte {
	t.Helper()
	if db.IsPostgres(f.Options.Database) {
		return pgtest.Dump(t, f.Options.Database)
	}
	var all []byte
	for _, end := range []string{"-wal", "", "-wal"} { // what moves from the log into the file meanwhile is in one of them
		content, err := os.ReadFile(f.Options.Database + end)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	return all
}

// wantNothingInClear looks for secrets in a copy of the database.
func wantNothingInClear(t *testing.T, f storetest.Fixture, secrets ...string) {
	t.Helper()
	copied := databaseCopy(t, f)
	for _, s := range secrets {
		if at := bytes.Index(copied, []byte(s)); at >= 0 {
			t.Errorf("a copy of the database has %q in clear: …%q…", s, copied[max(0, at-120):min(len(copied), at+120)])
		}
	}
	if !bytes.Contains(copied, []byte("sealed:")) {
		t.Error("nothing is sealed in the copy")
	}
}

// The secrets that the tests below give to the store, none of which may be found in a copy of the database.
const (
	playHost, playAccount = "https://play-host-7f1c.example/path", "account-58d2"
	location, later       = "https://winget-91ab.example/code-3344", "https://winget-91ab.example/code-5566"
	license, newLicense   = "LICENSE=K3Y-2222-AAAA", "LICENSE=K3Y-9999-BBBB"
	signedURL             = "https://files.example/tool.msi?sig=s1gn4tur3"
	taskTitle             = "title-of-a-task-77aa"
)

var everySecret = []string{"play-host-7f1c", playAccount, "winget-91ab", "code-3344", "code-5566", "K3Y-2222-AAAA", "K3Y-9999-BBBB", "s1gn4tur3", taskTitle}

// After everything secret was used, a copy of the database has none of it; who may see it does, and devices get what they need.
func TestCopiedDatabaseGivesNothingAway(t *testing.T) {
	secretQuestion(t, "windowsMobileMSI", "commandLine")
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		app := useSecrets(t, f)
		wantNothingInClear(t, f, everySecret...)
		wantSecretsKnown(t, f, app)
		if _, err := f.RotateSecrets(storetest.System(t)); err != nil {
			t.Fatal(err)
		}
		wantNothingInClear(t, f, everySecret...)
		wantSecretsKnown(t, f, app)
	})
}

// What people, browsers and devices sign in with is in no copy of the database, and neither is what somebody typed into the wrong field.
func TestCopiedDatabaseHasNothingToSignInWith(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		code, _, err := f.SetUpCode(storetest.System(t))
		okay(t, err)
		ctx, u := f.As(t, models.Administrator), f.Person(t, models.Administrator)
		okay(t, f.ConnectPlay(ctx, field.Form{"location": {playHost}, "account": {playAccount}}, "Veldhoek"))
		from := people.Visitor{Address: "192.0.2.8", Agent: "Browser"}
		in, err := f.SignIn(ctx, u.Email, storetest.Password, from)
		okay(t, err)
		again, err := f.RenewSession(ctx, in.Cookie)
		okay(t, err)
		_, err = f.SignIn(ctx, "a password instead of an address", "a password that is wrong", from)
		if models.KindOf(err) != models.KindInvalid {
			t.Fatal(err)
		}
		token, _, err := f.AddEnrollmentToken(ctx, field.Form{"lifetime": {"1"}})
		okay(t, err)
		device, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{Name: "PC", Platform: models.Windows, OSVersion: "10"}})
		okay(t, err)
		wantNothingInClear(t, f, code, in.Cookie, in.Known, again, token, device.DeviceToken, storetest.Password, "instead of an address", "that is wrong")
	})
}

// useSecrets gives a store all kinds of secrets. It gives the app with a secret answer.
func useSecrets(t *testing.T, f storetest.Fixture) models.App {
	t.Helper()
	ctx := f.As(t, models.Administrator)
	okay(t, f.ConnectPlay(ctx, field.Form{"location": {playHost}, "account": {playAccount}}, "Veldhoek"))
	asked := field.Form{"name": {"Ours"}, "kind": {string(models.WingetREST)}, "location": {location}}
	c, err := f.AddCatalogSource(ctx, asked)
	okay(t, err)
	asked.Set("location", later)
	okay(t, f.EditCatalogSource(ctx, c.ID, c.Version, asked))
	okay(t, second(f.BeginServiceTask(ctx, "play.webApp", map[string]string{"title": taskTitle})))
	okay(t, useSignedDownload(t, f))

	_, d := draft(t, f, "lineOfBusinessApp")
	d = attached(t, f, d, "probe.msi", msi("1.0.0"))
	form := field.Form{"displayName": {"Probe"}, "publisher": {"Us"}, "description": {"Useful."}, "commandLine": {license}}
	d = typed(t, f, d, form)
	d = typed(t, f, d, field.Form{"displayName": {"Probe"}, "publisher": {"Us"}, "description": {"Changed."}, "commandLine": {""}}) // kept
	app, err := f.PublishDraft(ctx, d.ID, d.Version)
	okay(t, err)
	now := reread(t, f, app)
	okay(t, enterLicense(ctx, f, now))
	now = reread(t, f, app)
	okay(t, second(f.AddVersion(ctx, app.ID, now.Version, inspected(t, f, "probe-2.msi", msi("2.0.0")).ID, nil)))
	now = reread(t, f, app)
	okay(t, second(f.Restoring(ctx, now, app.VersionID)))
	okay(t, second(f.RestoreVersion(ctx, app.ID, now.Version, app.VersionID)))
	now = reread(t, f, app)
	okay(t, f.AssignApp(ctx, app.ID, now.Version, []models.DraftAssignment{toAllDevices(models.Required)}))
	return reread(t, f, app)
}

// enterLicense gives an app another secret answer.
func enterLicense(ctx context.Context, f storetest.Fixture, app models.App) error {
	def, _ := apptype.Get(app.Type)
	for _, step := range def.Steps {
		for _, section := range step.Sections {
			if _, asked := field.ByKey(section.Fields, "commandLine"); asked {
				posted := field.Form{"displayName": {"Probe"}, "publisher": {"Us"}, "description": {"Useful."}, "commandLine": {newLicense}}
				return f.EditApp(ctx, app.ID, app.Version, store.AppEdit{Section: section.Key, Form: posted})
			}
		}
	}
	return errors.New("the app has no such question")
}

func useSignedDownload(t *testing.T, f storetest.Fixture) error {
	ctx := f.As(t, models.Administrator)
	d, err := f.AddDraft(ctx, "win32CatalogApp")
	okay(t, err)
	_, err = f.ChooseFound(ctx, d.ID, d.Version, models.Found{Source: string(apptype.Enterprise), ID: "x", Name: "Tool",
		Download: &models.Download{URL: signedURL, Name: "tool.msi", SHA256: strings.Repeat("0", 64)}}, "")
	return err
}

// wantSecretsKnown wants every secret to be there for whom it is meant.
func wantSecretsKnown(t *testing.T, f storetest.Fixture, app models.App) {
	t.Helper()
	ctx := f.As(t, models.Administrator)
	settings, err := f.CatalogSettings(ctx)
	okay(t, err)
	if settings.Play.Address != playHost || settings.Play.Account != playAccount || len(settings.Sources) != 1 || settings.Sources[0].Location != later {
		t.Errorf("the connections are %+v", settings)
	}
	events, err := f.Events(ctx, store.EventQuery{Kinds: []string{"catalogSource", "playConnection"}})
	okay(t, err)
	if log := fmt.Sprint(events.Items); !strings.Contains(log, location) || !strings.Contains(log, later) || !strings.Contains(log, playAccount) {
		t.Errorf("the audit log has %s", log)
	}
	history, err := f.AppHistory(ctx, app.ID, models.Page{})
	okay(t, err)
	if log := fmt.Sprint(history.Items, reread(t, f, app)); strings.Contains(log, "K3Y") || !strings.Contains(log, "••••") {
		t.Errorf("the app's history and page have %s", log)
	}
	if tasks, err := f.TakeServiceTasks(storetest.System(t), "play.webApp"); err != nil || len(tasks) > 1 || len(tasks) == 1 && len(tasks[0].Args) > 0 && !strings.Contains(string(tasks[0].Args), taskTitle) {
		t.Errorf("tasks: %s, %v", tasks, err)
	}
	token, _, err := f.AddEnrollmentToken(ctx, field.Form{"user": {storetest.Email(models.Administrator)}, "lifetime": {"1"}})
	okay(t, err)
	e, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: token, Device: checkin.DeviceFacts{
		Name: "pc", Platform: models.Windows, OSVersion: "10.0.26100", Architecture: models.X64}})
	okay(t, err)
	answer, err := f.CheckIn(t.Context(), e.DeviceToken, checkin.CheckIn{InventoryHash: checkin.InventoryHash(nil), Inventory: []models.InstalledApp{}})
	okay(t, err)
	if len(answer.Orders) != 1 || answer.Orders[0].Settings["commandLine"] != newLicense {
		t.Errorf("a device is told %+v", answer.Orders)
	}
}

// What an earlier version wrote in clear is sealed when the database is opened, and nothing is left of it in its files.
func TestClearSecretsAreSealedOnOpening(t *testing.T) {
	storetest.InTurn(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		_, d := draft(t, f, "lineOfBusinessApp")
		d = attached(t, f, d, "probe.msi", msi("1.0.0"))
		d = typed(t, f, d, field.Form{"displayName": {"Probe"}, "publisher": {"Us"}, "description": {"Useful."}, "commandLine": {newLicense}})
		app, err := f.PublishDraft(f.As(t, models.Administrator), d.ID, d.Version)
		okay(t, err)
		okay(t, f.AssignApp(ctx, app.ID, reread(t, f, app).Version, []models.DraftAssignment{toAllDevices(models.Required)}))
		writeClear(t, f)
		if !bytes.Contains(databaseCopy(t, f), []byte("K3Y-9999-BBBB")) {
			t.Fatal("nothing is in clear before")
		}
		okay(t, f.Close())
		secretQuestion(t, "windowsMobileMSI", "commandLine")
		s, err := store.Open(t.Context(), f.Options)
		okay(t, err)
		defer s.Close()
		f.Store = s
		wantNothingInClear(t, f, everySecret...)
		settings, err := f.CatalogSettings(ctx)
		okay(t, err)
		if settings.Play.Account != playAccount || len(settings.Sources) != 1 || settings.Sources[0].Location != later {
			t.Errorf("the connections are %+v", settings)
		}
		if answer := newSite(t, f).enroll("pc").ask(); len(answer.Orders) != 1 || answer.Orders[0].Settings["commandLine"] != newLicense {
			t.Errorf("a device is told %+v", answer.Orders)
		}
	})
}

// writeClear writes what earlier versions wrote, and forgets that anything is sealed.
func writeClear(t *testing.T, f storetest.Fixture) {
	t.Helper()
	ctx := storetest.System(t)
	okay(t, f.ExecRaw(ctx, "INSERT INTO settings (name, value) VALUES ('catalog.play', ?)", fmt.Sprintf(`{"address":%q,"account":%q}`, playHost, playAccount)))
	okay(t, f.ExecRaw(ctx, `INSERT INTO catalog_sources (id, name, name_key, kind, location, version, created_at, updated_at)
		VALUES (?, 'Ours', 'ours', 'rest', ?, 1, ?, ?)`, models.NewID(), later, f.Clock.Now(), f.Clock.Now()))
	okay(t, f.ExecRaw(ctx, `INSERT INTO service_tasks (id, kind, args, process_id, alive_at, created_at) VALUES (?, 'play.webApp', ?, 'gone', ?, ?)`,
		models.NewID(), fmt.Sprintf(`{"title":%q}`, taskTitle), f.Clock.Now(), f.Clock.Now()))
	okay(t, f.ExecRaw(ctx, `INSERT INTO events (id, at, actor_name, address, action, object_kind, object_name, changes)
		VALUES (?, ?, 'Ada', '', 'playConnection.create', 'playConnection', 'managed Google Play', ?)`,
		models.NewID(), f.Clock.Now(), fmt.Sprintf(`[{"field":"account","old":"","new":%q},{"field":"added","old":"","new":"5"}]`, playAccount)))
	okay(t, f.ExecRaw(ctx, "DELETE FROM settings WHERE name = 'secrets.sealed'"))
	okay(t, f.ExecRaw(ctx, "DELETE FROM data_keys"))
}
