package kit

import (
	"time"

	"appdepot/models"
)

// DevicesRow is one device of a list. Seen is the zero time when it never checked in.
type DevicesRow struct {
	ID, Name, OSVersion, Model, User, UserID string
	Platform                                 models.Platform
	Ownership                                models.Ownership
	Enrolled                                 bool
	Seen                                     time.Time
}
