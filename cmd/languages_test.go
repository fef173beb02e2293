package cmd_test

import (
	"go/ast"
	"path"
	"regexp"
	"strings"
	"testing"
)

// TestLanguagesAreKnownInOnePlace keeps decisions by the reader's language in views/say, so that a further language is an entry there
// and a catalog. English is apart: it is the language of the code.
func TestLanguagesAreKnownInOnePlace(t *testing.T) {
	var tags []string
	for _, name := range files(t) {
		if path.Dir(name) == "views/say" && path.Ext(name) == ".po" {
			tags = append(tags, strings.TrimSuffix(path.Base(name), ".po"))
		}
	}
	language := regexp.MustCompile(`^"(` + strings.Join(tags, "|") + `)"$`)
	for _, s := range code(t) {
		if s.test || !strings.HasPrefix(s.dir, "views") && !strings.HasPrefix(s.dir, "handlers") || s.path == "views/say/say.go" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && language.MatchString(text.Value) {
				t.Errorf("%s: %s is a language. Put what differs between languages into say.Locale", s.place(text.Pos()), text.Value)
			}
			return true
		})
	}
}
