package kit

import (
	"slices"

	"github.com/a-h/templ"

	"appdepot/models"
	viewkit "appdepot/views/admin/kit"
)

// RelationSet is the relations of one kind that an app is to have, being edited: those of an app that exists, which live in the
// address until they are saved, or a draft's, which live with the draft.
type RelationSet struct {
	BaseURL string // of the editor's routes: /apps/{id}/relations/dependencies
	State   string // query that every address below BaseURL carries
	Address string // of the page that shows them
	Kind    models.RelationKind
	App     models.App                                               // its ID, Type and Name count
	All     []models.Relation                                        // of both kinds, in the order in which they are judged
	Save    func(set []models.Relation) (RelationSet, error)         // keeps a changed set; with a Conflict, the newer set and why nothing was done
	Show    func(editor viewkit.RelationEditorProps) templ.Component // the page around the editor, with the fragment "relate"
}

// At is an address of the editor.
func (r RelationSet) At(path string) string { return r.BaseURL + path + "?" + r.State }

// Set are the relations of the kind that is edited.
func (r RelationSet) Set() []models.Relation { return OfKind(r.All, r.Kind) }

// OfKind are the relations of one kind, in their order.
func OfKind(all []models.Relation, kind models.RelationKind) []models.Relation {
	return slices.DeleteFunc(slices.Clone(all), func(x models.Relation) bool { return x.Kind != kind })
}
