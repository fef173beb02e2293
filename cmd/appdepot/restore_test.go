package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/views/link"
)

// sqlite3 runs the command-line program of SQLite, as the README has operators do.
func sqlite3(t *testing.T, database, command string) {
	t.Helper()
	path, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("sqlite3 is not installed")
	}
	if out, err := exec.CommandContext(t.Context(), path, database, command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

// A copy that was made while the server ran takes the place of a database that was damaged: what the README says works.
func TestDamagedDatabaseIsReplacedByACopy(t *testing.T) {
	t.Parallel()
	folder, backup := t.TempDir(), t.TempDir()
	database, copied := filepath.Join(folder, "appdepot.db"), filepath.Join(backup, "appdepot.db")
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	ada := signIn(t, server.URL, demoAdmin, password)
	sqlite3(t, database, "VACUUM INTO '"+copied+"'")
	server.kill()

	content, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[len(content)/2&^4095:], bytes.Repeat([]byte{0xA5}, 8192))
	if err := os.WriteFile(database, content, 0o600); err != nil {
		t.Fatal(err)
	}
	mustFail(t, []string{"the database is damaged", "put a copy from before in its place"}, "serve", "--data", folder, "--listen", "127.0.0.1:0")
	mustFail(t, []string{"damaged: ", "nothing was changed"}, "check", "--data", folder)

	if err := os.Rename(database, filepath.Join(backup, "damaged.db")); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"-wal", "-shm"} {
		os.Remove(database + end) // of the damaged one
	}
	if err := os.Rename(copied, database); err != nil {
		t.Fatal(err)
	}
	mustRun(t, []string{"database: schema", "all open", "all as they were uploaded"}, "check", "--data", folder)
	demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://"))
	if !strings.Contains(ada.get(link.Query(link.Apps(), "q", forAll)), forAll) {
		t.Error("the apps are not there again")
	}
}
