package models

// RelationKind says what one app has to do with another.
type RelationKind string

// The kinds of relation, both between Win32 apps only.
const (
	Dependency   RelationKind = "dependency"   // the app needs the other one on the device first
	Supersedence RelationKind = "supersedence" // the app takes the place of the other one
)

// Relation is one arrow from an app to another.
type Relation struct {
	Kind      RelationKind `json:"kind"`
	OtherID   ID           `json:"otherId"`
	Automatic bool         `json:"automatic,omitempty"` // dependency: installed even when it is not assigned
	Uninstall bool         `json:"uninstall,omitempty"` // supersedence: the other app is removed first
}

// AppRelation is a relation of an app that exists.
type AppRelation struct {
	AppID ID
	Relation
}
