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

// AssignRow is one target. Switch turns the mode over and Remove takes the row away; either may be empty.
type AssignRow struct {
	Name, Icon, Kind, Members string
	Excluded                  bool
	Switch, Remove            string
	Problem                   string
}

// AssignConflict says which rule decides about whom.
type AssignConflict struct {
	Title, Text, Names string
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
