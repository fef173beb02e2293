package checkin

import (
	"time"

	"appdepot/models"
)

// Limits of a message from a device. Source: the device API's description, "Limits".
const (
	MaxBody      = 1 << 20                  // bytes of a request
	MaxInventory = 5000                     // lines
	MaxResults   = 500                      // results in one message
	MaxDetail    = 1000                     // characters of Result.Detail
	MaxKind      = 40                       // characters of an inventory line's kind
	MaxID        = 2048                     // characters of an inventory line's id
	MaxName      = models.LongestDeviceName // characters of a device's name and other facts
	MaxVersion   = 100                      // characters of any version
	MaxToken     = 200                      // characters of a token
)

// Enroll asks to make a device known. It uses up the enrollment token.
type Enroll struct {
	EnrollmentToken string      `json:"enrollmentToken"`
	Device          DeviceFacts `json:"device"`
}

// DeviceFacts are what a device tells about itself when it enrolls. Whose it is says its enrollment token; Ownership is what older agents
// send.
type DeviceFacts struct {
	Name         string              `json:"name"`
	Platform     models.Platform     `json:"platform"`
	OSVersion    string              `json:"osVersion"`
	Architecture models.Architecture `json:"architecture,omitempty"`
	Manufacturer string              `json:"manufacturer,omitempty"`
	Model        string              `json:"model,omitempty"`
	Serial       string              `json:"serial,omitempty"`
	Ownership    models.Ownership    `json:"ownership,omitempty"`
}

// Enrolled is the answer to Enroll, and the only time the device token is seen.
type Enrolled struct {
	DeviceID           models.ID `json:"deviceId"`
	DeviceToken        string    `json:"deviceToken"`
	NextCheckInSeconds int       `json:"nextCheckInSeconds"`
}

// CheckIn says that a device is there. Inventory is nil when it is not sent: the hash alone says that nothing changed.
type CheckIn struct {
	InventoryHash string                `json:"inventoryHash"`
	Inventory     []models.InstalledApp `json:"inventory,omitempty"`
	OSVersion     string                `json:"osVersion,omitempty"`
	Name          string                `json:"name,omitempty"`
	Results       []OrderResult         `json:"results,omitempty"`
}

// Answer tells a device what to do, and when to come back.
type Answer struct {
	Orders             []Order   `json:"orders"`
	InventoryWanted    bool      `json:"inventoryWanted"`
	NextCheckInSeconds int       `json:"nextCheckInSeconds"`
	ServerTime         time.Time `json:"serverTime"`
}

// Order is an open order as a device reads it.
type Order struct {
	OrderID   models.ID         `json:"orderId"`
	Action    models.Action     `json:"action"`
	AppID     models.ID         `json:"appId"`
	Name      string            `json:"name"`
	Type      string            `json:"type"`
	Platform  models.Platform   `json:"platform"`
	Version   string            `json:"version"`
	Detection models.Detection  `json:"detection"`
	Content   *Content          `json:"content,omitempty"` // nil without a package, and for uninstall
	Settings  map[string]string `json:"settings"`          // by the type's field keys
	// AssignmentSettings are what the assignment behind the order asks of the device; nothing for none.
	AssignmentSettings models.Settings `json:"assignmentSettings,omitempty"`
	Attempt            int             `json:"attempt"`
	CreatedAt          time.Time       `json:"createdAt"`
}

// Content names the package of an order.
type Content struct {
	VersionID models.ID `json:"versionId"`
	URL       string    `json:"url"` // resolved against the server's address; the device API's handlers set it
	Size      int64     `json:"size"`
	SHA256    string    `json:"sha256"` // hex
	FileName  string    `json:"fileName"`
}

// Outcome is what became of an order on the device.
type Outcome string

// The outcomes. The first two show progress, the last two end the order.
const (
	Downloading Outcome = "downloading"
	Installing  Outcome = "installing"
	Succeeded   Outcome = "succeeded"
	Failed      Outcome = "failed"
)

// Final reports whether the outcome ends its order.
func (o Outcome) Final() bool { return o == Succeeded || o == Failed }

// OrderResult is what a device says about one order.
type OrderResult struct {
	OrderID         models.ID  `json:"orderId"`
	Outcome         Outcome    `json:"outcome"`
	ErrorCode       int32      `json:"errorCode,omitempty"`
	Detail          string     `json:"detail,omitempty"`
	DetectedVersion string     `json:"detectedVersion,omitempty"`
	BytesReceived   int64      `json:"bytesReceived,omitempty"` // of the package so far, while it is downloading
	FinishedAt      *time.Time `json:"finishedAt,omitempty"`    // by the device's own clock
}

// Report carries results, and the inventory after them when it changed.
type Report struct {
	Results       []OrderResult         `json:"results"`
	Inventory     []models.InstalledApp `json:"inventory,omitempty"`
	InventoryHash string                `json:"inventoryHash,omitempty"`
}

// Reported is the answer to Report.
type Reported struct {
	Accepted []models.ID `json:"accepted"`
	Ignored  []Ignored   `json:"ignored"`
}

// Ignored is a result that could not be used.
type Ignored struct {
	OrderID models.ID    `json:"orderId"`
	Reason  IgnoreReason `json:"reason"`
}

// IgnoreReason says why a result could not be used.
type IgnoreReason string

// The reasons.
const (
	IgnoredUnknown   IgnoreReason = "unknown"   // the device has no such order
	IgnoredWithdrawn IgnoreReason = "withdrawn" // the order was taken back
	IgnoredFinished  IgnoreReason = "finished"  // the order has another final result
)

// Problem is the body of every refusal.
type Problem struct {
	Kind   string            `json:"kind"`
	Title  string            `json:"title"`
	Detail string            `json:"detail"`
	Reason models.Code       `json:"reason,omitempty"` // for programs: why, where package reason has a code for it
	Fields map[string]string `json:"fields,omitempty"`
}
