package models

import "time"

// Purpose is what a secret is for that can be guessed. Each purpose has a counter of its own.
type Purpose string

// The purposes.
const (
	SigningIn        Purpose = "signIn"
	Confirming       Purpose = "confirm" // people who are signed in give their password once more
	SettingUp        Purpose = "setUp"
	Enrolling        Purpose = "enroll"
	DeviceCheckingIn Purpose = "device"
)

// Attempt is one guess at a secret that failed or is still being checked. Those that succeed are forgotten.
type Attempt struct {
	ID       ID
	Purpose  Purpose
	Subject  string // whose secret: a fingerprint of the address that was typed, or the ID of a KnownBrowser or a User; empty counts for the address alone
	Address  string // empty counts for the subject alone
	At       time.Time
	Checking bool
}

// KnownBrowser is a browser in which a person signed in before. It has a counter of its own, so that others who guess at the
// account do not lock its owner out. Only the hash of the cookie's value is stored.
type KnownBrowser struct {
	ID        ID
	UserID    ID
	Hash      string // hex SHA-256; one browser of several people has one value
	CreatedAt time.Time
	UsedAt    time.Time
}
