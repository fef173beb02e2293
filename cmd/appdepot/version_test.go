package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// command runs the program with one command and gives what it prints.
func command(t *testing.T, name string) string {
	t.Helper()
	c := exec.Command(os.Args[0], name)
	c.Env = []string{serving + "=1", "PATH=" + os.Getenv("PATH")}
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestVersionNamesWhatTheProgramIs(t *testing.T) {
	t.Parallel()
	printed := command(t, "version")
	for _, line := range []string{"appdepot ", "commit ", "go " + strings.TrimPrefix(runtime.Version(), "go"), "SQLite ", "PostgreSQL github.com/jackc/pgx/v5 "} {
		if !strings.HasPrefix(printed, line) && !strings.Contains(printed, "\n"+line) {
			t.Errorf("no line begins with %q:\n%s", line, printed)
		}
	}
}

// TestEveryModuleHasItsLicense holds the notice against the modules that are built in.
func TestEveryModuleHasItsLicense(t *testing.T) {
	t.Parallel()
	printed := command(t, "licenses")
	for _, m := range modules(t) {
		if !strings.Contains(printed, "\n"+m.Path+" "+m.Version+" (") && !hasPart(printed, m) {
			t.Errorf("the licenses do not name %s %s: run make notice", m.Path, m.Version)
		}
	}
}

type module struct{ Path, Version string }

// hasPart reports whether a folder of the module is named: some modules keep their license there.
func hasPart(notice string, m module) bool {
	for line := range strings.Lines(notice) {
		if path, rest, ok := strings.Cut(line, " "); ok && strings.HasPrefix(path, m.Path+"/") && strings.HasPrefix(rest, m.Version+" (") {
			return true
		}
	}
	return false
}

// modules lists the modules that the release is built from.
func modules(t *testing.T) []module {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "sqlite_fts5", "-deps", "-json=Module", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[module]bool{}
	var list []module
	for lines := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Module *struct {
				module
				Main bool
			}
		}
		if err := lines.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module != nil && !p.Module.Main && !seen[p.Module.module] {
			seen[p.Module.module] = true
			list = append(list, p.Module.module)
		}
	}
}

// TestReleasesHaveOneDriver: the build with C leaves the SQLite written in Go to the other build.
func TestReleasesHaveOneDriver(t *testing.T) {
	t.Parallel()
	for _, m := range modules(t) {
		if strings.HasPrefix(m.Path, "modernc.org/") {
			t.Errorf("the release contains %s", m.Path)
		}
	}
}
