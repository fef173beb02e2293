package fleet

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/cmd/depotsim/client"
)

func TestTheStateComesBack(t *testing.T) {
	server, err := Connect("https://depot.example/", http.DefaultClient)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "state.json")
	if saved, err := ReadState(path); err != nil || saved != nil {
		t.Fatalf("no file: %v, %v", saved, err)
	}
	want := Saved{ID: "id", Token: "secret", Facts: Facts(client.PlatformIos, 1), Inventory: example, EnrolledWith: Fingerprint("token"),
		EverySeconds: 60, Never: map[string]int32{"ios org.example.app": 7}}
	for range 2 {
		if err := WriteState(path, []*Device{server.Resume(want, Habits{})}); err != nil {
			t.Fatal(err)
		}
	}
	saved, err := ReadState(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Saved{want}, saved); diff != "" {
		t.Error(diff)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has the mode %v, %v; want 0600", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}

func TestPackagesAreKeptUnderTheirHash(t *testing.T) {
	folder := t.TempDir()
	sum := Inventory(nil).Hash()
	for name, content := range map[string]string{sum: "whole", "../escape": "evil"} {
		k, err := keep(folder)
		if err != nil {
			t.Fatal(err)
		}
		k.Write([]byte("broken off"))
		if err := k.empty(); err != nil {
			t.Fatal(err)
		}
		k.Write([]byte(content))
		if err := k.as(name); (err == nil) != (name == sum) {
			t.Errorf("keep as %q: %v", name, err)
		}
		k.discard()
	}
	if got, err := os.ReadFile(filepath.Join(folder, sum)); err != nil || string(got) != "whole" {
		t.Errorf("kept %q, %v", got, err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("%d files are left, want 1", len(left))
	}
}
