package cmd_test

import (
	"go/ast"
	"regexp"
	"slices"
	"testing"
)

// declaring are the packages that say what people are asked.
var declaring = regexp.MustCompile(`^models/(field|forms|apptype)(/|$)`)

// TestQuestionsAreDeclaredOnce wants questions to be declared where the store and the pages both find them: one that a page or a
// handler asks on its own has limits that the store does not know.
func TestQuestionsAreDeclaredOnce(t *testing.T) {
	for _, s := range code(t) {
		if s.test || declaring.MatchString(s.dir) || !slices.Contains(s.imports(), "appdepot/models/field") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			pair, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Control" {
				t.Errorf("%s: a question is declared here. Declare it in models/forms, or in models/apptype when it is about an app", s.place(n.Pos()))
			}
			return true
		})
	}
}
