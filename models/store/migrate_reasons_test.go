package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store/pgtest"
	"appdepot/models/store/recode"
)

// beforeReasons is the last version of the schema that stores sentences.
const beforeReasons = 22

// before is a database as earlier versions left it; up brings it to the newest version.
type before struct {
	*sql.DB
	provider *goose.Provider
}

func (b before) up(t *testing.T) {
	t.Helper()
	if _, err := b.provider.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (b before) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if _, err := b.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// onOldDatabases runs a test on SQLite and on Postgres, with the schema of an earlier version.
func onOldDatabases(t *testing.T, version int64, test func(t *testing.T, db before)) {
	open := func(t *testing.T, driver, address string, d goose.Dialect, dir string) before {
		t.Helper()
		db, err := sql.Open(driver, address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		files, err := fs.Sub(migrations, dir)
		if err != nil {
			t.Fatal(err)
		}
		p, err := goose.NewProvider(d, db, files, goose.WithGoMigrations(recode.Migrations(d)...))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.UpTo(t.Context(), version); err != nil {
			t.Fatal(err)
		}
		return before{db, p}
	}
	t.Run("sqlite", func(t *testing.T) {
		test(t, open(t, usual.name, "file:"+filepath.Join(t.TempDir(), "old.db"), goose.DialectSQLite3, "migrations/sqlite"))
	})
	t.Run("postgres", func(t *testing.T) {
		test(t, open(t, "pgx", pgtest.URL(t), goose.DialectPostgres, "migrations/postgres"))
	})
}

func TestInstallReasonsOfEarlierVersionsGetCodes(t *testing.T) {
	stored := []struct {
		old  string
		want models.Reason
	}{
		{`{"source":"It is there, as it should be."}`, reason.InstalledAsRequired},
		{`{"source":"It is there, as it should be."}`, reason.InstalledAsRequired},
		{`{"source":""}`, models.Reason{}},
		{`{"source":"The device reported error %s. It is tried again at the first check-in after %s.","args":["0x87D1041C","2026-11-30 12:05 UTC"]}`,
			models.Reason{Code: "deviceError", Args: models.Args{int64(-2016345060), "2026-11-30T12:05:00Z"}}},
		{`{"source":"The app is made for %s, and the device has %s.","args":["arm64, arm","x64"]}`,
			reason.WrongArchitecture.Of([]string{"arm64", "arm"}, "x64")},
		{`{"source":"%s is on the moon.","args":["It"]}`, reason.Other.Of("It is on the moon.")},
	}
	onOldDatabases(t, beforeReasons, func(t *testing.T, db before) {
		at := "2026-11-30 12:00:00+00:00"
		db.exec(t, `INSERT INTO devices (id, name, platform, os_version, architecture, manufacturer, model, serial, ownership, enrolled, token_hash,
			inventory_hash, inventory, plan_version, version, created_at, updated_at)
			VALUES ('d', 'Laptop', 'windows', '', '', '', '', '', 'corporate', true, '', '', '[]', 0, 1, $1, $1)`, at)
		for i, s := range stored {
			id := string(rune('a' + i))
			db.exec(t, `INSERT INTO apps (id, type, platform, name, name_key, description, publisher, display_version, featured, information_url,
				privacy_url, developer, owner, notes, answers, version, search, created_at, updated_at)
				VALUES ($1, 'webApp', 'all', $1, $1, '', '', '', false, '', '', '', '', '', '{}', 1, '', $2, $2)`, id, at)
			db.exec(t, `INSERT INTO installs (id, app_id, device_id, state, reason, error_code, version, wanted, since, updated_at)
				VALUES ($1, $1, 'd', 'installed', $2, 0, '', '', $3, $3)`, id, s.old, at)
		}
		db.up(t)
		for i, s := range stored {
			var got models.Reason
			row := db.QueryRowContext(t.Context(), "SELECT reason_code, reason_args FROM installs WHERE id = $1", string(rune('a'+i)))
			if err := row.Scan(&got.Code, &got.Args); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", s.old, diff)
			}
		}
		var n int
		if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM installs WHERE reason_code = 'installedAsRequired'").Scan(&n); err != nil || n != 2 {
			t.Errorf("%d rows are grouped under one code, %v; want 2", n, err)
		}
		if strings.Contains(columns(t, db, "installs"), " reason ") {
			t.Error("the column of sentences is still there")
		}
	})
}

// columns are the names of a table's columns, with a space around each.
func columns(t *testing.T, db before, table string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	return " " + strings.Join(names, " ") + " "
}
