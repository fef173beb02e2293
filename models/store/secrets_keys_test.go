package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/secret"
	"appdepot/models/store"
	"appdepot/models/store/db"
	"appdepot/models/store/storetest"
)

// A value that somebody copies to another row, or that was not sealed, is not opened: it is entered again.
func TestSealedValueCannotBeMoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		var sources [2]models.CatalogSource
		for i := range sources {
			var err error
			sources[i], err = f.AddCatalogSource(ctx, field.Form{"name": {fmt.Sprint("Source ", i)}, "kind": {"rest"}, "location": {fmt.Sprint("https://", i, ".example")}})
			okay(t, err)
		}
		okay(t, f.ExecRaw(ctx, "UPDATE catalog_sources SET location = (SELECT location FROM catalog_sources WHERE id = ?) WHERE id = ?", sources[0].ID, sources[1].ID))
		if c, err := f.CatalogSource(ctx, sources[1].ID); err != nil || c.Location != "" {
			t.Errorf("the location of another source opens: %q, %v", c.Location, err)
		}
		okay(t, f.ExecRaw(ctx, "UPDATE catalog_sources SET location = 'https://evil.example' WHERE id = ?", sources[1].ID))
		if c, err := f.CatalogSource(ctx, sources[1].ID); err != nil || c.Location != "" {
			t.Errorf("a location that was not sealed is taken: %q, %v", c.Location, err)
		}
		okay(t, f.EditCatalogSource(ctx, sources[1].ID, sources[1].Version, field.Form{"name": {"Mended"}, "kind": {"rest"}, "location": {location}}))
		if c, err := f.CatalogSource(ctx, sources[1].ID); err != nil || c.Location != location {
			t.Errorf("entered again: %q, %v", c.Location, err)
		}
	})
}

// A store whose key is another one, or is gone, says so, changes nothing, and opens when the key is back. When it is lost for good,
// what it protected is given up and can be entered again.
func TestLostKey(t *testing.T) {
	secretQuestion(t, "windowsMobileMSI", "commandLine")
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		app := useSecrets(t, f)
		right := f.Options.SecretKey
		okay(t, f.Close())
		before := databaseCopy(t, f)
		missing, other := filepath.Join(t.TempDir(), "secret.key"), "base64key://YW5vdGhlciBzZWNyZXQgb2YgdGVzdHMsIG5vdCBvbmU="
		for address, says := range map[string]string{missing: missing + " is not there", other: "does not open them"} {
			f.Options.SecretKey = address
			_, err := store.Open(t.Context(), f.Options)
			if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "appdepot secrets reset --lost") {
				t.Fatalf("with another key: %v", err)
			}
		}
		if _, err := os.Stat(missing); err == nil {
			t.Error("a key was made in place of the one that is missing")
		}
		if !db.IsPostgres(f.Options.Database) && !bytes.Equal(before, databaseCopy(t, f)) {
			t.Error("the database was changed")
		}
		f.Options.SecretKey = right
		if _, err := store.ResetSecrets(storetest.System(t), f.Options); err == nil || !strings.Contains(err.Error(), "there is nothing to give up") {
			t.Fatalf("giving up secrets whose key is there: %v", err)
		}
		f.Options.SecretKey = missing
		given, err := store.ResetSecrets(storetest.System(t), f.Options)
		okay(t, err)
		for _, c := range given {
			if c.Rows == 0 && c.Column != secret.DraftForm {
				t.Errorf("%s had nothing to give up", c.Column)
			}
		}
		f.Store, err = store.Open(t.Context(), f.Options)
		okay(t, err)
		defer f.Store.Close()
		enterAgain(t, f, app)
		wantNothingInClear(t, f, everySecret...)
		wantSecretsKnown(t, f, app)
	})
}

// enterAgain enters secrets whose key was lost.
func enterAgain(t *testing.T, f storetest.Fixture, app models.App) {
	t.Helper()
	ctx := f.As(t, models.Administrator)
	settings, err := f.CatalogSettings(ctx)
	okay(t, err)
	if settings.Play.Connected() || len(settings.Sources) != 1 || settings.Sources[0].Location != "" {
		t.Errorf("after secrets were given up: %+v", settings)
	}
	okay(t, f.ConnectPlay(ctx, field.Form{"location": {playHost}, "account": {playAccount}}, "Veldhoek"))
	c := settings.Sources[0]
	typed := field.Form{"name": {c.Name}, "kind": {string(models.WingetREST)}, "location": {location}}
	okay(t, f.EditCatalogSource(ctx, c.ID, c.Version, typed))
	typed.Set("location", later)
	okay(t, f.EditCatalogSource(ctx, c.ID, c.Version+1, typed))
	now := reread(t, f, app)
	okay(t, enterLicense(ctx, f, now))
}

