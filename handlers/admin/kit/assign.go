package kit

import (
	"context"

	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/store"
	"appdepot/models/targeting"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/say"
)

// AssignmentSet is one set of assignments being edited: that of an app, of several apps at once, or of a draft. The set is a row: an
// edit that one person opened, or the draft.
type AssignmentSet struct {
	BaseURL  string       // of the editor's routes: /assignment-edits/{id}
	State    string       // query that every address below BaseURL carries; empty when BaseURL says all
	Address  string       // of the page that shows the set
	Things   []Assignable // what the set is for; at least one
	Assigned []models.DraftAssignment
	Fixed    bool                                                      // may only be looked at
	Save     func(set []models.DraftAssignment) (AssignmentSet, error) // keeps a changed set
	Show     func(editor templ.Component) (templ.Component, error)     // the page around the editor, with the fragment "assign"
}

// Assignable is something a set of assignments is for: a reference to it, and what it allows.
type Assignable struct {
	Object        models.Object // without ID while there is none
	Name          string
	Allow         targeting.Allow
	Wanted        []models.DraftAssignment                                  // all that it gets by the set
	Hint          func(context.Context, models.Intent) string               // what an intent means for it, beyond what it means for all
	UninstallNote string                                                    // English; what to know before it is taken off devices
	AccountNote   string                                                    // English; the account that people need to install it
	Impact        func(context.Context, *store.Store) (store.Impact, error) // what would be with the assignments wanted
}

// AssignableApp is an app in an editor of assignments; a zero ID has none yet.
func AssignableApp(app models.App, wanted []models.DraftAssignment) Assignable {
	a := Assignable{
		Object: models.AppOf(app.ID), Name: app.Name, Wanted: wanted,
		Hint:   func(ctx context.Context, i models.Intent) string { return viewkit.IntentHint(ctx, app.Type, i) },
		Impact: func(ctx context.Context, s *store.Store) (store.Impact, error) { return s.Impact(ctx, app, wanted) },
	}
	if d, ok := apptype.Get(app.Type); ok {
		a.Allow, a.UninstallNote, a.AccountNote = d.Assign(app.Values).Allow, d.UninstallNote, d.AccountNote
	}
	return a
}

// At is an address of the editor.
func (a AssignmentSet) At(path string) string {
	if a.State == "" {
		return a.BaseURL + path
	}
	return a.BaseURL + path + "?" + a.State
}

// Allow is what everything that the set is for allows.
func (a AssignmentSet) Allow() targeting.Allow {
	all := targeting.Allow{Intents: map[models.Intent]bool{}, AvailableToDevices: true}
	for _, i := range models.Intents {
		all.Intents[i] = true
	}
	for _, t := range a.Things {
		for _, i := range models.Intents {
			all.Intents[i] = all.Intents[i] && t.Allow.Intents[i]
		}
		all.AvailableToDevices = all.AvailableToDevices && t.Allow.AvailableToDevices
	}
	return all
}

// Name is what is assigned: its name, or how many apps there are.
func (a AssignmentSet) Name(ctx context.Context) string {
	if len(a.Things) == 1 {
		return a.Things[0].Name
	}
	return say.N(ctx, "%s app", "%s apps", len(a.Things))
}
