package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/store"
	"appdepot/models/store/db"
	"appdepot/models/store/storetest"
)

// inFolder is a store whose package files are in a folder that a test can reach.
func inFolder(t *testing.T, f *storetest.Fixture) (folder string) {
	t.Helper()
	folder = t.TempDir()
	packages, err := blob.Open(t.Context(), folder)
	okay(t, err)
	t.Cleanup(func() { packages.Close() })
	f.Options.Packages = packages
	s, err := store.Open(t.Context(), f.Options)
	okay(t, err)
	t.Cleanup(func() { s.Close() })
	f.Store = s
	return folder
}

func checked(t *testing.T, f storetest.Fixture) store.Checked {
	t.Helper()
	c, err := store.Check(t.Context(), f.Options)
	okay(t, err)
	return c
}

// What is whole is said to be whole, also while the store is used, and nothing about it changes; what is damaged is named.
func TestCheckFindsDamage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		folder := inFolder(t, &f)
		useSecrets(t, f)
		published(t, f, "scan.apk", scanner(40200, nil))
		whole := checked(t, f)
		if len(whole.Problems) > 0 || whole.Packages < 2 || whole.Bytes == 0 || whole.Keys != 1 || whole.Schema < 95 {
			t.Fatalf("of what is whole it says %+v", whole)
		}
		files := filesBelow(t, folder)
		content, err := os.ReadFile(files[0])
		okay(t, err)
		okay(t, os.WriteFile(files[0], append(bytes.Clone(content[:len(content)-1]), content[len(content)-1]^1), 0o600))
		okay(t, os.Remove(files[1]))
		f.Options.SecretKey = filepath.Join(t.TempDir(), "secret.key")
		found := checked(t, f)
		if len(found.Problems) != 3 {
			t.Errorf("of a damaged file, a lost one and a lost key it says %q", found.Problems)
		}
		for _, want := range []string{"SHA-256", "no such file", "secret.key is not there"} {
			if !strings.Contains(fmt.Sprint(found.Problems), want) {
				t.Errorf("%q does not say %q", found.Problems, want)
			}
		}
	})
}

func filesBelow(t *testing.T, folder string) (files []string) {
	t.Helper()
	okay(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

// A damaged SQLite file is found by the check, and when the store is opened: it says what to do, and leaves the file as it is.
func TestDamagedDatabase(t *testing.T) {
	for _, driver := range db.Drivers() {
		for what, damage := range map[string]func([]byte){
			"a page in the middle": func(b []byte) { copy(b[len(b)/2&^4095:], bytes.Repeat([]byte{0xA5}, 4096)) },
			"the first page":       func(b []byte) { copy(b, bytes.Repeat([]byte{0}, 512)) },
			"pages of the end":     func(b []byte) { copy(b[len(b)-20*4096:], bytes.Repeat([]byte{0x77}, 18*4096)) }, // some of which are in use
		} {
			t.Run(driver+" "+what, func(t *testing.T) {
				f := storetest.New(t)
				okay(t, f.InsertApps(storetest.System(t), models.App{ID: models.NewID(), Type: "webApp", Name: "App"}))
				okay(t, f.Close())
				path := filepath.Join(t.TempDir(), "appdepot.db")
				content, err := os.ReadFile(f.Options.Database)
				okay(t, err)
				damage(content)
				okay(t, os.WriteFile(path, content, 0o600))
				o := store.Options{Database: path, Driver: driver, SecretKey: f.Options.SecretKey, Packages: f.Options.Packages}
				if c, err := store.Check(t.Context(), o); err == nil && len(c.Problems) == 0 {
					t.Errorf("the check finds nothing: %+v", c)
				}
				s, err := store.Open(t.Context(), o)
				if err == nil {
					s.Close()
				}
				if err == nil || !strings.Contains(err.Error(), "the database is damaged") || !strings.Contains(err.Error(), "appdepot check") {
					t.Errorf("opened: %v", err)
				}
				if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
					t.Errorf("the file was changed: %v", err)
				}
			})
		}
	}
}

// What is not there is not made.
func TestCheckMakesNothing(t *testing.T) {
	o := store.Options{Database: filepath.Join(t.TempDir(), "appdepot.db")}
	if _, err := store.Check(t.Context(), o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a database: %v", err)
	}
	if files := filesBelow(t, filepath.Dir(o.Database)); len(files) > 0 {
		t.Errorf("there is %v now", files)
	}
}
