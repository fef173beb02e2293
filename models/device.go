package models

import "time"

// Ownership says whose a device is.
type Ownership string

// The ownerships.
const (
	Corporate Ownership = "corporate"
	Personal  Ownership = "personal"
)

// LongestDeviceName is the most characters of a device's name, whoever gives it: the device or a person.
const LongestDeviceName = 255

// Device is a computer, tablet or phone. An unenrolled device is a row its user made in the Company Portal; it gets no orders.
type Device struct {
	ID            ID
	Name          string
	Platform      Platform
	OSVersion     string `gorm:"column:os_version"`
	Architecture  Architecture
	Manufacturer  string
	Model         string
	Serial        string
	Ownership     Ownership
	Enrolled      bool
	PrimaryUserID ID
	TokenHash     string         // hex SHA-256 of the device's bearer token; empty when revoked or unenrolled
	InventoryHash string         // hash of the inventory the device sent last
	Inventory     []InstalledApp `gorm:"serializer:json"`
	PlanVersion   int64          // the assignments version its states were last planned with
	NextDueAt     *time.Time     // when something is due even if nothing moves
	LastSeenAt    *time.Time
	EnrolledAt    *time.Time
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// OS is the device's operating system.
func (d Device) OS() OS { return OS{Platform: d.Platform, Version: d.OSVersion, Model: d.Model} }

// InstalledApp is one line of a device's inventory: what is present, by the identity its platform gives it.
type InstalledApp struct {
	Kind    string `json:"kind"` // see Detection
	ID      string `json:"id"`
	Version string `json:"version"`
}

// Detection says how presence of an app is recognized in an inventory: a line with this kind and id, and, when Version is
// not empty, at least or exactly this version.
type Detection struct {
	Kind    string       `json:"kind"`
	ID      string       `json:"id"`
	Version string       `json:"version,omitempty"`
	Match   VersionMatch `json:"match,omitempty"`
	Also    []Detection  `json:"also,omitempty"` // what else has to be present, for an app that consists of several; one level deep
}

// VersionMatch says how a detected version is compared with the wanted one.
type VersionMatch string

// The comparisons. AnyVersion: presence is enough (the app keeps itself up to date).
const (
	AnyVersion     VersionMatch = ""
	SameVersion    VersionMatch = "same"
	MinimumVersion VersionMatch = "minimum" // dotted numbers, compared part by part
)

// EnrollmentToken lets one device enroll. Only its hash is stored.
type EnrollmentToken struct {
	ID        ID
	Hash      string
	Note      string
	UserID    ID        // the primary user the device gets; may be empty
	Ownership Ownership // whose the device is
	CreatedBy ID
	DeviceID  ID // the device that used it
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}
