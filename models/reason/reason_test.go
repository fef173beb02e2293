package reason_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
	"appdepot/models/reason"
)

func TestTimesAreStoredInUTC(t *testing.T) {
	at := time.Date(2026, 11, 30, 13, 0, 0, 500, time.FixedZone("CET", 3600))
	want := models.Reason{Code: "deviceError", Args: models.Args{int64(1603), "2026-11-30T12:00:00Z"}}
	if diff := cmp.Diff(want, reason.DeviceError.Of(1603, at)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEveryCodeIsUsed: what nothing can give is no reason.
func TestEveryCodeIsUsed(t *testing.T) {
	unused := declared(t)
	if len(unused) != len(reason.Codes()) {
		t.Errorf("%d variables declare %d codes", len(unused), len(reason.Codes()))
	}
	delete(unused, "Other") // only migrations of older rows give it, by its code
	for _, root := range []string{"../../models", "../../handlers"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "reason" {
						delete(unused, s.Sel.Name)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	delete(unused, "Other") // only rows of earlier versions have it
	for name := range unused {
		t.Errorf("nothing gives the reason %s", name)
	}
}

// declared are the names of the variables of this package; each must say what it means.
func declared(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				if !v.Names[0].IsExported() {
					continue
				}
				names[v.Names[0].Name] = true
				if !strings.HasPrefix(v.Doc.Text(), v.Names[0].Name+":") {
					t.Errorf("%s: %s has no comment that says what it means", file, v.Names[0].Name)
				}
			}
		}
	}
	return names
}
