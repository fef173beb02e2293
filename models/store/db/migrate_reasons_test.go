package db

import (
	"database/sql"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store/db/recode"
	"appdepot/models/store/pgtest"
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

func TestPackageReasonsOfEarlierVersionsGetCodes(t *testing.T) {
	onOldDatabases(t, beforeReasons, func(t *testing.T, db before) {
		at := "2026-11-30 12:00:00+00:00"
		noted := `[{"subject":"CN=Example","verified":true,"note":{"source":"The signature is intact, but its certificate has expired."}},{"subject":"CN=Other"}]`
		db.exec(t, `INSERT INTO packages (id, sha256, size, format, facts, signers, warnings, created_at)
			VALUES ('p', 'p', 1, 'apk', '[]', $1, '[{"source":"The app %s does not tell its bundle identifier. Enter it.","args":["A.app"]},{"source":"It is blue."}]', $2)`, noted, at)
		db.exec(t, `INSERT INTO packages (id, sha256, size, format, facts, signers, warnings, created_at) VALUES ('q', 'q', 1, 'apk', '[]', '[]', '[]', $1)`, at)
		db.exec(t, `INSERT INTO users (id, name, name_key, email, email_key, password_hash, role, language, theme, density, no_shortcuts, disabled, version,
			created_at, updated_at) VALUES ('u', '', '', '', '', '', '', '', '', '', false, false, 1, $1, $1)`, at)
		db.exec(t, `INSERT INTO drafts (id, type, entry, user_id, form, categories, assigned, step, version, created_at, updated_at, replaced)
			VALUES ('d', '', '', 'u', '{}', '[]', '[]', '', 1, $1, $1, $2)`, at, `{"signature":"checked","signers":`+noted+`}`)
		db.exec(t, `INSERT INTO uploads (id, name, size, size_limit, received, sha256, state, problem, created_at, updated_at)
			VALUES ('a', 'a.msi', 1, 1, 0, '', 'refused', '{"source":"The file is larger than %s, the most that a package of this kind may have. Choose a smaller package, or ask its maker for one.","args":["8 GB"]}', $1, $1)`, at)
		db.exec(t, `INSERT INTO uploads (id, name, size, size_limit, received, sha256, state, problem, created_at, updated_at)
			VALUES ('b', 'b.msi', 1, 1, 0, '', 'ready', '{"source":""}', $1, $1)`, at)
		db.up(t)
		signers := []models.Signer{{Subject: "CN=Example", Verified: true, Note: reason.CertificateExpired}, {Subject: "CN=Other"}}
		db.json(t, "SELECT warnings FROM packages WHERE id = 'p'", []models.Reason{reason.AppWithoutBundleID.Of("A.app"), reason.Other.Of("It is blue.")})
		db.json(t, "SELECT signers FROM packages WHERE id = 'p'", signers)
		db.json(t, "SELECT warnings FROM packages WHERE id = 'q'", []models.Reason{})
		db.json(t, "SELECT replaced FROM drafts", models.Replaced{Signature: models.SignatureChecked, Signers: signers})
		var first, second models.Reason
		rows := db.QueryRowContext(t.Context(), "SELECT a.problem_code, a.problem_args, b.problem_code, b.problem_args FROM uploads a, uploads b WHERE a.id = 'a' AND b.id = 'b'")
		if err := rows.Scan(&first.Code, &first.Args, &second.Code, &second.Args); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]models.Reason{reason.FileTooLarge.Of(8 << 30), {}}, []models.Reason{first, second}); diff != "" {
			t.Errorf("uploads (-want +got):\n%s", diff)
		}
	})
}

// json compares what a column holds.
func (b before) json(t *testing.T, query string, want any) {
	t.Helper()
	var stored []byte
	if err := b.QueryRowContext(t.Context(), query).Scan(&stored); err != nil {
		t.Fatal(err)
	}
	got := reflect.New(reflect.TypeOf(want))
	if err := json.Unmarshal(stored, got.Interface()); err != nil {
		t.Fatalf("%s: %v", stored, err)
	}
	if diff := cmp.Diff(want, got.Elem().Interface()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", query, diff)
	}
}

func TestNoticesOfEarlierVersionsGetCodes(t *testing.T) {
	onOldDatabases(t, beforeReasons, func(t *testing.T, db before) {
		at := "2026-11-30 12:00:00+00:00"
		db.exec(t, `INSERT INTO users (id, name, name_key, email, email_key, password_hash, role, language, theme, density, no_shortcuts, disabled, version,
			created_at, updated_at) VALUES ('u', '', '', '', '', '', '', '', '', '', false, false, 1, $1, $1)`, at)
		db.exec(t, `INSERT INTO sessions (id, hash, user_id, address, user_agent, created_at, last_seen_at, expires_at, notices)
			VALUES ('s', '', 'u', '', '', $1, $1, $1, $2)`, at, `[{"kind":"ok","title":{"source":"The category %s was created.","args":["Sales"]}},
			{"kind":"bad","title":{"source":"The file was not added"},"body":{"source":"The file is empty. Choose the installer package itself and upload it again."}}]`)
		db.up(t)
		db.json(t, "SELECT notices FROM sessions", []models.Notice{
			{Kind: "ok", Reason: reason.CategoryCreated.Of("Sales")}, {Kind: "bad", Reason: reason.FileNotAdded, Body: reason.EmptyFile},
		})
	})
}

func TestBodiesOfNoticesOfEarlierVersionsGetCodes(t *testing.T) {
	onOldDatabases(t, 40, func(t *testing.T, db before) {
		at := "2026-11-30 12:00:00+00:00"
		db.exec(t, `INSERT INTO users (id, name, name_key, email, email_key, password_hash, role, language, theme, density, no_shortcuts, disabled, version,
			created_at, updated_at) VALUES ('u', '', '', '', '', '', '', '', '', '', false, false, 1, $1, $1)`, at)
		notice := func(body string) string {
			return `{"kind":"bad","reason":{"code":"namedFileNotAdded","args":["a.msi"]}` + body + `}`
		}
		for id, stored := range map[string]string{
			"s": "[" + strings.Join([]string{
				notice(""),
				notice(`,"body":{"source":"","reason":{"code":"fileTooLarge","args":[8589934592]}}`),
				notice(`,"body":{"source":"%s has already arrived completely.","args":["a.msi"]}`),
				notice(`,"body":{"source":"Only a part of the %s announced bytes arrived. Upload the file again.","args":["812"]}`),
				notice(`,"body":{"source":"It is %s.","args":["blue"]}`),
				notice(`,"body":{"source":""}`),
			}, ",") + "]",
			"t": "[]",
		} {
			db.exec(t, `INSERT INTO sessions (id, hash, user_id, address, user_agent, created_at, last_seen_at, expires_at, notices)
				VALUES ($1, $1, 'u', '', '', $2, $2, $2, $3)`, id, at, stored)
		}
		db.up(t)
		what := reason.NamedFileNotAdded.Of("a.msi")
		db.json(t, "SELECT notices FROM sessions WHERE id = 's'", []models.Notice{
			{Kind: "bad", Reason: what},
			{Kind: "bad", Reason: what, Body: reason.FileTooLarge.Of(8 << 30)},
			{Kind: "bad", Reason: what, Body: reason.UploadComplete.Of("a.msi")},
			{Kind: "bad", Reason: what, Body: reason.NotAllArrived.Of(812)},
			{Kind: "bad", Reason: what, Body: reason.Other.Of("It is blue.")},
			{Kind: "bad", Reason: what},
		})
		db.json(t, "SELECT notices FROM sessions WHERE id = 't'", []models.Notice{})
	})
}
