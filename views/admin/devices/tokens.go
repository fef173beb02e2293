package devices

import (
	"context"

	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// TokenStateName is the state of a token in the reader's language.
func TokenStateName(ctx context.Context, s models.TokenState) string {
	switch s {
	case models.TokenOpen:
		return say.T(ctx, "Not used yet")
	case models.TokenUsed:
		return say.C(ctx, "token", "Used")
	case models.TokenExpired:
		return say.C(ctx, "token", "Expired")
	default:
		return say.C(ctx, "token", "Revoked")
	}
}

func tokenKind(s models.TokenState) ui.Kind {
	switch s {
	case models.TokenOpen:
		return ui.Info
	case models.TokenUsed:
		return ui.OK
	default:
		return ui.Mute
	}
}

func tokenIcon(s models.TokenState) string {
	switch s {
	case models.TokenExpired:
		return "clock-dismiss-16"
	case models.TokenRevoked:
		return "subtract-circle-16"
	default:
		return ""
	}
}

// TokenName is the note, or for whom the token is.
func TokenName(ctx context.Context, note, user string) string {
	switch {
	case note != "":
		return note
	case user != "":
		return say.T(ctx, "Device of %s", user)
	default:
		return say.T(ctx, "Shared device")
	}
}

func tokenHelp(ctx context.Context, p TokenMadeProps) string {
	if p.User == "" {
		return say.T(ctx, "Valid for one device until %s.", say.Moment(ctx, p.Expires))
	}
	return say.T(ctx, "Valid for one device of %s until %s.", p.User, say.Moment(ctx, p.Expires))
}
