package powertest_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"appdepot/models/store/powertest"
)

const folderOf = "APPDEPOT_TEST_FOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(folderOf); folder != "" {
		if err := careless(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// careless writes two files, and promises each before it is safe and after.
func careless(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(folder, "new"))
	if err != nil {
		return err
	}
	_, write := f.WriteString("first")
	fmt.Print("written")
	sync := f.Sync()
	fmt.Print("synced without its name")
	named := dir.Sync()
	fmt.Print("synced")
	_, more := f.WriteString(", second")
	_, at := f.WriteAt([]byte("F"), 0)
	fmt.Print("appended")
	again := f.Sync()
	rename := os.Rename(f.Name(), filepath.Join(folder, "old"))
	fmt.Print("renamed")
	last := errors.Join(dir.Sync(), f.Truncate(5))
	fmt.Print("renamed for good")
	cut := f.Sync()
	link := os.Link(filepath.Join(folder, "old"), filepath.Join(folder, "linked"))
	unlink := os.Remove(filepath.Join(folder, "old"))
	fmt.Print("linked")
	linked := dir.Sync()
	fmt.Print("linked for good")
	return errors.Join(write, sync, named, more, at, again, rename, last, cut, link, unlink, linked)
}

func TestOnlyWhatIsSyncedIsKept(t *testing.T) {
	folder := t.TempDir()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), folderOf+"="+folder)
	tape := powertest.Watch(t, folder, program)
	want := []struct{ after, file, content string }{
		{"written", "", ""},
		{"synced without its name", "", ""},
		{"synced", "new", "first"},
		{"appended", "new", "first"},
		{"renamed", "new", "First, second"},
		{"renamed for good", "old", "First, second"},
		{"linked", "old", "First"},
		{"linked for good", "linked", "First"},
	}
	promises := tape.Promises()
	if len(promises) != len(want) {
		t.Fatalf("the program said %q", promises)
	}
	for i, w := range want {
		left := tape.Cut(t, i)
		names, err := os.ReadDir(left)
		if err != nil || promises[i] != w.after {
			t.Fatalf("%q: %v", promises[i], err)
		}
		if w.file == "" {
			if len(names) > 0 {
				t.Errorf("%s: %v is kept", w.after, names)
			}
			continue
		}
		if got, err := os.ReadFile(filepath.Join(left, w.file)); string(got) != w.content || len(names) != 1 {
			t.Errorf("%s: %v is kept, with %q, %v", w.after, names, got, err)
		}
	}
}
