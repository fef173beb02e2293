package checkin

import "time"

// The times of the device flow. Source: reference on check-in intervals, the 24-hour rule and stuck installations.
const (
	// RecheckRequired is the longest a required app may be missing, or an uninstall be undone, before it is ordered again,
	// counted from the end of the last order. The device gets the order at its first check-in after that.
	RecheckRequired = 24 * time.Hour

	// RetryFailed is how long after a failure the same order is given again.
	RetryFailed = 24 * time.Hour

	// Unanswered is how long an order may be open before it counts as lost and is given again.
	Unanswered = 24 * time.Hour

	// StuckAfter is how long a device must get no further with an order before a person who asks again gets a fresh one at once.
	StuckAfter = 2 * time.Hour

	// CheckInEvery is the usual time between two check-ins.
	CheckInEvery = 8 * time.Hour

	// CheckInWithOrders is the time between two check-ins while orders are open.
	CheckInWithOrders = time.Hour
)

// A device that has just enrolled comes back sooner, because that is when people watch it: at first every FreshEvery for
// FreshFor, then every RecentEvery for RecentFor.
const (
	FreshEvery  = 3 * time.Minute
	FreshFor    = 15 * time.Minute
	RecentEvery = 15 * time.Minute
	RecentFor   = 2 * time.Hour
)

// NotDetected is the error code of an order that a device reports as done while the inventory says otherwise
// (0x87D1041C).
const NotDetected int32 = -2016345060