// Another outer key takes over without a value being written: the old one opens nothing then, a server that runs goes on.
func TestRewrappedSecrets(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		typed := field.Form{"name": {"Ours"}, "kind": {string(models.WingetREST)}, "location": {location}}
		c, err := f.AddCatalogSource(ctx, typed)
		okay(t, err)
		path := filepath.Join(t.TempDir(), "new.key")
		to, err := secret.NewKeeper(path)
		okay(t, err)
		sealed, err := f.RawText(ctx, "SELECT location FROM catalog_sources")
		okay(t, err)
		okay(t, f.RewrapSecrets(ctx, to))
		if now, err := f.RawText(ctx, "SELECT location FROM catalog_sources"); err != nil || now != sealed {
			t.Errorf("the value was written: %v", err)
		}
		typed.Set("name", "Theirs")
		okay(t, second(f.AddCatalogSource(ctx, typed))) // the server that runs goes on
		var wrong *db.KeyError
		if _, err := store.Open(t.Context(), f.Options); !errors.As(err, &wrong) {
			t.Errorf("with the old key: %v", err)
		}
		f.Options.SecretKey = path
		s, err := store.Open(t.Context(), f.Options)
		okay(t, err)
		defer s.Close()
		if got, err := s.CatalogSource(ctx, c.ID); err != nil || got.Location != location {
			t.Errorf("with the new key: %+v, %v", got, err)
		}
	})
}

// A server that runs while both keys change, and had no secret to open meanwhile, says what to do; its other pages work.
func TestServerWithoutTheNewKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		okay(t, second(f.AddCatalogSource(ctx, field.Form{"name": {"Ours"}, "kind": {string(models.WingetREST)}, "location": {location}})))
		other, err := store.Open(t.Context(), f.Options)
		okay(t, err)
		defer other.Close()
		to, err := secret.NewKeeper(filepath.Join(t.TempDir(), "new.key"))
		okay(t, err)
		okay(t, second(other.RotateSecrets(ctx)))
		okay(t, other.RewrapSecrets(ctx, to))
		if _, err := f.CatalogSettings(ctx); models.KindOf(err) != models.KindUnavailable || !strings.Contains(err.Error(), "restart") {
			t.Errorf("the catalogs: %v", err)
		}
		events, err := f.Events(ctx, store.EventQuery{Kinds: []string{"catalogSource"}})
		if log := fmt.Sprint(events.Items); err != nil || !strings.Contains(log, "••••") || strings.Contains(log, "winget-91ab") {
			t.Errorf("the audit log: %s, %v", log, err)
		}
	})
}

// A rotation that is broken off anywhere is gone on with, while another server reads and writes, and forgets the old key in the end.
func TestRotationGoesOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := f.As(t, models.Administrator)
		var sources []models.CatalogSource
		for i := range 3 {
			c, err := f.AddCatalogSource(ctx, field.Form{"name": {fmt.Sprint("Source ", i)}, "kind": {"rest"}, "location": {fmt.Sprint("https://", i, ".example")}})
			okay(t, err)
			sources = append(sources, c)
		}
		other, err := store.Open(t.Context(), f.Options)
		okay(t, err)
		defer other.Close()
		old, err := f.RawText(ctx, "SELECT location FROM catalog_sources WHERE id = ?", sources[0].ID)
		okay(t, err)
		first, err := f.RotateSecrets(ctx)
		okay(t, err)
		if first.Rows < 3 || first.WentOn || first.KeyNumber != 2 {
			t.Errorf("the rotation did %+v", first)
		}
		okay(t, f.ExecRaw(ctx, "UPDATE catalog_sources SET location = ? WHERE id = ?", old, sources[0].ID)) // as after a crash in the middle
		okay(t, f.ExecRaw(ctx, "INSERT INTO data_keys SELECT 3, wrapped, wrapped_by, created_at FROM data_keys WHERE number = 2"))
		for _, s := range []*store.Store{f.Store, other} {
			if c, err := s.CatalogSource(ctx, sources[0].ID); err != nil || c.Location != "https://0.example" {
				t.Errorf("a value with the old key: %q, %v", c.Location, err)
			}
		}
		next, err := other.RotateSecrets(ctx)
		okay(t, err)
		if !next.WentOn || next.Rows < 3 || next.KeyNumber != 3 || next.Unopened != 0 {
			t.Errorf("the rotation that goes on did %+v", next)
		}
		wantOneKey(t, ctx, f, 3)
		for i, c := range sources {
			if got, err := f.CatalogSource(ctx, c.ID); err != nil || got.Location != fmt.Sprint("https://", i, ".example") {
				t.Errorf("in the end: %+v, %v", got, err)
			}
		}
	})
}

func wantOneKey(t *testing.T, ctx context.Context, f storetest.Fixture, number int) {
	t.Helper()
	keys, err := f.RawText(ctx, "SELECT CAST(sum(number) AS text) FROM data_keys")
	okay(t, err)
	sealed, err := f.RawText(ctx, "SELECT CAST(count(*) AS text) FROM catalog_sources WHERE location NOT LIKE ?", fmt.Sprint("sealed:", number, ":%"))
	okay(t, err)
	if keys != fmt.Sprint(number) || sealed != "0" {
		t.Errorf("the keys add up to %s, and %s values have another key", keys, sealed)
	}
}

// Every column that is sealed is there, so that none is looked for in vain.
func TestSealedColumnsExist(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		list, err := f.Sealed(storetest.System(t))
		okay(t, err)
		if len(list) != len(secret.Columns) {
			t.Errorf("%d of %d columns are listed", len(list), len(secret.Columns))
		}
	})
}
