package models

import "time"

// Role decides what a user may do; models/access holds the table.
type Role string

// The roles.
const (
	Administrator      Role = "administrator"
	ApplicationManager Role = "applicationManager"
	HelpDeskOperator   Role = "helpDeskOperator"
	ReadOnlyOperator   Role = "readOnlyOperator"
	PortalUser         Role = "user"
)

// Roles lists the roles from most to least.
var Roles = []Role{Administrator, ApplicationManager, HelpDeskOperator, ReadOnlyOperator, PortalUser}

// Name is the English source text of the role.
func (r Role) Name() string {
	switch r {
	case Administrator:
		return "Administrator"
	case ApplicationManager:
		return "Application Manager"
	case HelpDeskOperator:
		return "Help Desk Operator"
	case ReadOnlyOperator:
		return "Read Only Operator"
	default:
		return "User"
	}
}

// User is a person who may sign in: to the Company Portal, and with a role to the admin portal.
type User struct {
	ID           ID
	Name         string
	NameKey      string // folded, for sorting and searching
	Email        string // as typed; EmailKey is folded and unique
	EmailKey     string
	PasswordHash string // argon2id in PHC form; empty when no password is set
	Role         Role
	Language     string // BCP 47 tag; empty follows the browser
	Theme        string // "", "light" or "dark"; empty follows the system
	Density      string // "" or "compact"
	NoShortcuts  bool   // single-letter keyboard shortcuts are off
	Disabled     bool
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// Actor is who does something: the signed-in user and where the request came from. The zero Actor is nobody.
type Actor struct {
	UserID  ID
	Name    string
	Role    Role
	Address string // network address, for the audit log
	System  bool   // the server itself: jobs, demo, set-up
}

// Actor is the user as somebody who acts from a network address.
func (u User) Actor(address string) Actor {
	return Actor{UserID: u.ID, Name: u.Name, Role: u.Role, Address: address}
}

// How long a session lasts: without use, and at the latest.
const (
	SessionIdle = 8 * time.Hour
	SessionLife = 7 * 24 * time.Hour
)

// Session is one signed-in browser. Only the hash of the cookie's value is stored.
type Session struct {
	ID         ID
	Hash       string // hex SHA-256 of the opaque value in the cookie
	UserID     ID
	Address    string
	UserAgent  string
	CreatedAt  time.Time
	LastSeenAt time.Time
	ExpiresAt  time.Time // absolute
	Notices    []Notice  `gorm:"serializer:json"` // to show on the next page
	BrowserID  ID        // the KnownBrowser it was opened in
}
