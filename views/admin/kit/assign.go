package kit

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AssignEditorProps are one set of assignments in its sections and what it will do. The same component stands on an app's
// page and in the wizard.
type AssignEditorProps struct {
	Parts     []AssignPart
	Impact    []ui.Consequence
	Conflicts []AssignConflict
}

// AssignPart is one intent. The addresses of what can be added are empty where it cannot.
type AssignPart struct {
	Intent                         models.Intent
	Note                           string // what the intent means for apps of this type, beyond what it means for all
	Rows                           []AssignRow
	AddGroup, AddUsers, AddDevices string
}

// AssignRow is one target. Filter and Settings are words, empty when the assignment has none. Switch turns the mode over and Remove
// takes the row away; either may be empty.
type AssignRow struct {
	Name, Icon, Kind, Members string
	Filter, Settings          string
	Excluded                  bool
	Switch, Remove            string
	Problem                   string
	Note                      string // what the row means, where its mode alone does not say it
}

// AssignConflict says which rule decides about whom.
type AssignConflict struct {
	Title, Text, Names string
}

// Narrowed says which filter narrows an assignment and which settings it has, each in words and empty when it has none.
func Narrowed(ctx context.Context, a models.Assignment) (filter, settings string) {
	if a.FilterID != "" {
		filter = say.T(ctx, "Filter: %s", a.FilterID)
	}
	if words := a.Settings.Words(); words != "" {
		settings = say.T(ctx, "Settings: %s", words)
	}
	return filter, settings
}

// IntentHeading is the full name of an intent, as a heading.
func IntentHeading(ctx context.Context, i models.Intent) string {
	switch i {
	case models.Required:
		return say.C(ctx, "intent", "Required")
	case models.Available:
		return say.T(ctx, "Available for enrolled devices")
	case models.AvailableWithoutEnrollment:
		return say.T(ctx, "Available with or without enrollment")
	default:
		return say.C(ctx, "intent", "Uninstall")
	}
}
