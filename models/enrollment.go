package models

import "time"

// TokenState says whether an enrollment token still lets a device in.
type TokenState string

// The states of an enrollment token.
const (
	TokenOpen    TokenState = "open"
	TokenUsed    TokenState = "used"
	TokenExpired TokenState = "expired"
	TokenRevoked TokenState = "revoked"
)

// Name is the English source text of the state.
func (s TokenState) Name() string {
	switch s {
	case TokenOpen:
		return "Not used yet"
	case TokenUsed:
		return "Used"
	case TokenExpired:
		return "Expired"
	default:
		return "Revoked"
	}
}

// State is how the token stands at a moment.
func (e EnrollmentToken) State(now time.Time) TokenState {
	switch {
	case e.UsedAt != nil:
		return TokenUsed
	case e.RevokedAt != nil:
		return TokenRevoked
	case !now.Before(e.ExpiresAt):
		return TokenExpired
	default:
		return TokenOpen
	}
}
