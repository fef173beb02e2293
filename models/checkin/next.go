package checkin

import (
	"hash/fnv"
	"time"

	"appdepot/models"
)

// NextCheckIn says how long a device should wait before it checks in again. The last tenth of the time depends on the
// device, so that devices which enrolled together do not return together. A device for which something falls due earlier
// returns when it is due: otherwise a required app that was removed could be missing for RecheckRequired and CheckInEvery.
func NextCheckIn(d models.Device, openOrders int, now time.Time) time.Duration {
	every := CheckInEvery
	if openOrders > 0 {
		every = CheckInWithOrders
	}
	if d.EnrolledAt != nil {
		switch age := now.Sub(*d.EnrolledAt); {
		case age < FreshFor:
			every = FreshEvery
		case age < RecentFor:
			every = RecentEvery
		}
	}
	sum := fnv.New32a()
	sum.Write([]byte(d.ID))
	wait := (every - every/10*time.Duration(sum.Sum32()%1000)/1000).Round(time.Second)
	if d.NextDueAt != nil {
		wait = min(wait, max(d.NextDueAt.Sub(now), 0))
	}
	return wait
}
