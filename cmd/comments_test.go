package cmd_test

import (
	"go/ast"
	"path"
	"regexp"
	"strings"
	"testing"
)

// subject is how a comment begins that speaks of a name: a word in small letters, or one before a verb.
var subject = regexp.MustCompile(`^(?:([a-z]\w*)\b|([A-Z]\w*) (?:are|[a-z]+s)\b)`)

// noName are words before a verb that are plain English.
var noName = regexp.MustCompile(`^(A|An|The|This|These|Those|It|What|Whoever|Every|Each|Nobody)$`)

// In a template, a comment and what it is about.
var commented = regexp.MustCompile(`(?m)((?:^//.*\n)+)^(?:templ|func|type|var|const) (?:\([^)]*\) )?(\w+)`)

// Names change, and a comment that begins with the old one speaks of nothing.
func TestCommentsBeginWithTheNameOfWhatTheyAreAbout(t *testing.T) {
	for _, s := range code(t) {
		if s.generated {
			continue
		}
		for _, d := range s.file.Decls {
			for name, comment := range explained(d) {
				checkSubject(t, s.place(name.Pos()), comment.Text(), name.Name)
			}
		}
	}
	for _, name := range files(t) {
		if path.Ext(name) != ".templ" {
			continue
		}
		for _, found := range commented.FindAllStringSubmatch(read(t, name), -1) {
			checkSubject(t, name, strings.TrimPrefix(found[1], "// "), found[2])
		}
	}
}

func checkSubject(t *testing.T, place, comment, name string) {
	t.Helper()
	about := subject.FindStringSubmatch(comment)
	if about == nil || noName.MatchString(about[2]) || about[1]+about[2] == name {
		return
	}
	t.Errorf("%s: the comment of %s is about %s", place, name, about[1]+about[2])
}

// explained gives the names that a declaration alone declares, with their comments; tests are named by what they say.
func explained(d ast.Decl) map[*ast.Ident]*ast.CommentGroup {
	all := map[*ast.Ident]*ast.CommentGroup{}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if !testName.MatchString(d.Name.Name) {
			all[d.Name] = d.Doc
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			name, comment := specified(spec)
			if comment == nil && len(d.Specs) == 1 {
				comment = d.Doc
			}
			if name != nil && comment != nil {
				all[name] = comment
			}
		}
	}
	return all
}

var testName = regexp.MustCompile(`^(Test|Fuzz|Benchmark)`)

// specified is the name of a type, variable or constant and its own comment; there is none for several names at once.
func specified(spec ast.Spec) (*ast.Ident, *ast.CommentGroup) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		return s.Name, s.Doc
	case *ast.ValueSpec:
		if len(s.Names) == 1 && s.Names[0].Name != "_" {
			return s.Names[0], s.Doc
		}
	}
	return nil, nil
}
