package cmd_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// otherVocabularies are words that are the ID of an app type by chance: other systems call something of theirs so.
var otherVocabularies = map[string][]string{
	"webApp": {"models/apptype/managedplay.go", "models/catalog/play.go", "models/catalog/standin/play.go"}, // a kind of app in managed Google Play
}

// typeFiles finds the file of every app type by its ID: where it is registered.
func typeFiles(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, s := range code(t) {
		if s.dir != "models/apptype" || s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isNamed(call.Fun, "register") || len(call.Args) != 1 {
				return true
			}
			id := registeredID(call.Args[0])
			if id == "" {
				t.Errorf("%s registers an app type whose ID is no literal", s.place(call.Pos()))
			}
			found[id] = s.path
			return true
		})
	}
	if len(found) < 20 {
		t.Fatalf("only %d app types were found", len(found))
	}
	return found
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// registeredID is the ID in a literal of a Definition, empty when there is none.
func registeredID(e ast.Expr) string {
	definition, ok := e.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	for _, element := range definition.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok && isNamed(kv.Key, "ID") {
			return literal(kv.Value)
		}
	}
	return ""
}

// literal is the text of a string literal, empty for everything else.
func literal(e ast.Node) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		text, _ := strconv.Unquote(l.Value)
		return text
	}
	return ""
}

// What is special about an app type is a property of its Definition, which others ask for. Its name stands in its own file and
// in the demo, nowhere else: neither as a literal, nor as a constant that others could compare with.
func TestTypesAreNamedInTheirOwnFileOnly(t *testing.T) {
	own := typeFiles(t)
	forbidden := func(id, file string) bool {
		return own[id] != "" && own[id] != file && !strings.HasPrefix(file, "cmd/appdepot/demo/") && !slices.Contains(otherVocabularies[id], file)
	}
	for _, s := range code(t) {
		if s.test || s.generated {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if id := literal(n); forbidden(id, s.path) {
				t.Errorf("%s names the app type %s. Say what is special about it in %s, and ask its Definition", s.place(n.Pos()), id, own[id])
			}
			if c, ok := n.(*ast.GenDecl); ok && c.Tok == token.CONST && s.dir == "models/apptype" {
				for _, id := range constants(c) {
					if own[id] != "" && !slices.Contains(otherVocabularies[id], s.path) {
						t.Errorf("%s gives the app type %s a name in Go, by which others would ask for it", s.place(c.Pos()), id)
					}
				}
			}
			return true
		})
	}
	quoted := regexp.MustCompile("[\"'`](\\w+)[\"'`]")
	for _, name := range files(t) {
		if !slices.Contains([]string{".templ", ".js", ".css", ".sql"}, path.Ext(name)) {
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(read(t, name), -1) {
			if forbidden(m[1], name) {
				t.Errorf("%s names the app type %s. Say what is special about it in %s, and ask its Definition", name, m[1], own[m[1]])
			}
		}
	}
}

// constants are the texts that a group of constants stands for.
func constants(group *ast.GenDecl) (texts []string) {
	for _, spec := range group.Specs {
		if v, ok := spec.(*ast.ValueSpec); ok {
			for _, value := range v.Values {
				texts = append(texts, literal(value))
			}
		}
	}
	return texts
}
