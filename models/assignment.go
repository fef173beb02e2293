package models

import "time"

// Intent is what an assignment wants to happen with an app.
type Intent string

// The intents, in the order every page shows them.
const (
	Required                   Intent = "required"
	Available                  Intent = "available"
	AvailableWithoutEnrollment Intent = "availableWithoutEnrollment"
	Uninstall                  Intent = "uninstall"
)

// Intents lists the intents in page order.
var Intents = []Intent{Required, Available, AvailableWithoutEnrollment, Uninstall}

// Name is the English source text of the intent, as a heading.
func (i Intent) Name() string {
	switch i {
	case Required:
		return "Required"
	case Available:
		return "Available for enrolled devices"
	case AvailableWithoutEnrollment:
		return "Available with or without enrollment"
	default:
		return "Uninstall"
	}
}

// TargetKind says whom an assignment speaks about.
type TargetKind string

// The kinds of target.
const (
	TargetGroup      TargetKind = "group"
	TargetAllUsers   TargetKind = "allUsers"
	TargetAllDevices TargetKind = "allDevices"
)

// Mode says whether an assignment takes its target in or leaves it out.
type Mode string

// The modes.
const (
	Include Mode = "include"
	Exclude Mode = "exclude"
)

// Assignment gives an app to a target, or keeps it away, for one intent.
type Assignment struct {
	ID        ID
	AppID     ID
	Intent    Intent
	Mode      Mode
	Target    TargetKind
	GroupID   ID        // empty unless Target is TargetGroup
	GroupKind GroupKind `gorm:"-"` // of the group; the store fills it on reading
	GroupName string    `gorm:"-"`
	CreatedAt time.Time
}

// Subjects tells which kind of member the target has: users or devices.
func (a Assignment) Subjects() GroupKind {
	switch a.Target {
	case TargetAllUsers:
		return UserGroup
	case TargetAllDevices:
		return DeviceGroup
	default:
		return a.GroupKind
	}
}

// ExclusionScope says how far an exclusion reaches.
type ExclusionScope string

// The scopes: across kinds (an exclusion that matches the device or its user wins; the default), or only within the kind
// of target that the inclusion has (Intune's rule).
const (
	AcrossKinds ExclusionScope = "acrossKinds"
	SameKind    ExclusionScope = "sameKind"
)
