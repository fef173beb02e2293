package apptype

import (
	"slices"

	"appdepot/models/installer"
)

// Uncounted are the types whose apps do not count towards the most apps there can be: those that a volume purchase or managed
// Google Play brings.
func Uncounted() []string { return typesWith(func(d *Definition) bool { return d.Uncounted }) }

// RelatedTypes are the types whose apps can depend on each other and supersede each other.
func RelatedTypes() []string { return typesWith(func(d *Definition) bool { return d.Related }) }

// RelatedTypeNames are the names of RelatedTypes: source texts.
func RelatedTypeNames() (names []string) {
	for _, d := range registry {
		if d.Related {
			names = append(names, d.Name)
		}
	}
	return names
}

// AnyPackageName is the name of the type that takes packages of a format as they are, also those that the types made for the
// format refuse: a source text.
func AnyPackageName(format installer.Format) string {
	for _, d := range registry {
		if d.Package != nil && !d.Package.Fetched && slices.Contains(d.Package.Formats, format) && d.VersionRule != nil && d.VersionRule.AnyPackage {
			return d.Name
		}
	}
	return ""
}

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
