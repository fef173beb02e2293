package powertest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// disk is a folder of which only what was synced counts.
type disk struct {
	t      testing.TB
	folder string
	now    map[string]*file // by path, as the program sees it
	kept   map[string]*file // as it is after a power cut
	names  []renaming       // that no sync of their folder has kept yet
	at     map[string]int64 // where writing goes on, by descriptor
}

// file is a file, or a folder.
type file struct {
	folder  bool
	bytes   []byte // that are kept
	waiting []edit
}

// edit is a change of a file that is not synced; a negative place cuts the file off at size.
type edit struct {
	call int
	at   int64
	size int64
	with string
}

// renaming gives a path another file, or none.
type renaming struct {
	call int
	path string
	to   *file
}

func newDisk(t testing.TB, folder string) *disk {
	root := &file{folder: true}
	return &disk{t: t, folder: folder, now: map[string]*file{folder: root}, kept: map[string]*file{folder: root}, at: map[string]int64{}}
}

func (d *disk) inside(path string) bool {
	return path == d.folder || strings.HasPrefix(path, d.folder+"/")
}

// apply does what a call did.
func (d *disk) apply(n int, c call) {
	switch c.name {
	case "open", "openat", "creat":
		d.open(n, c)
	case "mkdir", "mkdirat":
		d.rename(n, c.texts[0], &file{folder: true})
	case "unlink", "unlinkat", "rmdir":
		d.rename(n, c.texts[0], nil)
	case "rename", "renameat", "renameat2":
		paths := c.texts
		d.rename(n, paths[1], d.now[paths[0]])
		d.rename(n, paths[0], nil)
	case "link", "linkat":
		d.rename(n, c.texts[1], d.now[c.texts[0]])
	case "fsync", "fdatasync":
		d.sync(c.path, c.began)
	default:
		d.write(n, c)
	}
}

func (d *disk) open(n int, c call) {
	path := c.texts[0]
	if !d.inside(path) {
		return
	}
	d.at[strconv.FormatInt(c.result, 10)+path] = 0
	if d.now[path] == nil && (c.name == "creat" || strings.Contains(c.args, "O_CREAT")) {
		d.rename(n, path, &file{})
	}
	if f := d.now[path]; f != nil && (c.name == "creat" || strings.Contains(c.args, "O_TRUNC")) {
		f.waiting = append(f.waiting, edit{call: n, at: -1})
	}
}

func (d *disk) rename(n int, path string, to *file) {
	if !d.inside(path) {
		return
	}
	d.names = append(d.names, renaming{n, path, to})
	if d.now[path] = to; to == nil {
		delete(d.now, path)
	}
}

// write is a call about bytes of an open file.
func (d *disk) write(n int, c call) {
	path := c.path
	if !d.inside(path) || strings.HasSuffix(path, "-shm") { // SQLite makes its index of the log anew
		return
	}
	f := d.now[path]
	if f == nil {
		d.t.Fatalf("nobody made %s, and %s changes it", path, c.name)
	}
	key := c.number + path
	switch c.name {
	case "lseek":
		d.at[key] = c.result
	case "ftruncate":
		f.waiting = append(f.waiting, edit{call: n, at: -1, size: c.last()})
	case "pwrite64":
		f.waiting = append(f.waiting, edit{call: n, at: c.last(), with: c.texts[0][:c.result]})
	case "write":
		f.waiting = append(f.waiting, edit{call: n, at: d.at[key], with: c.texts[0][:c.result]})
		d.at[key] += c.result
	default:
		d.t.Fatalf("%s changes %s in a way that this disk does not know", c.name, path)
	}
}

// sync keeps what was done to a file, or to the names of a folder, before the sync began.
func (d *disk) sync(path string, before int) {
	f := d.now[path]
	if f == nil {
		return
	}
	for len(f.waiting) > 0 && f.waiting[0].call < before {
		f.bytes = f.waiting[0].apply(f.bytes)
		f.waiting = f.waiting[1:]
	}
	if !f.folder {
		return
	}
	d.names = slices.DeleteFunc(d.names, func(r renaming) bool {
		if filepath.Dir(r.path) != path || r.call >= before {
			return false
		}
		if d.kept[r.path] = r.to; r.to == nil {
			delete(d.kept, r.path)
		}
		return true
	})
}

func (e edit) apply(b []byte) []byte {
	end := e.at + int64(len(e.with))
	if e.at < 0 {
		end = e.size
	}
	if grow := end - int64(len(b)); grow > 0 {
		b = append(b, make([]byte, grow)...)
	}
	if e.at < 0 {
		return b[:e.size]
	}
	copy(b[e.at:], e.with)
	return b
}

// save writes what is kept into a folder. A file whose folder is lost is lost with it.
func (d *disk) save(to string) string {
	for _, path := range slices.Sorted(maps.Keys(d.kept)) {
		f, parent := d.kept[path], d.kept[filepath.Dir(path)]
		if path == d.folder || parent == nil {
			continue
		}
		at, err := filepath.Join(to, strings.TrimPrefix(path, d.folder)), error(nil)
		if f.folder {
			err = os.MkdirAll(at, 0o700)
		} else if err = os.MkdirAll(filepath.Dir(at), 0o700); err == nil {
			err = os.WriteFile(at, f.bytes, 0o600)
		}
		if err != nil {
			d.t.Fatal(err)
		}
	}
	return to
}
