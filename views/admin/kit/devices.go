package kit

import (
	"context"
	"time"

	"appdepot/models"
	"appdepot/views/say"
)

// DevicesRow is one device of a list. Seen is the zero time when it never checked in.
type DevicesRow struct {
	ID, Name, User, UserID string
	OS                     models.OS
	Ownership              models.Ownership
	Enrolled               bool
	Seen                   time.Time
}

// ManagementName says whether a device is enrolled, in the reader's language.
func ManagementName(ctx context.Context, enrolled bool) string {
	if enrolled {
		return say.T(ctx, "Enrolled")
	}
	return say.T(ctx, "Not enrolled")
}
