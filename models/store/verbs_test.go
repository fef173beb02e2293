package store_test

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// A verb of the table: who may call it, and with which arguments. Rights have a column a role, as models.Roles lists them: "any"
// with anybody's things, "own" with one's own alone, "-" with none; "open" is for everybody, also for nobody; "token" is for
// whoever has a device's token; "process" is for the program alone and not called here.
type verb struct {
	rights string
	args   []any // values, or what makes them
}

// thing makes an argument for a call: something that belongs to a person, where it can belong to anybody.
type thing func(w verbs, owner models.User) any

// verbs is a store with things to call verbs with.
type verbs struct {
	storetest.Fixture
	t        *testing.T
	sys      context.Context
	web, msi models.App
	upload   models.ID // ready, and of no draft
	made     *int
	child    *models.ID // of the group that was nested last
	missing  bool       // every ID that a verb is called with is one of nothing
}

func newVerbs(t *testing.T) verbs {
	w := verbs{Fixture: storetest.New(t), t: t, sys: storetest.System(t), made: new(int), child: new(models.ID)}
	def, _ := apptype.Get("webApp")
	w.web = w.Publish(t, "webApp", "", nil, def.Example,
		models.DraftAssignment{Intent: models.AvailableWithoutEnrollment, Mode: models.Include, Target: models.TargetAllUsers})
	w.msi = published(t, w.Fixture, "probe.msi", msi("1.0.0"))
	w.upload = w.Send(t, "probe.msi", msi("2.0.0"))
	return w
}

func (w verbs) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// name is one that nothing has yet.
func (w verbs) name() string {
	*w.made++
	return fmt.Sprintf("thing %d", *w.made)
}

// call calls a verb and gives the error it ends with.
func (w verbs) call(ctx context.Context, name string, args []any, owner models.User) error {
	w.t.Helper()
	method := reflect.ValueOf(w.Store).MethodByName(name)
	in := []reflect.Value{}
	for i := range method.Type().NumIn() {
		switch {
		case method.Type().In(i) == reflect.TypeFor[context.Context]():
			in = append(in, reflect.ValueOf(ctx))
		default:
			for _, a := range args[:min(len(args), 1)] {
				in = append(in, argument(w, a, owner, method.Type().In(i)))
			}
			args = args[min(len(args), 1):]
		}
	}
	if len(args) > 0 {
		w.t.Fatalf("%s takes fewer arguments than its row has", name)
	}
	var err error
	for _, out := range method.Call(in) {
		switch v := out.Interface().(type) {
		case error:
			err = v
		case io.Closer:
			if !out.IsNil() {
				w.must(v.Close())
			}
		}
	}
	return err
}

func argument(w verbs, a any, owner models.User, kind reflect.Type) reflect.Value {
	if w.missing && kind == reflect.TypeFor[models.ID]() {
		return reflect.ValueOf(models.NewID())
	}
	if make, ok := a.(thing); ok {
		a = make(w, owner)
	}
	v := reflect.ValueOf(a)
	if kind.Kind() == reflect.Slice && v.IsValid() && v.Type() != kind && v.Type().AssignableTo(kind.Elem()) {
		return v // one of the last arguments
	}
	switch {
	case !v.IsValid():
		return reflect.Zero(kind)
	case v.Type().AssignableTo(kind):
		return v
	default:
		return v.Convert(kind)
	}
}

func TestEveryVerbIsInTheTable(t *testing.T) {
	ofTests := testMethods(t)
	methods := reflect.TypeFor[*store.Store]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if _, said := allVerbs[name]; !said && !ofTests[name] {
			t.Errorf("the table does not say who may call %s", name)
		}
	}
	for name := range allVerbs {
		if _, is := methods.MethodByName(name); !is {
			t.Errorf("the table has %s, which is no verb of the store", name)
		}
	}
}

// testMethods are the methods that only tests see.
func testMethods(t *testing.T) map[string]bool {
	files, err := filepath.Glob("*_export_test.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	names := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				names[f.Name.Name] = true
			}
		}
	}
	return names
}

