package cmd_test

import (
	"go/ast"
	"strings"
	"testing"
)

// rawRows are the methods that read rows past GORM, which then does not see that the database went away.
var rawRows = map[string]bool{"Row": true, "Rows": true, "ScanRows": true, "QueryContext": true, "QueryRowContext": true}

// TestRowsAreReadInOnePlace wants the store to read rows with Find, First and db.Each: those say when the database is down, and close
// what they open. Migrations run before anybody asks.
func TestRowsAreReadInOnePlace(t *testing.T) {
	each := 0
	for _, s := range code(t) {
		if s.test || !strings.HasPrefix(s.dir, "models/store") || s.dir == "models/store/db/recode" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name, on := called(call)
			if !rawRows[name] || name == "Rows" && len(call.Args) > 0 { // Database.Rows begins a query
				return true
			}
			if on, ok := on.(*ast.CallExpr); ok {
				if before, _ := called(on); before == "Callback" {
					return true
				}
			}
			if s.path == "models/store/db/rows.go" {
				each++
			} else {
				t.Errorf("%s: %s reads rows by itself. Use db.Each, or Find: they say when the database is down", s.place(n.Pos()), name)
			}
			return true
		})
	}
	if each != 1 {
		t.Errorf("%d calls in models/store/db/rows.go read raw rows, not 1", each)
	}
}

// called is the name of the method that is called, and what it is called on.
func called(c *ast.CallExpr) (name string, on ast.Expr) {
	if method, ok := c.Fun.(*ast.SelectorExpr); ok {
		return method.Sel.Name, method.X
	}
	return "", nil
}
