package installer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

func TestIsolatedFindsTheSame(t *testing.T) {
	for name, b := range map[string][]byte{
		"apk": sample.APK(installertest.APK(t)), "signed apk": installertest.Testdata(t, "signed.apk"), "signed msi": installertest.Testdata(t, "signed.msi"),
		"signed msix": sample.MSIX(installertest.MSIX(t)),
	} {
		r, size := bytes.NewReader(b), int64(len(b))
		report, err1 := Inspect(t.Context(), r, size)
		apart, err2 := Isolated{}.Inspect(t.Context(), r, size)
		signature, err3 := Verify(t.Context(), r, size)
		signatureApart, err4 := Isolated{}.Verify(t.Context(), r, size)
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(report, apart) + cmp.Diff(signature, signatureApart); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestIsolatedRefusesTheSame(t *testing.T) {
	b := sample.APK(installertest.APK(t))
	b = b[:len(b)-1]
	_, here := inspectBytes(t, b)
	_, there := Isolated{}.Inspect(t.Context(), bytes.NewReader(b), int64(len(b)))
	want, ok1 := errors.AsType[*models.Error](here)
	got, ok2 := errors.AsType[*models.Error](there)
	if !ok1 || !ok2 || want.Kind != got.Kind || want.Text.String() != got.Text.String() {
		t.Errorf("in this process: %v; in a child: %v", here, there)
	}
}

// inFile is a package that lies in a file of a store.
type inFile struct {
	io.ReaderAt
	file *os.File
}

func (f inFile) File() *os.File { return f.file }

// The child reads the package's file itself, and asks the parent for what it cannot read there.
func TestIsolatedReadsTheFile(t *testing.T) {
	b := sample.APK(installertest.APK(t))
	want := mustInspect(t, b).Facts[0]
	for name, c := range map[string]struct {
		content []byte
		store   io.ReaderAt
	}{
		"whole file": {b, &failing{bytes.NewReader(b), 0}}, "cut file": {b[:len(b)/2], bytes.NewReader(b)},
	} {
		path := filepath.Join(t.TempDir(), "package")
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, err := Isolated{}.Inspect(t.Context(), inFile{c.store, f}, int64(len(b)))
		if err != nil || len(r.Facts) == 0 || r.Facts[0] != want {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

// silent is a store that never answers, until the test ends.
type silent struct{ end chan struct{} }

func (s silent) ReadAt([]byte, int64) (int, error) {
	<-s.end
	return 0, errors.New("the test ended")
}

func TestIsolatedEndsAfterItsTime(t *testing.T) {
	s := silent{make(chan struct{})}
	defer close(s.end)
	start := time.Now()
	_, err := Isolated{Timeout: 200 * time.Millisecond}.Inspect(t.Context(), s, 1000)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "readTimedOut") {
		t.Errorf("error %v", err)
	}
}

func TestIsolatedEndsWithItsCaller(t *testing.T) {
	s := silent{make(chan struct{})}
	defer close(s.end)
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	if _, err := (Isolated{}).Inspect(ctx, s, 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// failing is a store that fails after some reads.
type failing struct {
	*bytes.Reader
	left int
}

var errStore = errors.New("the disk is gone")

func (f *failing) ReadAt(p []byte, off int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errStore
	}
	return f.Reader.ReadAt(p, off)
}

// A store that fails is not a damaged package: the error is the store's, and no words blame the file.
func TestStoreFailureIsNotThePackagesFault(t *testing.T) {
	b := sample.APK(installertest.APK(t))
	for left := range 3 {
		_, here := Inspect(t.Context(), &failing{bytes.NewReader(b), left}, int64(len(b)))
		if !errors.Is(here, errStore) || models.KindOf(here) != models.KindInternal {
			t.Errorf("after %d reads in this process: %v", left, here)
		}
	}
	_, there := Isolated{}.Inspect(t.Context(), &failing{bytes.NewReader(b), 0}, int64(len(b)))
	if !errors.Is(there, errStore) || models.KindOf(there) != models.KindInternal {
		t.Errorf("in a child: %v", there)
	}
	_, short := Inspect(t.Context(), bytes.NewReader(b), int64(len(b))+1)
	if short == nil || models.KindOf(short) != models.KindInternal {
		t.Errorf("a store with fewer bytes than it says: %v", short)
	}
}

// Programs that fail in the ways a child can: dying by a signal, ending without a word, answering nonsense, going on for
// ever, or asking for what it may not have.
func TestIsolatedSurvivesItsChild(t *testing.T) {
	for name, script := range map[string]string{
		"dies":           "kill -SEGV $$",
		"says nothing":   "exit 0",
		"fails":          "echo out of memory >&2; exit 3",
		"nonsense":       "head -c 100 /dev/zero",
		"endless":        "exec cat /dev/zero",
		"huge frame":     `printf 'R\377\377\377\377'; exec cat /dev/zero`,
		"wrong question": `printf 'r\000\000\000\014\177\377\377\377\377\377\377\377\000\000\000\001'; cat >/dev/null`,
		"bad JSON":       `printf 'R\000\000\000\002{]'`,
		"bad icon":       `printf 'R\000\000\000\067{"icon":{"media":"text/html","data":"PHNjcmlwdD4="}}      '`,
	} {
		exe := filepath.Join(t.TempDir(), "child")
		if err := os.WriteFile(exe, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		_, err := Isolated{Exe: exe, Timeout: 10 * time.Second}.Inspect(t.Context(), strings.NewReader("package"), 7)
		if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "packageUnreadable") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "fails" && !strings.Contains(err.Error(), "out of memory") {
			t.Errorf("the log does not learn why the child failed: %v", err)
		}
	}
	if _, err := (Isolated{Exe: "/no/such/program"}).Inspect(t.Context(), strings.NewReader(""), 0); models.KindOf(err) != models.KindInternal || err == nil {
		t.Errorf("a program that is not there: %v", err)
	}
}

// Overflowing the stack and running out of memory end the child at once, without taking what the machine has.
func TestIsolatedSurvivesWhatCannotBeRecovered(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]*regexp.Regexp{
		"dives": regexp.MustCompile("stack exceeds"), "eats": regexp.MustCompile("out of memory|cannot allocate memory|failed to allocate"),
	} {
		exe := filepath.Join(t.TempDir(), name)
		if err := os.Symlink(self, exe); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err := Isolated{Exe: exe}.Inspect(t.Context(), strings.NewReader("package"), 7)
		if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "packageUnreadable") || !want.MatchString(err.Error()) {
			t.Errorf("a child that %s: %v", name, err)
		}
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("a child that %s took %s", name, took)
		}
	}
}

// A program that forgets ServeChild must not start itself again and again.
func TestChildStartsNoChildren(t *testing.T) {
	args := os.Args
	defer func() { os.Args = args }()
	os.Args = []string{args[0], childArgument}
	if _, err := (Isolated{}).Inspect(t.Context(), strings.NewReader(""), 0); err == nil || !strings.Contains(err.Error(), "ServeChild") {
		t.Errorf("error %v", err)
	}
}

func TestIconOfTheChildIsLookedAt(t *testing.T) {
	for media, data := range map[string][]byte{"text/html": []byte("<script>"), "": []byte("x"), "image/jpeg": installertest.PNG(t, 4, 4)} {
		if validIcon((&facts.Icon{Media: media, Data: data})) {
			t.Errorf("an icon of type %q was taken", media)
		}
	}
	if !validIcon((&facts.Icon{Media: "image/png", Data: installertest.PNG(t, 4, 4)})) {
		t.Error("a PNG was refused")
	}
}

// watcher looks at the child while it waits for its first bytes.
type watcher struct {
	*bytes.Reader
	look func()
}

func (w *watcher) ReadAt(p []byte, off int64) (int, error) {
	if w.look != nil {
		w.look()
		w.look = nil
	}
	return w.Reader.ReadAt(p, off)
}

func TestChildIsLimited(t *testing.T) {
	t.Setenv("APPDEPOT_SECRET", "not for children")
	var limits, environment string
	b := sample.APK(installertest.APK(t))
	w := &watcher{bytes.NewReader(b), func() {
		dir := childDir(t)
		limits, environment = string(installertest.Read(t, dir+"/limits")), string(installertest.Read(t, dir+"/environ"))
	}}
	if _, err := (Isolated{Timeout: 9 * time.Second}).Inspect(t.Context(), w, int64(len(b))); err != nil {
		t.Fatal(err)
	}
	if environment != "" {
		t.Errorf("the child was given an environment: %q", environment)
	}
	for limit, unwanted := range map[string]string{"Max address space": "unlimited", "Max cpu time": "unlimited"} {
		if line := lineOf(limits, limit); line == "" || strings.Contains(line, unwanted) {
			t.Errorf("limit: %q", line)
		}
	}
	for _, zero := range []string{"Max core file size", "Max file size"} {
		if f := strings.Fields(strings.TrimPrefix(lineOf(limits, zero), zero)); len(f) < 2 || f[0] != "0" || f[1] != "0" {
			t.Errorf("%s is %v, want 0", zero, f)
		}
	}
}

func lineOf(text, prefix string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, prefix) {
			return line
		}
	}
	return ""
}

// childDir is the /proc folder of this process's inspecting child.
func childDir(t *testing.T) string {
	t.Helper()
	dirs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(dirs) == 0 {
		t.Skip("no /proc: limits are set on Linux only")
	}
	for _, dir := range dirs {
		status, _ := os.ReadFile(dir + "/status")
		line, _ := os.ReadFile(dir + "/cmdline")
		if strings.Contains(string(status), fmt.Sprintf("PPid:\t%d\n", os.Getpid())) && bytes.Contains(line, []byte(childArgument)) {
			return dir
		}
	}
	t.Fatal("no child found")
	return ""
}

// A child that computes without asking anything is ended just like one that waits.
func TestIsolatedEndsABusyChild(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "busy")
	if err := os.WriteFile(exe, []byte("#!/bin/sh\nwhile :; do :; done\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		_, err := Isolated{Exe: exe, Timeout: 100 * time.Millisecond}.Inspect(t.Context(), strings.NewReader("package"), 7)
		if models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), "readTimedOut") {
			t.Errorf("error %v", err)
		}
	}
}
