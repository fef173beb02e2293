package targets

import (
	"context"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// GroupsSub says what groups are picked for: the intent, and the name of what is assigned.
func GroupsSub(ctx context.Context, intent models.Intent, subject string) string {
	if subject == "" { // an app that has no name yet
		return say.T(ctx, "Add to %s", kit.IntentHeading(ctx, intent))
	}
	return say.T(ctx, "Add to %s · %s", kit.IntentHeading(ctx, intent), subject)
}

// GroupWords are the words of the list of groups; listed is how many there are, search what was searched for.
func GroupWords(ctx context.Context, listed int, search string) PickWords {
	w := PickWords{
		Legend: say.T(ctx, "Groups"), Find: say.T(ctx, "Search groups by name"), NoMatch: say.T(ctx, "No group matches “%s”.", "{query}"),
		FindAll: say.T(ctx, "Search all groups"), First: say.T(ctx, "Showing the first %s groups. Search to find more.", say.Number(ctx, listed)),
		None: say.T(ctx, "No groups to select. Create one under Groups."),
	}
	if search != "" {
		w.None = say.T(ctx, "No group matches “%s”.", search)
	}
	return w
}

// AppWords are the words of a list of apps.
func AppWords(ctx context.Context, listed int, search, none string) PickWords {
	w := PickWords{
		Legend: say.T(ctx, "Apps"), Find: say.T(ctx, "Search apps by name"), NoMatch: say.T(ctx, "No app matches “%s”.", "{query}"),
		FindAll: say.T(ctx, "Search all apps"), First: say.T(ctx, "Showing the first %s apps. Search to find more.", say.Number(ctx, listed)),
		None: none,
	}
	if search != "" {
		w.None = say.T(ctx, "No app matches “%s”.", search)
	}
	return w
}

func modeValue(excluded bool) string {
	if excluded {
		return string(models.Exclude)
	}
	return string(models.Include)
}

func modeOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(models.Include), Label: say.T(ctx, "Include")},
		{Value: string(models.Exclude), Label: say.T(ctx, "Exclude")},
	}
}
