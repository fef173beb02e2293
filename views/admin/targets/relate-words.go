package targets

import (
	"context"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// RelationPickTitle heads the pane in which apps are chosen.
func RelationPickTitle(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Select apps to supersede")
	}
	return say.T(ctx, "Select dependencies")
}

// RelationPage heads the page on which the relations of an app are chosen.
func RelationPage(ctx context.Context, kind models.RelationKind, name string) string {
	if kind == models.Supersedence {
		return say.T(ctx, "Supersedence of %s", name)
	}
	return say.T(ctx, "Dependencies of %s", name)
}

func answerValue(no bool) string {
	if no {
		return "no"
	}
	return "yes"
}

// RelationVerb stands between the names of two apps.
func RelationVerb(ctx context.Context, kind models.RelationKind) string {
	if kind == models.Supersedence {
		return say.C(ctx, "between apps", "supersedes")
	}
	return say.C(ctx, "between apps", "depends on")
}

// RelationMeans says what another app does with this one.
func RelationMeans(ctx context.Context, r models.Relation) string {
	switch {
	case r.Kind == models.Supersedence && r.Uninstall:
		return say.T(ctx, "Supersedes this app and uninstalls it first")
	case r.Kind == models.Supersedence:
		return say.T(ctx, "Supersedes this app and is installed over it")
	case r.Automatic:
		return say.T(ctx, "Depends on this app and installs it automatically")
	default:
		return say.T(ctx, "Depends on this app but does not install it")
	}
}

func relationOtherColumns(ctx context.Context) []ui.Column {
	return []ui.Column{
		{Label: say.T(ctx, "App")},
		{Label: say.T(ctx, "Relationship")},
		{Label: say.T(ctx, "Assigned"), Width: "col-sm", Priority: "2"},
	}
}

// RelatedTypeNames are the types whose apps can depend on each other and supersede each other, in people's words.
func RelatedTypeNames(ctx context.Context) string {
	var names []string
	for _, id := range apptype.RelatedTypes() {
		names = append(names, kit.TypeName(ctx, id))
	}
	return strings.Join(names, ", ")
}

// YesNoOptions are both answers in words.
func YesNoOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "yes", Label: say.T(ctx, "Yes")}, {Value: "no", Label: say.T(ctx, "No")}}
}
