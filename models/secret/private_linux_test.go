package secret_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/models/secret"
)

// keyInfo is what a system says of a key file.
type keyInfo struct {
	mode fs.FileMode
	uid  uint32
}

func (keyInfo) Name() string        { return "secret.key" }
func (keyInfo) Size() int64         { return 45 }
func (i keyInfo) Mode() fs.FileMode { return i.mode }
func (keyInfo) ModTime() time.Time  { return time.Time{} }
func (keyInfo) IsDir() bool         { return false }
func (i keyInfo) Sys() any          { return &syscall.Stat_t{Uid: i.uid} }

func TestWhoCanReadAKeyFile(t *testing.T) {
	const root, server = 0, 1000
	for _, c := range []struct {
		mode   fs.FileMode
		uid    uint32
		others bool
	}{
		{0o600, server, false}, {0o400, server, false}, {0o600, root, false}, {0o700, server, false},
		{0o640, root, false}, {0o440, root, false}, // root lets one group read it
		{0o640, server, true}, {0o440, server, true}, {0o660, root, true}, {0o460, root, true}, {0o650, root, true},
		{0o644, root, true}, {0o444, root, true}, {0o604, root, true}, {0o602, server, true}, {0o644, server, true},
	} {
		if others := secret.ReadByOthers(keyInfo{c.mode, c.uid}); others != c.others {
			t.Errorf("mode %04o of user %d: others can read it: %t", c.mode, c.uid, others)
		}
	}
}

// A key file that others can read is closed to them where that is possible, also behind links as in a mounted secret.
func TestKeyFileIsClosedToOthers(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "..data.key"), filepath.Join(folder, "secret.key")
	wraps(t, path)
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for before, after := range map[fs.FileMode]fs.FileMode{0o644: 0o600, 0o640: 0o600, 0o444: 0o400, 0o666: 0o600, 0o600: 0o600, 0o400: 0o400} {
		if err := os.Chmod(path, before); err != nil {
			t.Fatal(err)
		}
		closed, err := keeper(t, link).Protect()
		info, statErr := os.Stat(path)
		if err != nil || statErr != nil || closed != (before != after) || info.Mode() != after {
			t.Errorf("mode %04o becomes %v, closed: %t, %v", before, info.Mode(), closed, err)
		}
	}
	for _, address := range []string{filepath.Join(folder, "missing.key"), "awskms:///alias/appdepot?region=eu-central-1"} {
		if closed, err := keeper(t, address).Protect(); closed || err != nil {
			t.Errorf("%s: closed: %t, %v", address, closed, err)
		}
	}
}

// Where the file is another user's, it is taken as it is when root lets a group read it, and refused when more can.
func TestKeyFileOfAnotherUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("making files of another user takes root")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "secret.key")
	wraps(t, path)
	for _, way := range []string{folder, filepath.Dir(folder)} {
		if err := os.Chmod(way, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		mode    fs.FileMode
		uid     int
		refused bool
	}{{0o440, 0, false}, {0o640, 0, false}, {0o444, 0, true}, {0o644, 0, true}, {0o640, 1, true}} {
		if err := os.Chown(path, c.uid, -1); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, c.mode); err != nil {
			t.Fatal(err)
		}
		k := keeper(t, path)
		var closed bool
		var err error
		asUser(t, 65534, func() { closed, err = k.Protect() })
		if closed || (err != nil) != c.refused || err != nil && !strings.Contains(err.Error(), path) {
			t.Errorf("mode %04o of user %d: closed: %t, %v", c.mode, c.uid, closed, err)
		}
	}
}

// asUser does something to files as another user, on a thread of its own that ends afterwards.
func asUser(t *testing.T, uid int, do func()) {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := syscall.Setfsuid(uid)
		if err == nil {
			do()
		}
		done <- err
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
