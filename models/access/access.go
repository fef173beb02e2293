// Package access says who may do what. It is one table of actions and roles (table.go); every verb of models/store asks
// Can before it does anything, and pages ask Allowed to leave out commands that would be refused.
//
// A right reaches either anything, or only what is the actor's own: their account, sessions, devices and wishes. Nothing
// here looks at whether a user is disabled: such a user has no session.
package access

import (
	"maps"
	"slices"

	"appdepot/models"
)

// Object is the thing an action is about, as far as rights go.
type Object struct {
	OwnerID models.ID // whose it is: the primary user of a device, the user of a session; empty when it is nobody's
}

// Can says whether the actor may do the action to the object. It returns nil, an Unauthenticated error for nobody, or a
// Forbidden error whose sentence names the roles that may. The server itself may do everything.
func Can(actor models.Actor, action Action, object Object) error {
	rule := table[action]
	switch {
	case actor.System:
		return nil
	case actor.UserID == "":
		return models.Unauthenticated("Nobody is signed in here, or the session has ended. Sign in and try again.")
	case slices.Contains(rule.anything.roles, actor.Role):
		return nil
	case object.OwnerID == actor.UserID && slices.Contains(rule.own.roles, actor.Role):
		return nil
	case len(rule.anything.roles) == 0:
		return models.Forbidden("This belongs to somebody else, and only they can do this. Ask them to do it.")
	default:
		return &models.Error{Kind: models.KindForbidden, Text: rule.anything.refusal}
	}
}

// Allowed reports whether the role may do the action to anything, also to what belongs to somebody else or to nobody.
func Allowed(role models.Role, action Action) bool {
	return slices.Contains(table[action].anything.roles, role)
}

// AllowedOwn reports whether the role may do the action at least to what is the actor's own.
func AllowedOwn(role models.Role, action Action) bool {
	return Allowed(role, action) || slices.Contains(table[action].own.roles, role)
}

// Roles lists the roles that may do the action to anything, from most to least; none when it is only for one's own.
func Roles(action Action) []models.Role {
	return slices.Clone(table[action].anything.roles)
}

// Actions lists every action in alphabetical order.
func Actions() []Action {
	return slices.Sorted(maps.Keys(table))
}
