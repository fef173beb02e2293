package kit

import (
	"github.com/a-h/templ"

	"appdepot/models"
	"appdepot/models/apptype"
	viewkit "appdepot/views/admin/kit"
)

// Assigning is one set of assignments being edited: an app's, which lives in the address until it is saved, or a draft's,
// which lives with the draft.
type Assigning struct {
	BaseURL  string       // of the editor's routes: /apps/{id}/assignments
	State    string       // query that every address below BaseURL carries; empty when the set is kept elsewhere
	Address  string       // of the page that shows the set
	App      models.App   // its Type and Values say what is allowed; a zero ID has no assignments yet
	Also     []models.App // one app of each further type that gets the same assignments
	Assigned []models.DraftAssignment
	Fixed    bool                                                            // may only be looked at
	Save     func(set []models.DraftAssignment) (Assigning, error)           // keeps a changed set
	Show     func(editor viewkit.AssignEditorProps) (templ.Component, error) // the page around the editor, with the fragment "assign"
}

// At is an address of the editor.
func (a Assigning) At(path string) string {
	if a.State == "" {
		return a.BaseURL + path
	}
	return a.BaseURL + path + "?" + a.State
}

// Rule is what the app's type allows.
func (a Assigning) Rule() apptype.AssignRule {
	d, ok := apptype.Get(a.App.Type)
	if !ok {
		return apptype.AssignRule{}
	}
	return d.Assign(a.App.Values)
}