func TestEveryVerbWithEveryRole(t *testing.T) {
	t.Parallel()
	w := newVerbs(t)
	other := w.person()
	for name, v := range allVerbs {
		t.Run(name, func(t *testing.T) {
			w := w
			w.t = t
			switch v.rights {
			case "process":
			case "open":
				w.open(name, v)
			case "token":
				w.token(name, v)
			default:
				w.guarded(name, v, other)
			}
		})
	}
}

func (w verbs) open(name string, v verb) {
	for _, ctx := range append(w.everyone(), w.t.Context()) {
		w.expect(w.call(ctx, name, v.args, w.Person(w.t, models.PortalUser)), true, "somebody")
	}
}

// token calls a verb with a device's token, and with one that is guessed: nobody's role opens it.
func (w verbs) token(name string, v verb) {
	for _, ctx := range append(w.everyone(), w.t.Context()) {
		if err := w.call(ctx, name, v.args, models.User{}); refused(err) {
			w.t.Errorf("a device: %v", err)
		}
		guess := slices.Clone(v.args)
		guess[0] = "guess"
		if name == "EnrollDevice" {
			guess[0] = enrolling("guess")
		}
		w.expect(w.call(ctx, name, guess, models.User{}), false, "a guess")
	}
}

func (w verbs) guarded(name string, v verb, other models.User) {
	cells := strings.Fields(v.rights)
	if len(cells) != len(models.Roles) {
		w.t.Fatalf("%q says nothing about each of %d roles", v.rights, len(models.Roles))
	}
	if err := w.call(w.t.Context(), name, v.args, other); models.KindOf(err) != models.KindUnauthenticated {
		w.t.Errorf("nobody: %v", err)
	}
	gone := w
	gone.missing = true
	if err := gone.call(w.t.Context(), name, v.args, other); models.KindOf(err) != models.KindUnauthenticated {
		w.t.Errorf("nobody with what does not exist: %v", err)
	}
	if err := w.call(w.sys, name, v.args, other); refused(err) { // what needs a person, as a draft does, may fail in another way
		w.t.Errorf("the server itself: %v", err)
	}
	for i, role := range models.Roles {
		me := w.Person(w.t, role)
		ctx := w.As(w.t, role)
		w.expect(w.call(ctx, name, v.args, me), cells[i] != "-", string(role)+" with their own")
		w.expect(w.call(ctx, name, v.args, other), cells[i] == "any", string(role)+" with somebody else's")
		if cells[i] == "-" { // they learn nothing about what there is
			gone.expect(gone.call(ctx, name, v.args, other), false, string(role)+" with what does not exist")
		}
	}
}

func (w verbs) everyone() (all []context.Context) {
	for _, role := range models.Roles {
		all = append(all, w.As(w.t, role))
	}
	return all
}

// expect wants a call to have been refused, or to have come as far as what was sent: done, or a complaint about that.
func (w verbs) expect(err error, allowed bool, who string) {
	w.t.Helper()
	kind := models.KindOf(err)
	switch {
	case refused(err) == allowed:
		w.t.Errorf("%s: %v, but allowed is %t", who, err, allowed)
	case err != nil && (kind == models.KindInternal || kind == models.KindNotFound):
		w.t.Errorf("%s: %v, so the call came to nothing", who, err)
	}
}

func refused(err error) bool {
	return err != nil && (models.KindOf(err) == models.KindForbidden || models.KindOf(err) == models.KindUnauthenticated)
}

// person is somebody else than those of the roles.
func (w verbs) person() models.User {
	w.t.Helper()
	name := w.name()
	u, err := w.AddUser(w.sys, field.Form{"name": {name}, "email": {strings.ReplaceAll(name, " ", "") + "@appdepot.example"}, "password": {storetest.Password}, "role": {string(models.PortalUser)}})
	w.must(err)
	return u
}
