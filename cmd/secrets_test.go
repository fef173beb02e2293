package cmd_test

import (
	"go/ast"
	"strings"
	"testing"

	"appdepot/models/secret"
)

// TestReadmeTellsWhatIsSealed: the README names every column that is sealed, in the words of its declaration.
func TestReadmeTellsWhatIsSealed(t *testing.T) {
	readme := strings.Join(strings.Fields(read(t, "README.md")), " ")
	for _, c := range secret.Columns {
		if row := "| `" + c.String() + "` | " + c.What + " | " + c.Again + " |"; !strings.Contains(readme, row) {
			t.Errorf("README.md has no row %s", row)
		}
	}
}

// TestQueuedWorkHasOnlyIDs wants the arguments of jobs, which the queue keeps in clear for as long as it likes, to say what they are about and nothing else.
func TestQueuedWorkHasOnlyIDs(t *testing.T) {
	found := 0
	for _, s := range code(t) {
		if s.test || !strings.HasPrefix(s.dir, "models/store") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			declared, ok := n.(*ast.TypeSpec)
			if !ok || !strings.HasSuffix(declared.Name.Name, "Args") {
				return true
			}
			args, ok := declared.Type.(*ast.StructType)
			if !ok {
				return true
			}
			found++
			for _, f := range args.Fields.List {
				if of, ok := f.Type.(*ast.SelectorExpr); !ok || of.Sel.Name != "ID" {
					t.Errorf("%s: the arguments of a job are IDs; what it needs besides is in a row, where secrets are sealed", s.place(f.Pos()))
				}
			}
			return true
		})
	}
	if found < 4 {
		t.Errorf("only %d kinds of jobs were found", found)
	}
}
