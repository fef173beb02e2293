package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestTheClientIsFresh(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "client.go")
	generate := exec.Command("go", "tool", "oapi-codegen", "-config", "config.yaml", "-o", fresh, filepath.Join("..", specPath))
	generate.Dir = "client"
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", err, out)
	}
	want, err := os.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("client/client.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("client/client.go is not what the description gives now. Run: go generate ./cmd/depotsim/client")
	}
}

// An agent must be possible from the description alone, so its first one knows nothing else of the server.
func TestDepotsimImportsNothingOfTheServer(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			seen++
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if strings.HasPrefix(name, "appdepot/") && !strings.HasPrefix(name, "appdepot/cmd/depotsim/") {
				t.Errorf("%s imports %s, a part of the server", path, name)
			}
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatalf("saw %d imports: %v", seen, err)
	}
}
