package models

import (
	"database/sql/driver"
	"fmt"

	"github.com/google/uuid"
)

// ID names one thing for good: a UUIDv7 in its 36-character form, so that sorting by ID is sorting by creation.
type ID string

// NewID makes a fresh ID.
func NewID() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// ParseID reads an ID from outside. It returns a NotFound error for anything that is no UUID: such a thing cannot exist.
func ParseID(s string) (ID, error) {
	if s == "" {
		return "", NotFound("This link is incomplete. Check the link, or start from the list.")
	}
	u, err := uuid.Parse(s)
	if err != nil || len(s) != 36 {
		return "", NotFound("Nothing found at %s. Check the link, or start from the list.", s)
	}
	return ID(u.String()), nil
}

// Value stores the empty ID as NULL, so that optional references are real foreign keys.
func (id ID) Value() (driver.Value, error) {
	if id == "" {
		return nil, nil
	}
	return string(id), nil
}

// Scan reads NULL as the empty ID.
func (id *ID) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*id = ""
	case string:
		*id = ID(v)
	case []byte:
		*id = ID(v)
	default:
		return fmt.Errorf("scan %T into models.ID", v)
	}
	return nil
}
