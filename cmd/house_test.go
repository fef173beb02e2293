package cmd_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const root = ".."

// source is one Go file of ours.
type source struct {
	path      string // from the root, with slashes
	dir       string
	test      bool // a test, or a package that only tests use
	generated bool
	set       *token.FileSet
	file      *ast.File
}

// place is a position as "models/app.go:12".
func (s source) place(pos token.Pos) string {
	p := s.set.Position(pos)
	return s.path + ":" + strings.TrimPrefix(p.String(), p.Filename+":")
}

func (s source) imports() []string {
	var paths []string
	for _, i := range s.file.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, `"`))
	}
	return paths
}

// tree lists every file of the project, without what is not ours or not kept.
var tree = sync.OnceValues(func() ([]string, error) {
	var files []string
	skip := []string{".git", "bin", "data", "static/vendor", "handlers/browsertest/axe"}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name = filepath.ToSlash(strings.TrimPrefix(name, root+string(filepath.Separator)))
		if d.IsDir() && slices.Contains(skip, name) {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() {
			files = append(files, name)
		}
		return nil
	})
	return files, err
})

func files(t *testing.T) []string {
	t.Helper()
	names, err := tree()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// sources parses every Go file, once for all tests.
var sources = sync.OnceValues(func() ([]source, error) {
	names, err := tree()
	if err != nil {
		return nil, err
	}
	var all []source
	set := token.NewFileSet()
	for _, name := range names {
		if path.Ext(name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		all = append(all, source{
			path: name, dir: path.Dir(name), set: set, file: file, generated: ast.IsGenerated(file),
			test: strings.HasSuffix(name, "_test.go") || strings.HasSuffix(file.Name.Name, "test"),
		})
	}
	return all, nil
})

func code(t *testing.T) []source {
	t.Helper()
	all, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go file was found")
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
