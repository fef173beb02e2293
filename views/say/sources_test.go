package say_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
)

// root is the module's root, seen from this package.
const root = "../.."

// makers are the functions that take source texts, with the places of their arguments: context, text, plural.
// In their own package they are called without its name.
var makers = map[string]struct{ context, text, plural int }{
	"say.T": {-1, 1, -1}, "say.C": {1, 2, -1}, "say.N": {-1, 1, 2},
	"models.T": {-1, 0, -1}, "models.Invalid": {-1, 0, -1}, "models.InvalidField": {-1, 1, -1}, "models.NotFound": {-1, 0, -1},
	"models.Conflict": {-1, 0, -1}, "models.Forbidden": {-1, 0, -1}, "models.Unauthenticated": {-1, 0, -1},
	"models.TooLarge": {-1, 0, -1}, "models.TooMany": {-1, 0, -1}, "models.Unavailable": {-1, 0, -1}, "models.Timeout": {-1, 0, -1},
}

// parts are the parts of a field.Field, Section or Step that people read, rowParts those of field.Rows.
var parts, rowParts = []string{"Label", "Hint", "Ask", "Title"}, []string{"Name", "Add", "First", "Joined"}

// carriers pass on texts that stand elsewhere, each with where the catalog finds them.
var carriers = map[string]string{
	"views/say/reason.go: apptype.AnyPackageName(w.File)":              "apptype.Texts",
	"models/remedy/remedy.go: means":                                   "arguments of remedy",
	"models/remedy/remedy.go: s":                                       "arguments of remedy",
	"models/field/text.go: sentence":                                   "field.Field",
	"views/admin/audit/target.go: e.Label":                             "apptype.Texts",
	"views/admin/audit/target.go: d.Name":                              "apptype.Texts",
	"views/admin/kit/app-words.go: d.Name":                             "apptype.Texts",
	"views/admin/kit/app-properties.go: source":                        "apptype.Texts",
	"views/admin/kit/wizard-words.go: text":                            "apptype.Texts",
	"views/admin/monitor/dashboard.go: cmp.Or(done.Done, alternative)": "activity.Activity",
	"models/forms/user.go: r.Name()":                                   "models.Roles",
	"views/form/form.go: source":                                       "field.Field, Section and Step",
	"models/activity/field.go: q.Label":                                "field.Field",
	"handlers/admin/kit/drafts.go: e.Label":                            "apptype.Texts",
	"handlers/admin/kit/ask_first.go: f.Confirm.Question":              "apptype.Texts",
	"handlers/admin/kit/ask_first.go: f.Confirm.Button":                "apptype.Texts",
	"handlers/admin/kit/drafts.go: source":                             "apptype.Texts",
	"handlers/admin/help/help.go: e.Heading":                           "apptype.Texts",
	"models/store/publish.go: def.ExclusiveWith.Text":                  "apptype.Texts",
	"models/apptype/registry.go: d.Package.Help":                       "apptype.Texts",
	"models/store/drafts_app.go: e.Types[0].Steps[0].Title":            "apptype.Texts",
	"handlers/admin/add/wizard.go: s.Title":                            "field.Step",
	"handlers/auth/account.go: u.Role.Name()":                          "models.Roles",
	"models/error.go: source":                                          "the makers themselves",
	"views/say/say.go: source":                                         "the makers themselves",
	"models/text.go: source":                                           "the makers themselves",
	"views/say/reason.go: text":                                        "the words of the reasons",
}

// source is one text as the code has it.
type source struct{ context, text, plural string }

// sources are all texts of the product, with the places where they stand.
type sources map[source][]string

func (s sources) add(at string, t source) {
	if t.text != "" && t.text != "%s" {
		s[t] = append(s[t], at)
	}
}

// collect reads every text of the product. What it cannot read fails the test.
func collect(t *testing.T) sources {
	t.Helper()
	all, carried := sources{}, map[string]bool{}
	for _, text := range apptype.Texts() {
		all.add("the app types", source{text: text})
	}
	for _, r := range models.Roles {
		all.add("models.Role", source{text: r.Name()})
	}
	for dir, files := range goFiles(t) {
		fset := token.NewFileSet()
		p := &pkg{t: t, fset: fset, constants: map[string]ast.Expr{}, taken: map[token.Pos]bool{}, carried: carried, all: all}
		parsed := map[string]*ast.File{}
		for _, name := range files {
			f, err := parser.ParseFile(fset, filepath.Join(root, dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			parsed[path.Join(dir, name)] = f
			p.note(f)
		}
		for name, f := range parsed {
			p.name, p.file = f.Name.Name, name
			p.read(f, "")
		}
		for name, f := range parsed {
			p.file = name
			p.left(f)
		}
	}
	for c := range carriers {
		if !carried[c] {
			t.Errorf("%s is in carriers, but not in the code any more", c)
		}
	}
	return all
}

// goFiles are the Go files of the product by folder, tests left out.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	dirs := map[string][]string{}
	for _, top := range []string{"cmd", "handlers", "models", "views"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
				rel, _ := filepath.Rel(root, file)
				dir, name := path.Split(filepath.ToSlash(rel))
				dirs[path.Clean(dir)] = append(dirs[path.Clean(dir)], name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return dirs
}

// pkg reads the texts of one package.
type pkg struct {
	t          *testing.T
	fset       *token.FileSet
	name, file string
	constants  map[string]ast.Expr
	taken      map[token.Pos]bool // string literals that were looked at
	carried    map[string]bool    // texts that were no literals
	all        sources
}

// note remembers the constants of a file.
func (p *pkg) note(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) {
					p.constants[name.Name] = v.Values[i]
				}
			}
		}
	}
}

