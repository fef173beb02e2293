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
	Language     string              // BCP 47 tag; empty follows the browser
	Theme        string              // "", "light" or "dark"; empty follows the system
	Density      string              // "" or "compact"
	TimeZone     string              // name in the IANA Time Zone Database; empty follows the browser
	NoShortcuts  bool                // single-letter keyboard shortcuts are off
	Lists        map[string]ListView `gorm:"serializer:json"` // by the list's name
	Disabled     bool
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time

	MustChangePassword bool // somebody else typed it
}

// Actor is who does something: the signed-in user and where the request came from. The zero Actor is nobody.
type Actor struct {
	UserID  ID
	Name    string
	Email   string
	Role    Role
	Address string // network address, for the audit log
	System  bool   // the server itself: jobs, demo, set-up

	SessionID   ID        // of the browser they act in
	ConfirmedAt time.Time // when they last gave their password in it
}

// Actor is the user as somebody who acts from a network address.
func (u User) Actor(address string) Actor {
	return Actor{UserID: u.ID, Name: u.Name, Email: u.Email, Role: u.Role, Address: address}
}

// SessionLimits are how long a session lasts: without use, and at the latest. One that is kept lasts as long without use as with it.
type SessionLimits struct {
	Idle, Life time.Duration
	NeverKeep  bool // no session is kept, whoever asks for it
}

// Ended reports whether a session is over.
func (l SessionLimits) Ended(s Session, now time.Time) bool {
	return !now.Before(s.ExpiresAt) || !s.Kept && !now.Before(s.LastSeenAt.Add(l.Idle))
}

// UsualSessions is how long sessions last when nobody says otherwise.
var UsualSessions = SessionLimits{Idle: 8 * time.Hour, Life: 7 * 24 * time.Hour}

// ConfirmedFor is how long a password that was given is proof enough for changing others' passwords, roles, and email addresses.
const ConfirmedFor = 10 * time.Minute

// Session is one signed-in browser. Only the hash of the cookie's value is stored.
type Session struct {
	ID          ID
	Hash        string // hex SHA-256 of the opaque value in the cookie
	UserID      ID
	Address     string
	UserAgent   string
	CreatedAt   time.Time
	LastSeenAt  time.Time
	ExpiresAt   time.Time // absolute
	ConfirmedAt time.Time // when the person last gave their password in it
	Kept        bool      // the person asked to stay signed in: it outlasts the browser and time without use
	Notices     []Notice  `gorm:"serializer:json"` // to show on the next page
	BrowserID   ID        // the KnownBrowser it was opened in
}

// CookieUntil is when the browser forgets the session's cookie; the zero time is when it is closed.
func (s Session) CookieUntil() time.Time {
	if s.Kept {
		return s.ExpiresAt
	}
	return time.Time{}
}

// Actor is the user as somebody who acts in this session from a network address.
func (s Session) Actor(u User, address string) Actor {
	a := u.Actor(address)
	a.SessionID, a.ConfirmedAt = s.ID, s.ConfirmedAt
	return a
}

// Confirmed reports whether the actor proved a moment ago who they are. The server itself need not.
func (a Actor) Confirmed(now time.Time) bool {
	return a.System || !now.Before(a.ConfirmedAt) && now.Before(a.ConfirmedAt.Add(ConfirmedFor))
}
