package apptype

// Uncounted are the types whose apps do not count towards the most apps there can be: those that a volume purchase or managed
// Google Play brings.
func Uncounted() []string { return typesWith(func(d *Definition) bool { return d.Uncounted }) }

// RelatedTypes are the types whose apps can depend on each other and supersede each other.
func RelatedTypes() []string { return typesWith(func(d *Definition) bool { return d.Related }) }

// FetchedTypes are the types whose content the server downloads.
func FetchedTypes() []string { return typesWith((*Definition).Fetched) }

// ExpiringTypes are the types whose apps can stop working.
func ExpiringTypes() []string { return typesWith(func(d *Definition) bool { return d.expires != "" }) }

// typesWith lists the IDs of the types of a kind.
func typesWith(kind func(*Definition) bool) (ids []string) {
	for _, d := range registry {
		if kind(d) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
