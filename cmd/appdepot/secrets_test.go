package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/secret"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// run runs the program with a command until it ends, and gives what it printed. Nothing of the surroundings counts.
func run(t *testing.T, args ...string) (printed string, err error) {
	t.Helper()
	c := commandLine(args...)
	out, err := c.CombinedOutput()
	return string(out), err
}

func commandLine(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = []string{serving + "=1", "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir()}
	return c
}

// mustRun wants the command to succeed and to print some texts.
func mustRun(t *testing.T, want []string, args ...string) {
	t.Helper()
	printed, err := run(t, args...)
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, printed)
	}
	wantPrinted(t, printed, want...)
}

// mustFail wants the command to fail and to say some texts.
func mustFail(t *testing.T, want []string, args ...string) {
	t.Helper()
	printed, err := run(t, args...)
	if err == nil {
		t.Errorf("%v succeeded:\n%s", args, printed)
	}
	wantPrinted(t, printed, want...)
}

func wantPrinted(t *testing.T, printed string, want ...string) {
	t.Helper()
	for _, text := range want {
		if !strings.Contains(printed, text) {
			t.Errorf("it does not say %q:\n%s", text, printed)
		}
	}
}

// What an operator does with the key: a server makes it, and does not start without it; it is put back, replaced, and when it is lost
// what it protected is entered again.
func TestKeyForSecrets(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	key, away := filepath.Join(folder, "secret.key"), filepath.Join(t.TempDir(), "kept.key")
	if err := fillDemo(t, folder); err != nil { // the database says where its key is
		t.Fatal(err)
	}
	server := demoServer(t, folder, "--listen", "127.0.0.1:0")
	info, err := os.Stat(key)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the key file: %v, %v", info, err)
	}
	ada := signIn(t, server.URL, demoAdmin, password)
	const connected = "Change connection"
	if !strings.Contains(ada.get(link.Connectors()), connected) {
		t.Fatal("the demo is not connected")
	}
	at := []string{"--data", folder}
	mustRun(t, []string{"settings.value", "1 rows", "data key 1", "the key file " + key}, append([]string{"secrets", "list"}, at...)...)
	mustRun(t, []string{"sealed with data key 2"}, append([]string{"secrets", "rotate"}, at...)...) // while the server runs
	if !strings.Contains(ada.get(link.Connectors()), connected) {
		t.Error("after the rotation the server does not know the connection")
	}
	server.kill()

	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	mustRun(t, []string{"others could read the key", "data key 2"}, append([]string{"secrets", "list"}, at...)...)
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("a key file that others could read is %v now, %v", info.Mode(), err)
	}
	if err := os.Rename(key, away); err != nil {
		t.Fatal(err)
	}
	mustFail(t, []string{key + " is not there", "Nothing was changed", "--secret-key-url"}, "serve", "--data", folder, "--listen", "127.0.0.1:0")
	if _, err := os.Stat(key); err == nil {
		t.Error("a key was made in place of the one that is missing")
	}
	named := append([]string{"--secret-key-url", "file://" + away}, at...)
	moved := filepath.Join(t.TempDir(), "moved.key")
	mustRun(t, []string{"the key file " + moved, "no longer"}, append([]string{"secrets", "rewrap", "--to", moved}, named...)...)
	mustFail(t, []string{"does not open them"}, append([]string{"secrets", "list"}, named...)...)
	server = demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://"), "--secret-key-url", moved)
	if !strings.Contains(ada.get(link.Connectors()), connected) {
		t.Error("with the other key the server does not know the connection")
	}
	server.kill()

	if err := os.Remove(moved); err != nil {
		t.Fatal(err)
	}
	mustFail(t, []string{"add --lost"}, append([]string{"secrets", "reset"}, at...)...)
	mustRun(t, []string{secret.PlayConnection.Again}, append([]string{"secrets", "reset", "--lost"}, at...)...)
	demoServer(t, folder, "--listen", strings.TrimPrefix(server.URL, "http://"))
	if strings.Contains(ada.get(link.Connectors()), connected) {
		t.Error("the connection is still there")
	}
	ada.post(link.PlayConnection("connect"), url.Values{"location": {"http://play.example"}, "account": {"harbour"}})
	ada.get(link.Connectors())
	mustFail(t, []string{"nothing to give up"}, append([]string{"secrets", "reset", "--lost"}, at...)...)
}

// A rotation that is killed again and again while the store is used comes to its end, and loses nothing.
func TestKilledWhileSecretsAreRotated(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	database := filepath.Join(folder, "appdepot.db")
	s, err := store.Open(t.Context(), store.Options{Database: database})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := storetest.System(t)
	location := func(i int) string { return fmt.Sprintf("https://winget-%d.example/token", i) }
	typed := field.Form{"name": {"Ours"}, "kind": {string(models.WingetREST)}, "location": {location(0)}}
	c, err := s.AddCatalogSource(ctx, typed)
	if err != nil {
		t.Fatal(err)
	}
	edits := 0
	edit := func() {
		edits++
		typed.Set("location", location(edits))
		if err := s.EditCatalogSource(ctx, c.ID, edits, typed); err != nil {
			t.Fatal(err)
		}
	}
	for range 600 { // each leaves two sealed values in the audit log
		edit()
	}
	for killed := 0; killed < 5; killed++ {
		rotation := commandLine("secrets", "rotate", "--data", folder)
		if err := rotation.Start(); err != nil {
			t.Fatal(err)
		}
		for begun := edits; edits < begun+20*(killed+1); { // the longer, the further it comes
			edit()
		}
		rotation.Process.Kill()
		rotation.Wait()
	}
	mustRun(t, []string{"Everything is sealed with data key"}, "secrets", "rotate", "--data", folder)
	mustRun(t, []string{"catalog_sources.location"}, "secrets", "list", "--data", folder)
	seen, page := 0, models.Page{}
	for more := true; more; more = page.After != "" {
		list, err := s.Events(ctx, store.EventQuery{Kinds: []string{"catalogSource"}, Page: page})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Items {
			if last := e.Changes[len(e.Changes)-1]; last.New != location(edits-seen) {
				t.Fatalf("line %d of the log has the location %q", seen, last.New)
			}
			seen++
		}
		page.After = list.Next
	}
	if seen != edits+1 {
		t.Errorf("the log has %d lines of %d", seen, edits+1)
	}
	if content, err := os.ReadFile(database); err != nil || bytes.Contains(content, []byte("winget-")) {
		t.Errorf("a location is in clear: %v", err)
	}
}
