package add

import (
	"appdepot/handlers/admin/kit"
	"appdepot/models/apptype"
	views "appdepot/views/admin/add"
	"appdepot/views/link"
	"appdepot/views/say"
)

// lookup is the search on the first step of apps that come from a catalog; nil on others.
func (w wizard) lookup() *views.LookupChoice {
	def, ok := apptype.Get(w.draft.Type)
	if !ok || def.Lookup == "" || w.at != 0 {
		return nil
	}
	choice := &views.LookupChoice{Catalog: def.Lookup, URL: link.DraftLookup(string(w.draft.ID)), Name: w.draft.Found.Name}
	if def.Lookup == apptype.AppStore {
		choice.Country, choice.Countries = say.Local(w.ctx).Country, kit.Countries(w.ctx)
	}
	return choice
}
