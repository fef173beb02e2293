package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"appdepot/models/store/storetest"
)

// forbidden is what mount and sudo say where nobody may mount. Every other failure is one of the test.
var forbidden = regexp.MustCompile(`(?i)permission denied|not permitted|superuser|password is required`)

// smallDisk is a folder with a disk of its own, in memory.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	folder := t.TempDir()
	if out, err := asRoot("mount", "-t", "tmpfs", "-o", fmt.Sprintf("mode=0700,size=%s,uid=%d", size, os.Getuid()), "tmpfs", folder); err != nil {
		if os.Getenv("CI") == "true" && !forbidden.Match(out) {
			t.Fatalf("no small disk: %v\n%s", err, out)
		}
		t.Skipf("this machine lets nobody make a small disk: %v\n%s", err, out)
	}
	t.Cleanup(func() {
		if out, err := asRoot("umount", folder); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	return folder
}

// asRoot runs a command, with sudo where this user is another.
func asRoot(command ...string) ([]byte, error) {
	if os.Getuid() != 0 {
		command = append([]string{"sudo", "-n"}, command...)
	}
	return exec.Command(command[0], command[1:]...).CombinedOutput()
}

// filler is a file with which another program fills the disk.
type filler struct {
	t    *testing.T
	path string
}

// leave fills the disk but for so many bytes.
func (f filler) leave(free int64) {
	f.t.Helper()
	file, err := os.OpenFile(f.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		f.t.Fatal(err)
	}
	defer file.Close()
	piece := make([]byte, 16<<10)
	for f.free() > free {
		if _, err := file.Write(piece); errors.Is(err, syscall.ENOSPC) {
			return
		} else if err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f filler) free() int64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(f.path), &s); err != nil {
		f.t.Fatal(err)
	}
	return int64(s.Bavail) * s.Bsize
}

func (f filler) remove() {
	if err := os.Remove(f.path); err != nil {
		f.t.Fatal(err)
	}
}

// A disk that fills up stops uploads first, then everything, and takes nothing back that was acknowledged; when there is room again, the
// server goes on by itself.
func TestSoakFullDisk(t *testing.T) {
	t.Parallel()
	folder := smallDisk(t, "128m")
	server := demoServer(t, folder, "--listen", "127.0.0.1:0", "--keep-free", "48") // MB, more than the database will need
	s := openFolder(t, folder)
	l, other := newLoad(t, s, server.URL), filler{t, filepath.Join(folder, "other")}
	work := func(d time.Duration) {
		ctx, end := context.WithTimeout(t.Context(), d)
		defer end()
		l.run(ctx)
	}
	slowest, full, fills := time.Duration(0), 0, 0
	for fills = range storetest.Rounds(1, 20) {
		work(time.Second)
		l.verify(s)
		before := *l.editors[0]
		uploads := len(l.uploads)
		other.leave(6 << 20)
		work(time.Second)
		if l.editors[0].acked == before.acked {
			t.Error("while uploads wait, edits do too")
		}
		if len(l.uploads) > uploads+1 {
			t.Errorf("%d uploads came while space was kept free", len(l.uploads)-uploads)
		}
		l.verify(s)
		full = l.editors[0].acked
		other.leave(0)
		work(time.Second)
		answer, err := http.Get(server.URL + "/readyz")
		if err != nil || answer.StatusCode == http.StatusOK && l.editors[0].acked == full { // what SQLite's log has room for still goes on
			t.Errorf("on a full disk, where nothing can be edited, the server says it is ready: %v, %v", answer, err)
		}
		other.remove()
		l.verify(s)
		freed := time.Now()
		full = l.editors[0].acked
		for l.editors[0].acked == full && time.Since(freed) < time.Minute {
			work(50 * time.Millisecond)
			l.verify(s)
		}
		slowest = max(slowest, time.Since(freed))
		if l.editors[0].acked == full || t.Failed() {
			t.Fatalf("with room again, nothing can be edited: %v", l.edit(l.editors[0], server.URL))
		}
	}
	work(time.Second)
	l.verify(s)
	s.Close()
	server.kill()
	mustRun(t, []string{"whole", "all as they were uploaded"}, "check", "--data", folder)
	t.Logf("filled %d times; %s; with room again it went on after %s at most", fills, l.figures(), slowest.Round(time.Millisecond))
}
