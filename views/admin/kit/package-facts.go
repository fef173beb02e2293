package kit

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/views/form"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// PackageFacts is what was read from a package file, for an app of a type. Odd is what differs from the file before it.
type PackageFacts struct {
	Type     *apptype.Definition
	Package  models.Package
	Warnings []models.Reason
}

// facts are everything that the file says, each with the place in it that says so.
func (r PackageFacts) facts(ctx context.Context) []ui.Prop {
	var props []ui.Prop
	names := FactNames(ctx)
	for _, v := range r.Package.Facts {
		if v.Fact == models.FactSigner || v.Fact == models.FactSignerSHA256 {
			continue // told with the signature
		}
		f, asked := r.questionFor(v.Fact)
		name, value := cmp.Or(names[v.Fact], string(v.Fact)), FactText(ctx, v)
		if asked {
			name = SourceText(ctx, f.Label)
			if f.FillAs == nil {
				value = form.Answer(ctx, f, v.Value)
			}
		}
		props = append(props, ui.Prop{Name: name, Show: ValueWithSource(value, FactSource(ctx, v))})
	}
	return props
}

// questionFor finds the question of the type that the fact answers as it is.
func (r PackageFacts) questionFor(v models.Fact) (field.Field, bool) {
	if r.Type == nil {
		return field.Field{}, false
	}
	fields := r.Type.Fields()
	i := slices.IndexFunc(fields, func(f field.Field) bool { return f.Fill == v && f.FillAs == nil && f.OptionsFor == nil })
	if i < 0 {
		return field.Field{}, false
	}
	return fields[i], true
}

// FactSource is where a fact came from, and whether it is a guess.
func FactSource(ctx context.Context, v models.FactValue) string {
	at := form.Place(ctx, v)
	switch {
	case v.Guess && at != "":
		return say.T(ctx, "%s, best guess", at)
	case v.Guess:
		return say.T(ctx, "best guess")
	}
	return at
}

// componentText is one of the apps or programs in a file, in a line of words.
func componentText(ctx context.Context, c models.Component) (name string, rest []string) {
	name = cmp.Or(c.Name, c.ID, c.Path)
	kind := FactText(ctx, models.FactValue{Fact: models.FactSetupKind, Value: field.Known{Facts: c.Facts}.Fact(models.FactSetupKind)})
	for _, s := range []string{c.ID, c.Version, kind, c.Architectures, c.Path} {
		if s != "" && s != name && !slices.Contains(rest, s) {
			rest = append(rest, s)
		}
	}
	return name, rest
}

// contentsText heads the list of what is in a file: how many of each kind, in the order of the list.
func contentsText(ctx context.Context, list []models.Component) string {
	count, kinds := map[string]int{}, []string{}
	for _, c := range list {
		if count[c.Kind]++; count[c.Kind] == 1 {
			kinds = append(kinds, c.Kind)
		}
	}
	var counted []string
	for _, kind := range kinds {
		switch n := count[kind]; kind {
		case "program":
			counted = append(counted, say.N(ctx, "%s program", "%s programs", n))
		case "package":
			counted = append(counted, say.N(ctx, "%s package", "%s packages", n))
		default:
			counted = append(counted, say.N(ctx, "%s app", "%s apps", n))
		}
	}
	return say.T(ctx, "In the file: %s", strings.Join(counted, ", "))
}
