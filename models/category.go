package models

import "time"

// Category sorts apps for people. Names are unique without regard to case.
type Category struct {
	ID        ID
	Name      string
	NameKey   string // folded name, unique
	Pinned    bool   // shown on the dashboard
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}
