package audit

import (
	"context"
	"time"

	"appdepot/views/say"
)

// auditTime is a moment to the second; the year and the time zone are told by the full value.
func auditTime(ctx context.Context, at time.Time) string {
	at = at.In(say.Zone(ctx))
	return say.Day(ctx, at, at) + " " + at.Format("15:04:05")
}
