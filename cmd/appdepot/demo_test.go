package main

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"appdepot/cmd/appdepot/demo"
	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// filled is a folder with a demo, which is filled once for all tests.
var filled struct {
	once  sync.Once
	files map[string][]byte // by their paths in the folder
	err   error
}

// layDemo puts a demo into an empty folder. It has the people and devices that the demo tells of by name.
func layDemo(t *testing.T, folder string) {
	t.Helper()
	filled.once.Do(func() {
		folder := t.TempDir()
		if filled.err = fillDemo(t, folder); filled.err == nil {
			filled.files, filled.err = readFiles(folder)
		}
	})
	if filled.err != nil {
		t.Fatalf("fill the demo: %s", filled.err)
	}
	for path, content := range filled.files {
		at := filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, content, 0o600); err != nil { // the secret key is nobody else's
			t.Fatal(err)
		}
	}
}

// fillDemo fills a folder.
func fillDemo(t *testing.T, folder string) error {
	packages, err := blob.Open(t.Context(), filepath.Join(folder, "packages"))
	if err != nil {
		return err
	}
	defer packages.Close()
	o := store.Options{Database: filepath.Join(folder, "appdepot.db"), Packages: packages}
	_, err = demo.Demo{Store: o, Devices: filepath.Join(folder, demo.DevicesFile), Password: password, Small: true}.Prepare(t.Context())
	return err
}

func readFiles(folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	return files, filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		inside, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[inside], err = os.ReadFile(path)
		return err
	})
}

// demoServer starts a server with the demo in a folder.
func demoServer(t *testing.T, folder string, args ...string) *process {
	t.Helper()
	if _, err := os.Stat(filepath.Join(folder, "appdepot.db")); os.IsNotExist(err) {
		layDemo(t, folder)
	}
	return start(t, nil, append([]string{"--demo", "--data", folder}, args...)...)
}

// found sets an organization up in an empty database. It has its administrator and nothing else.
func found(t *testing.T, o store.Options) {
	t.Helper()
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	setUp(t, s)
}

func setUp(t *testing.T, s *store.Store) models.User {
	t.Helper()
	ctx := storetest.System(t)
	code, _, err := s.SetUpCode(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetUp(ctx, field.Form{"code": {code}, "organization": {"Harbour & Hill"}, "name": {"Ada Visser"}, "email": {demoAdmin}, "password": {password}}); err != nil {
		t.Fatal(err)
	}
	ada, err := s.UserByEmail(ctx, demoAdmin)
	if err != nil {
		t.Fatal(err)
	}
	return ada
}
