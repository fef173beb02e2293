package models

import "time"

// Event is one line of the audit log. It is written in the transaction that makes the change.
type Event struct {
	ID         ID
	At         time.Time
	ActorID    ID
	ActorName  string
	ActorEmail string // empty before it was recorded, and where a device or the server acts
	Address    string
	Action     string // as "app.create"; models/activity lists them all
	ObjectKind string
	ObjectID   ID
	ObjectName string
	Changes    []Change `gorm:"serializer:json"`
}

// Change is one field's old and new value. Secrets are never among them; what may work as one is sealed in the row, see
// models/activity.Field.
type Change struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}
