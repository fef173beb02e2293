package models

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// AssignmentEditLife is how long changes to assignments are kept that nobody goes on with.
const AssignmentEditLife = 30 * 24 * time.Hour

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

// ObjectKind says what kind of thing is assigned.
type ObjectKind string

// AppObject is the kind of apps.
const AppObject ObjectKind = "app"

// Object names something that can be assigned.
type Object struct {
	Kind ObjectKind `json:"kind"`
	ID   ID         `json:"id"`
}

// AppOf names an app as something that is assigned.
func AppOf(id ID) Object { return Object{AppObject, id} }

// Settings are what an assignment asks of the devices it reaches, by name: a JSON object whose keys are in order, or nothing for
// none. There are none to choose yet. They are kept as text so that assignments can be compared.
type Settings string

// NewSettings is the settings with these values.
func NewSettings(values map[string]string) Settings {
	if len(values) == 0 {
		return ""
	}
	b, _ := json.Marshal(values) // strings always have a JSON form
	return Settings(b)
}

// Words are the settings in one line, by name: "deadline: 5, restart: no". They are empty when there are none.
func (s Settings) Words() string {
	var values map[string]string
	if s != "" && json.Unmarshal([]byte(s), &values) != nil {
		return string(s)
	}
	words := make([]string, 0, len(values))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		words = append(words, name+": "+values[name])
	}
	return strings.Join(words, ", ")
}

// MarshalJSON writes the object.
func (s Settings) MarshalJSON() ([]byte, error) {
	if s == "" {
		return []byte("{}"), nil
	}
	return []byte(s), nil
}

// UnmarshalJSON reads an object of texts.
func (s *Settings) UnmarshalJSON(b []byte) error {
	var values map[string]string
	if err := json.Unmarshal(b, &values); err != nil {
		return err
	}
	*s = NewSettings(values)
	return nil
}

// Assignment gives an object to a target, or keeps it away, for one intent.
type Assignment struct {
	ID        ID
	Object    Object `gorm:"embedded;embeddedPrefix:object_"`
	Intent    Intent
	Mode      Mode
	Target    TargetKind
	GroupID   ID        // empty unless Target is TargetGroup
	GroupKind GroupKind `gorm:"-"` // of the group; the store fills it on reading
	GroupName string    `gorm:"-"`
	FilterID  ID        // narrows the target to some of its devices; empty narrows nothing, and is all there is so far
	Settings  Settings
	CreatedAt time.Time
}

// Draft is the assignment without what it has from being made: its ID, its object and the time.
func (a Assignment) Draft() DraftAssignment {
	return DraftAssignment{Intent: a.Intent, Mode: a.Mode, Target: a.Target, GroupID: a.GroupID, FilterID: a.FilterID, Settings: a.Settings}
}

// DraftAssignment is an assignment not yet made.
type DraftAssignment struct {
	Intent   Intent     `json:"intent"`
	Mode     Mode       `json:"mode"`
	Target   TargetKind `json:"target"`
	GroupID  ID         `json:"groupId,omitempty"`
	FilterID ID         `json:"filterId,omitempty"`
	Settings Settings   `json:"settings,omitempty"`
}

// For is the assignment of an object that this one becomes.
func (d DraftAssignment) For(o Object) Assignment {
	return Assignment{Object: o, Intent: d.Intent, Mode: d.Mode, Target: d.Target, GroupID: d.GroupID, FilterID: d.FilterID, Settings: d.Settings}
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

// AssignmentEdit is a set of assignments that somebody edits: it is kept at every change until it is saved or discarded. Of several
// objects it holds what they have in common; saving changes each as the set was changed.
type AssignmentEdit struct {
	ID        ID
	UserID    ID
	Assigned  []DraftAssignment `gorm:"serializer:json"`
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// AssignmentEditObject is something whose assignments are edited, as it was when that began.
type AssignmentEditObject struct {
	EditID  ID
	Object  Object `gorm:"embedded;embeddedPrefix:object_"`
	Version int
	Began   []DraftAssignment `gorm:"serializer:json"`
}
