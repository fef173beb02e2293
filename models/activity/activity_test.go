package activity_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/views/say"
)

func TestEveryActivityIsWhole(t *testing.T) {
	sprite, err := os.ReadFile("../../static/icons/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	dutch := say.In(t.Context(), "nl")
	seen := map[string]bool{}
	for _, a := range activity.All() {
		if seen[a.Kind] {
			t.Errorf("two activities are stored as %s", a.Kind)
		}
		seen[a.Kind] = true
		if kind, verb, _ := strings.Cut(a.Kind, "."); kind != a.Object.Kind || verb == "" {
			t.Errorf("%s is about %q: its kind is the object's kind, a dot and a verb", a.Kind, a.Object.Kind)
		}
		if english := a.Words.String(); english == "" || say.Text(dutch, a.Words) == english {
			t.Errorf("%s has no words in English or none in Dutch: %q", a.Kind, english)
		}
		if a.Done != "" && say.C(dutch, "after a name", a.Done) == a.Done {
			t.Errorf("%s: %q is not in Dutch", a.Kind, a.Done)
		}
		if a.Icon == "" || !strings.Contains(string(sprite), `id="`+a.Icon+`"`) {
			t.Errorf("%s: the sprite has no icon %q", a.Kind, a.Icon)
		}
		if a.Object.Area == "" || a.Object.Name.Empty() || activity.ObjectOf(a.Object.Kind).Name.Empty() {
			t.Errorf("%s is about an object without area or name: %v", a.Kind, a.Object)
		}
	}
}

func TestEveryFieldIsWhole(t *testing.T) {
	dutch := say.In(t.Context(), "nl")
	same := []string{"Type", "Account", "SHA-256", "URL", "Logo", "Platform", "App Store", "Microsoft Store", "Windows", "macOS", "iOS/iPadOS", "Android", "Android Enterprise"} // in Dutch too
	inDutch := func(where string, text models.Text) {
		if english := text.String(); english == "" || say.Text(dutch, text) == english && !slices.Contains(same, english) {
			t.Errorf("%s has no words in English or none in Dutch: %q", where, english)
		}
	}
	for _, o := range activity.Objects() {
		seen := map[string]bool{}
		for _, f := range o.Fields {
			if seen[f.Key] || f.Key == "" {
				t.Errorf("%s has the field %q twice, or one without a key", o.Kind, f.Key)
			}
			seen[f.Key] = true
			inDutch(o.Kind+"."+f.Key, f.Label)
			for _, option := range f.Options {
				inDutch(o.Kind+"."+f.Key+"="+option.Value, option.Label)
			}
		}
	}
}

// What a verb of the store records has a name in models/activity. Which object it is recorded of, the store's tests check (storetest).
func TestEveryRecordedFieldIsKnown(t *testing.T) {
	known := map[string]bool{}
	for _, o := range activity.Objects() {
		for _, f := range o.Fields {
			known[f.Key] = true
		}
	}
	found := 0
	parse(t, "../store", func(n ast.Node) {
		key := recorded(n)
		if key == "" {
			return
		}
		found++
		if !known[key] {
			t.Errorf("a verb of the store records %q, which no object of models/activity names", key)
		}
	})
	if found < 20 {
		t.Errorf("only %d recorded fields were found: does the store record them in another way now?", found)
	}
}

// recorded is the key in models.Change{Field: "key"} or in c.Add("key", old, new).
func recorded(n ast.Node) string {
	var key ast.Expr
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok && name.Name == "Field" {
			key = n.Value
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Add" && len(n.Args) == 3 {
			key = n.Args[0]
		}
	}
	if text, ok := key.(*ast.BasicLit); ok && text.Kind == token.STRING {
		return strings.Trim(text.Value, `"`)
	}
	return ""
}

// Rows with these kinds exist: whoever renames one loses what they say.
func TestStoredKindsStay(t *testing.T) {
	const stored = `app.assign app.create app.delete app.relate app.removeVersion app.request app.restore app.retry app.update app.version
		catalogSource.create catalogSource.delete catalogSource.update
		category.create category.delete category.pin category.unpin category.update
		device.create device.delete device.enroll device.leave device.retire device.update
		draft.create draft.delete enrollmentToken.create enrollmentToken.revoke
		group.addGroup group.addMember group.create group.delete group.removeGroup group.removeMember group.update
		organization.setUp package.refuse package.send package.upload playConnection.create playConnection.delete playConnection.sync settings.update
		user.changePassword user.create user.delete user.disable user.enable user.resetPassword user.revokeSession user.signIn user.signOut user.update`
	known := map[string]bool{}
	for _, a := range activity.All() {
		known[a.Kind] = true
	}
	for _, kind := range strings.Fields(stored) {
		if !known[kind] {
			t.Errorf("lines of the audit log say %s, which is no activity any more", kind)
		}
	}
}

func TestActivitiesOfANewerServer(t *testing.T) {
	a := activity.Of("category.archive")
	if a.Words.String() != "Other activity (category.archive)" || a.Object.Name.String() != "Category" || a.Icon == "" || a.Removes {
		t.Errorf("an unknown verb: %+v", a)
	}
	a = activity.Of("policy.delete")
	if a.Words.Empty() || a.Object.Name.String() != "Other (policy)" || a.Object.Kind != "policy" || !a.Removes {
		t.Errorf("an unknown object: %+v", a)
	}
	if of := activity.Of("app.create"); of.Words.String() != activity.CreateApp.Words.String() {
		t.Errorf("a known one: %+v", of)
	}
	if got := models.T("Other activity (%s)", "x"); say.Text(say.In(t.Context(), "nl"), got) == got.String() {
		t.Error("an unknown activity has no Dutch words")
	}
}

// Every activity is recorded by a verb of the store: one that nothing records is to be removed here.
func TestEveryActivityIsRecorded(t *testing.T) {
	declared, used := map[string]bool{}, map[string]bool{}
	parse(t, ".", func(n ast.Node) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return
		}
		if call, ok := spec.Values[0].(*ast.CallExpr); ok {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "add" {
				declared[spec.Names[0].Name] = true
			}
		}
	})
	parse(t, "../store", func(n ast.Node) {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "activity" {
				used[s.Sel.Name] = true
			}
		}
	})
	if len(declared) != len(activity.All()) {
		t.Errorf("%d activities are declared, %d registered", len(declared), len(activity.All()))
	}
	for name := range declared {
		if !used[name] {
			t.Errorf("no verb of the store records activity.%s", name)
		}
	}
}

// parse walks the trees of all Go files of a folder, tests left out.
func parse(t *testing.T, dir string, visit func(ast.Node)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool { visit(n); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
