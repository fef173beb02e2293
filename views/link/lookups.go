package link

// DraftLookup searches the catalog that a draft's kind of app comes from.
func DraftLookup(id string) string { return in(Drafts(), id, "look-up") }

// LookupIcon is a picture that a search listed.
func LookupIcon(catalog, address string) string {
	return Query(in("/look-ups", catalog, "icon"), "at", address)
}
