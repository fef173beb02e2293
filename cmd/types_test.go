package cmd_test

import (
	"cmp"
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

// typeFiles finds the file of every app type: where it is registered, by its ID and by its name.
func typeFiles(t *testing.T) (found, names map[string]string) {
	t.Helper()
	found, names = map[string]string{}, map[string]string{}
	for _, s := range code(t) {
		if s.dir != "models/apptype" || s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isNamed(call.Fun, "register") || len(call.Args) != 1 {
				return true
			}
			id, name := registered(call.Args[0], "ID"), registered(call.Args[0], "Name")
			if id == "" || name == "" {
				t.Errorf("%s registers an app type whose ID or name is no literal", s.place(call.Pos()))
			}
			found[id], names[name] = s.path, s.path
			return true
		})
	}
	if len(found) < 20 {
		t.Fatalf("only %d app types were found", len(found))
	}
	return found, names
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// registered is a text in a literal of a Definition, empty when there is none.
func registered(e ast.Expr, key string) string {
	definition, ok := e.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	for _, element := range definition.Elts {
		if kv, ok := element.(*ast.KeyValueExpr); ok && isNamed(kv.Key, key) {
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
	own, _ := typeFiles(t)
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

// TestTypesAreSpokenOfByTheirDefinition: the name that people read is in the definition too. A sentence that speaks of a type takes it from
// there (models.Text.Naming, the File of reasons), in one number or the other.
func TestTypesAreSpokenOfByTheirDefinition(t *testing.T) {
	_, named := typeFiles(t)
	names := longestFirst(named)
	for _, s := range code(t) {
		if s.test || s.generated {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			for _, name := range spokenOf(literal(n), s.path, names) {
				t.Errorf("%s speaks of the app type %q, whose name is in %s. Take it from the Definition", s.place(n.Pos()), name, named[name])
			}
			return true
		})
	}
	comment := regexp.MustCompile(`(?m)(^|\s)//\s.*$`)
	for _, name := range files(t) {
		if !slices.Contains([]string{".templ", ".js"}, path.Ext(name)) {
			continue
		}
		for _, kind := range spokenOf(comment.ReplaceAllString(read(t, name), ""), name, names) {
			t.Errorf("%s speaks of the app type %q, whose name is in %s. Take it from the Definition", name, kind, named[kind])
		}
	}
}

// spokenOf are the names of types in a text that does not stand in their own file. A longer name that has another in it is no sign of that.
func spokenOf(text, file string, names []typeName) (found []string) {
	if len(text) < len(names[len(names)-1].name) || strings.HasPrefix(file, "cmd/appdepot/demo/") {
		return nil
	}
	text = singular(text)
	for _, n := range names {
		if !strings.Contains(text, n.singular) {
			continue
		}
		text = strings.ReplaceAll(text, n.singular, "")
		if n.file != file {
			found = append(found, n.name)
		}
	}
	return found
}

// typeName is the name of an app type, and the file that has it.
type typeName struct{ name, singular, file string }

func longestFirst(files map[string]string) (names []typeName) {
	for name, file := range files {
		names = append(names, typeName{name, singular(name), file})
	}
	slices.SortFunc(names, func(a, b typeName) int {
		return cmp.Or(cmp.Compare(len(b.name), len(a.name)), cmp.Compare(a.name, b.name))
	})
	return names
}

func singular(text string) string { return strings.ReplaceAll(strings.ToLower(text), " apps", " app") }

func TestTypesThatAreSpokenOfAreFound(t *testing.T) {
	names := longestFirst(map[string]string{"Windows app (Win32)": "win32.go", "Web link": "web.go", "Windows web link": "windowsweb.go"})
	for text, want := range map[string]string{
		"Only Windows apps (Win32) can": "Windows app (Win32)", "a windows app (win32)": "Windows app (Win32)", "Two web links": "Web link",
		"Windows web link": "Windows web link", "A Win32 app": "",
	} {
		if got := strings.Join(spokenOf(text, "any.go", names), "|"); got != want {
			t.Errorf("%q speaks of %q, want %q", text, got, want)
		}
	}
	if got := spokenOf("Windows web link", "windowsweb.go", names); got != nil {
		t.Errorf("a type's own file may not speak of it: %v", got)
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
