package kit

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/relate"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// RelationTitle is what relations of a kind are called together.
func RelationTitle(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Supersedence")
	}
	return say.T(ctx, "Dependencies")
}

// RelatedSub stands below the name of another app.
func RelatedSub(ctx context.Context, publisher, version string) string {
	if version != "" {
		version = say.T(ctx, "Version %s", version)
	}
	return strings.Trim(publisher+" · "+version, " ·")
}

// relationCaption names a table of relations.
func relationCaption(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Apps this app supersedes")
	}
	return say.T(ctx, "Apps this app depends on")
}

// addRelation is the command that leads to the picker.
func addRelation(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "+ Add app to supersede")
	}
	return say.T(ctx, "+ Add dependency")
}

func relationNote(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Apps this app replaces.")
	}
	return say.T(ctx, "Apps that must be installed before this app.")
}

// RelationQuestion is what is asked about every relation of a kind.
func RelationQuestion(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Uninstall previous version")
	}
	return say.T(ctx, "Automatically install")
}

func noRelations(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "This app supersedes no other apps.")
	}
	return say.T(ctx, "This app has no dependencies.")
}

// relationWords say what relations of a kind do.
func relationWords(ctx context.Context, kind models.RelationKind) []string {
	if kind == models.Supersedence {
		return []string{
			say.T(ctx, "Where this app is assigned, it replaces the older app on devices that have it. Elsewhere, nothing changes."),
			say.T(ctx, "Yes uninstalls the older app first. No installs this app over it, for installers that update in place."),
			say.T(ctx, "The Company Portal shows only the newest app. Links to older apps open it."),
			say.T(ctx, "An app can supersede up to %s apps, directly or indirectly.", say.Number(ctx, relate.MostSuperseded)),
		}
	}
	return []string{
		say.T(ctx, "Devices install all of these apps first, in any order, and this app last."),
		say.T(ctx, "Yes installs a missing app, even if not assigned. With No, this app fails if the other is missing."),
		say.T(ctx, "Uninstalling this app does not uninstall its dependencies."),
		say.T(ctx, "Up to %s apps can be linked by direct or indirect dependencies, including this app.", say.Number(ctx, relate.MostDependent)),
	}
}

func (p RelationEditorProps) columns(ctx context.Context) []ui.Column {
	list := []ui.Column{
		{Label: say.T(ctx, "App")},
		{Label: RelationQuestion(ctx, p.Kind), Width: "col-control"},
		{Label: say.T(ctx, "Assigned"), Width: "col-sm", Priority: "2"},
	}
	if p.Add != "" {
		list = append(list, ui.Column{Label: say.T(ctx, "Actions"), Hidden: true, Width: "col-act"})
	}
	return list
}

// Errors are the problems of all rows, each leading to its row.
func (p RelationEditorProps) Errors() (list []ui.FieldError) {
	for _, r := range p.Rows {
		for _, text := range r.Problems {
			list = append(list, ui.FieldError{ID: r.ID, Text: text})
		}
	}
	return list
}

// relateInto makes a form change the relations in place.
func relateInto(url string) templ.Attributes {
	return templ.Attributes{"hx-post": url, "hx-target": "#relate", "hx-swap": "outerMorph"}
}

func pressed(is bool) string { return strconv.FormatBool(is) }

// YesNo is an answer in words.
func YesNo(ctx context.Context, is bool) string {
	if is {
		return say.T(ctx, "Yes")
	}
	return say.T(ctx, "No")
}
