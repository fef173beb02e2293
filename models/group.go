package models

import "time"

// GroupKind says what a group's members are.
type GroupKind string

// The kinds of group.
const (
	UserGroup   GroupKind = "user"
	DeviceGroup GroupKind = "device"
)

// Group is a set of users or of devices; it may contain other groups of its kind.
type Group struct {
	ID          ID
	Kind        GroupKind
	Name        string
	NameKey     string // folded, unique
	Description string
	Version     int // rises with every change of the row
	CreatedAt   time.Time
	UpdatedAt   time.Time
}
