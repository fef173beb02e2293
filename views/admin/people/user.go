package people

import (
	"context"

	"appdepot/models"
	"appdepot/views/admin/kit"
	"appdepot/views/say"
)

func userFacts(ctx context.Context, u models.User) []string {
	facts := []string{u.Email, RoleName(ctx, u.Role)}
	switch {
	case u.Disabled:
		facts = append(facts, say.T(ctx, "Disabled"))
	case u.PasswordHash == "":
		facts = append(facts, say.T(ctx, "No password yet"))
	}
	return facts
}

func groupsNote(ctx context.Context, groups []kit.MemberOf) string {
	if len(groups) == 0 {
		return ""
	}
	return say.N(ctx, "%s group", "%s groups", len(groups))
}