// read walks a tree. kind is the type that composite literals without a name of their own have here.
func (p *pkg) read(tree ast.Node, kind string) {
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			p.call(n)
		case *ast.CompositeLit:
			p.literal(n, kind)
			return false
		}
		return true
	})
}

func (p *pkg) call(c *ast.CallExpr) {
	name := p.qualified(c.Fun)
	if name == "remedy.remedy" {
		for _, a := range c.Args {
			p.take(a, source{})
		}
	}
	m, ok := makers[name]
	if !ok {
		return
	}
	var s source
	if m.context >= 0 {
		s.context, _ = p.value(c.Args[m.context])
	}
	if m.plural >= 0 {
		s.plural, _ = p.value(c.Args[m.plural])
		if s.plural == "" {
			p.t.Errorf("%s: the plural has to be a literal", p.at(c))
		}
	}
	p.take(c.Args[m.text], s)
}

// take adds the text of an expression.
func (p *pkg) take(e ast.Expr, s source) {
	text, ok := p.value(e)
	if s.text = text; ok {
		p.all.add(p.at(e), s)
		return
	}
	shown := p.show(e)
	if or, isCall := e.(*ast.CallExpr); isCall && p.qualified(or.Fun) == "cmp.Or" {
		last := len(or.Args) - 1
		p.take(or.Args[last], s)
		shown = strings.Replace(shown, p.show(or.Args[last]), "alternative", 1)
	}
	p.carried[p.file+": "+shown] = true
	if carriers[p.file+": "+shown] == "" {
		p.t.Errorf("%s: %s is no literal, so its text cannot be found and translated. Write the sentence here, or add it to carriers", p.at(e), shown)
	}
}

// literal reads a composite literal: the texts of questions, of Text itself, and everything inside.
func (p *pkg) literal(c *ast.CompositeLit, kind string) {
	inner := kind
	switch typ := c.Type.(type) {
	case nil:
	case *ast.ArrayType:
		kind, inner = "", p.qualified(typ.Elt)
	case *ast.MapType:
		kind, inner = "", p.qualified(typ.Value)
	default:
		kind, inner = p.qualified(typ), ""
	}
	for _, e := range c.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			p.read(e, inner)
			continue
		}
		p.read(pair.Value, inner)
		p.part(kind, p.show(pair.Key), pair.Value)
	}
}

func (p *pkg) part(kind, key string, value ast.Expr) {
	switch kind {
	case "field.Field", "field.Section", "field.Step":
		if slices.Contains(parts, key) {
			p.question(value)
		}
	case "field.Rows":
		if slices.Contains(rowParts, key) {
			p.question(value)
		}
	case "activity.Activity":
		if key == "Done" {
			p.take(value, source{context: "after a name"})
		}
	case "say.words":
		if key != "File" {
			p.take(value, source{})
		}
	case "models.Text":
		if key == "Source" {
			p.take(value, source{})
		}
	default:
		text, ok := p.value(value)
		if ok && slices.Contains(parts, key) && letters(text) && strings.HasPrefix(p.file, "views/") {
			p.t.Errorf("%s: %q is shown as it is; pass it through say.T", p.at(value), text)
		}
	}
}

// question adds a text of a question. Those of the app types may be put together anywhere: apptype.Texts lists them all.
func (p *pkg) question(value ast.Expr) {
	if !strings.HasPrefix(p.file, "models/apptype/") {
		p.take(value, source{})
		return
	}
	if text, ok := p.value(value); ok {
		p.all.add(p.at(value), source{text: text})
	}
}

// sentence is what looks like words for people.
var sentence = regexp.MustCompile(`^[A-Z][a-z]+,?( [a-z]+)+`)

// speaking are the folders whose words people read.
var speaking = regexp.MustCompile(`^(views/|handlers/(admin|auth|company|web)/[^/]+$)`)

// left complains about words for people that no maker took: they would be shown in one language.
func (p *pkg) left(f *ast.File) {
	if !speaking.MatchString(p.file) {
		return
	}
	ast.Inspect(f, func(n ast.Node) bool {
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING || p.taken[l.Pos()] {
			return true
		}
		if text, err := strconv.Unquote(l.Value); err == nil && sentence.MatchString(text) {
			p.t.Errorf("%s: %q does not pass through say", p.at(l), text)
		}
		return true
	})
}

// value is a string written as a literal, a sum of literals or a constant.
func (p *pkg) value(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		p.taken[e.Pos()] = true
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		a, okA := p.value(e.X)
		b, okB := p.value(e.Y)
		return a + b, okA && okB && e.Op == token.ADD
	case *ast.Ident:
		if c, ok := p.constants[e.Name]; ok {
			return p.value(c)
		}
	}
	return "", false
}

// qualified is a name with its package: say.T, also where the package calls it T.
func (p *pkg) qualified(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return p.name + "." + e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}

func (p *pkg) show(e ast.Expr) string {
	var b strings.Builder
	_ = printer.Fprint(&b, p.fset, e)
	return b.String()
}

func (p *pkg) at(n ast.Node) string {
	return p.file + ":" + strconv.Itoa(p.fset.Position(n.Pos()).Line)
}
