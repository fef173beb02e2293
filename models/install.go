package models

import "time"

// State is where an app stands on a device.
type State string

// The states, named as administrators know them.
const (
	StateInstalled        State = "installed"
	StateFailed           State = "failed"
	StateNotInstalled     State = "notInstalled"
	StateUninstallFailed  State = "uninstallFailed"
	StatePendingInstall   State = "pendingInstall"
	StatePendingUninstall State = "pendingUninstall"
	StateNotApplicable    State = "notApplicable"
	StateUnknown          State = "unknown"
)

// States lists the states in the order of charts and filters.
var States = []State{StateInstalled, StatePendingInstall, StateFailed, StateNotInstalled, StateNotApplicable,
	StatePendingUninstall, StateUninstallFailed, StateUnknown}

// Name is the English source text of the state.
func (s State) Name() string {
	switch s {
	case StateInstalled:
		return "Installed"
	case StateFailed:
		return "Failed"
	case StateNotInstalled:
		return "Not installed"
	case StateUninstallFailed:
		return "Uninstall failed"
	case StatePendingInstall:
		return "Install pending"
	case StatePendingUninstall:
		return "Uninstall pending"
	case StateNotApplicable:
		return "Not applicable"
	default:
		return "Unknown"
	}
}

// Install is the state of one app on one device: what is wanted, what is, and since when.
type Install struct {
	ID        ID
	AppID     ID
	DeviceID  ID
	UserID    ID // the device's primary user when it was planned
	State     State
	Reason    Reason `gorm:"embedded;embeddedPrefix:reason_"` // why it stands there
	ErrorCode int32  // as the device reported it; 0 is none
	Version   string // display version present on the device
	Wanted    Intent // the resolved intent it was planned with; empty when nothing is wanted any more
	Since     time.Time
	UpdatedAt time.Time
}

// Action is what an order tells a device to do.
type Action string

// The actions.
const (
	InstallAction   Action = "install"
	UpdateAction    Action = "update"
	UninstallAction Action = "uninstall"
)

// Order is one thing a device was told to do. An order is open until the device reports on it or it is withdrawn.
type Order struct {
	ID        ID
	DeviceID  ID
	AppID     ID
	VersionID ID // the app version the order is about; empty for types without a package
	Action    Action
	Settings  Settings // what the assignment asks of the device, as it was when the order was made
	Attempt   int
	CreatedAt time.Time
	DoneAt    *time.Time
	Succeeded bool
	ErrorCode int32
	Detail    string // what the device said, at most 1,000 characters
	Withdrawn bool

	// How far the device is, until the order ends: the stage and the bytes it reported last, and when one of them changed.
	Stage         string
	BytesReceived int64
	ProgressAt    *time.Time
}

// LastProgress is when the device last got further with the order; when it was given, as long as it reported nothing.
func (o Order) LastProgress() time.Time {
	if o.ProgressAt != nil {
		return *o.ProgressAt
	}
	return o.CreatedAt
}

// Request is what a person asked for in the Company Portal: to install or uninstall an available app on a device. It is the latch of
// the conflict rules: a requested install wins over a device's uninstall intent.
type Request struct {
	ID        ID
	AppID     ID
	DeviceID  ID
	UserID    ID
	Action    Action
	CreatedAt time.Time
}
