package access

import "appdepot/models"

// Rights are what an actor may do. Pages ask them, so that they offer no command that would be refused; which role gives a
// right is nothing a page knows.
type Rights struct{ actor models.Actor }

// RightsOf are the rights of an actor.
func RightsOf(actor models.Actor) Rights { return Rights{actor} }

// Can reports whether the action may be done to anything, also to what belongs to somebody else or to nobody.
func (r Rights) Can(action Action) bool { return r.CanTo(action, Object{}) }

// CanOwn reports whether the action may be done at least to what is the actor's own.
func (r Rights) CanOwn(action Action) bool { return r.CanTo(action, Object{OwnerID: r.actor.UserID}) }

// CanTo reports whether the action may be done to the object.
func (r Rights) CanTo(action Action, object Object) bool { return May(r.actor, action, object) == nil }
