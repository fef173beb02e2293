package apptype

import "appdepot/models"

// The keys of the steps that ask for other apps: those that an app depends on, and those whose place it takes. They have no
// fields. Only types that are Related have these steps; the wizard of the Enterprise App Catalog leaves them out, and its apps
// are related once they exist (reference: 1.3.15, 1.3.16).
const (
	Dependencies = "dependencies"
	Supersedence = "supersedence"
)

// CanRelate reports whether apps of a type can have relations.
func CanRelate(kind string) bool {
	d, known := Get(kind)
	return known && d.Related
}

// RelationStep is the key of the step that asks for relations of a kind.
func RelationStep(kind models.RelationKind) string {
	if kind == models.Supersedence {
		return Supersedence
	}
	return Dependencies
}

// RelationKind is the kind of relations that a step asks for; false when it asks for something else.
func RelationKind(step string) (models.RelationKind, bool) {
	switch step {
	case Dependencies:
		return models.Dependency, true
	case Supersedence:
		return models.Supersedence, true
	default:
		return "", false
	}
}
