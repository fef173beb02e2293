package cmd_test

import (
	"go/ast"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The longest file and function, in lines. What is longer has two subjects.
const (
	longestFile     = 400
	longestFunction = 60
)

func TestNothingIsTooLong(t *testing.T) {
	for _, s := range code(t) {
		if s.generated {
			continue
		}
		if n := s.set.File(s.file.Pos()).LineCount(); n > longestFile {
			t.Errorf("%s has %d lines; a file has at most %d: split it by subject", s.path, n, longestFile)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || s.test {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > longestFunction {
				t.Errorf("%s: %s has %d lines; a function has at most %d", s.place(f.Pos()), f.Name.Name, n, longestFunction)
			}
		}
	}
}

// mostFiles is how many files of code a package has at most; what has more has two subjects. Four are one subject all the same.
const mostFiles = 40

var largePackages = []string{"models", "models/store", "models/apptype", "views/ui"}

func TestNoPackageIsCrowded(t *testing.T) {
	count := map[string]int{}
	for _, name := range files(t) {
		ext := path.Ext(name)
		if (ext == ".go" || ext == ".templ") && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go") {
			count[path.Dir(name)]++
		}
	}
	for dir, n := range count {
		if n > mostFiles && !slices.Contains(largePackages, dir) {
			t.Errorf("%s has %d files of code; a package has at most %d: split it by subject", dir, n, mostFiles)
		}
	}
}

// fileInText is a file, or files with a common beginning or end, that a text names.
var fileInText = regexp.MustCompile(`[\w*./-]+\.(?:go|templ)\b`)

// Every package has a doc.go with its comment, as a map: what is here, where to start, what may not be here. The files it names exist.
func TestEveryPackageIsExplained(t *testing.T) {
	explained := map[string]string{}
	for _, s := range code(t) {
		name := filepath.Base(s.path)
		switch {
		case name == "doc.go" && s.file.Doc != nil:
			explained[s.dir] = s.file.Doc.Text()
		case s.file.Doc != nil && !s.generated:
			t.Errorf("%s: the comment of a package belongs in its doc.go", s.path)
		}
	}
	for _, s := range code(t) {
		if _, is := explained[s.dir]; !is {
			t.Errorf("%s has no doc.go that says what is where", s.dir)
			explained[s.dir] = ""
		}
	}
	for dir, text := range explained {
		for _, name := range fileInText.FindAllString(text, -1) {
			found, err := filepath.Glob(filepath.Join(root, dir, name))
			if inTree, _ := filepath.Glob(filepath.Join(root, name)); err != nil || len(found)+len(inTree) == 0 {
				t.Errorf("the doc.go of %s speaks of %s, which is not there", dir, name)
			}
		}
	}
}

var (
	vaguePackage = regexp.MustCompile(`^(utils?|helpers?|common|misc|services?|managers?|impl)$`)
	vagueType    = regexp.MustCompile(`(Manager|Service|Impl|Utils?|Helper)$`)
)

func TestNamesSayWhatThingsAre(t *testing.T) {
	for _, s := range code(t) {
		if s.generated {
			continue
		}
		if vaguePackage.MatchString(s.file.Name.Name) {
			t.Errorf("%s: the package name %s says nothing", s.path, s.file.Name.Name)
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if d, ok := n.(*ast.TypeSpec); ok && vagueType.MatchString(d.Name.Name) {
				t.Errorf("%s: the type name %s says nothing", s.place(d.Pos()), d.Name.Name)
			}
			return true
		})
	}
}

func TestContextsComeFromCallers(t *testing.T) {
	for _, s := range code(t) {
		if s.test || s.file.Name.Name == "main" {
			continue
		}
		calls(s, func(call *ast.CallExpr, on, name string) {
			if on == "context" && (name == "Background" || name == "TODO") {
				t.Errorf("%s makes a context; take the caller's, so that it can be canceled", s.place(call.Pos()))
			}
		})
	}
}

// Inserting a job outside the transaction waits for the one connection that the transaction holds, forever.
func TestJobsAreInsertedInTheirTransaction(t *testing.T) {
	for _, s := range code(t) {
		if !slices.Contains(s.imports(), "github.com/riverqueue/river") {
			continue
		}
		calls(s, func(call *ast.CallExpr, on, name string) {
			if name == "Insert" || name == "InsertMany" || name == "InsertManyFast" {
				t.Errorf("%s inserts a job outside the transaction that causes it; use %sTx", s.place(call.Pos()), name)
			}
		})
	}
}

// Permission is asked for the thing as it was read, not for one made of an ID, whose owner nobody knows.
func TestPermissionIsAskedForWhatWasRead(t *testing.T) {
	for _, s := range code(t) {
		if s.test {
			continue
		}
		calls(s, func(call *ast.CallExpr, on, name string) {
			if on != "access" || len(call.Args) != 1 {
				return
			}
			if thing, made := call.Args[0].(*ast.CompositeLit); made && len(thing.Elts) > 0 {
				t.Errorf("%s: access.%s of a thing that was not read: load it and ask then (db.Allowed)", s.place(call.Pos()), name)
			}
		})
	}
}

// calls shows every call of a method or of another package's function: context.Background is on "context".
func calls(s source, show func(call *ast.CallExpr, on, name string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok {
			on, _ := f.X.(*ast.Ident)
			if on == nil {
				on = &ast.Ident{}
			}
			show(call, on.Name, f.Sel.Name)
		}
		return true
	})
}
