package access

import (
	"fmt"
	"slices"

	"appdepot/models"
)

// May says whether the actor may do the action to the object. It returns nil, an Unauthenticated error for nobody, or a
// Forbidden error whose sentence says which permission is missing; its cause is a Refusal. The server itself may do everything.
func May(actor models.Actor, action Action, object Object) error {
	rule := table[action]
	switch {
	case actor.System:
		return nil
	case actor.UserID == "":
		return models.Unauthenticated("You are not signed in. Sign in and try again.").Because(Refusal{action, object, SignedOut})
	case slices.Contains(rule.anything, actor.Role):
		return nil
	case object.OwnerID == actor.UserID && slices.Contains(rule.own, actor.Role):
		if object.Corporate && !rule.corporate.Empty() {
			return (&models.Error{Kind: models.KindForbidden, Text: rule.corporate}).Because(Refusal{action, object, NotPersonal})
		}
		return nil
	case len(rule.anything) == 0 && object.OwnerID != actor.UserID || rule.missing.Empty():
		return models.Forbidden("Only the owner can do this. Ask them to do it.").Because(Refusal{action, object, NotOwner})
	default:
		return (&models.Error{Kind: models.KindForbidden, Text: rule.missing}).Because(Refusal{action, object, NotPermitted})
	}
}

// Reason is why an action is refused.
type Reason string

// The reasons.
const (
	SignedOut    Reason = "nobody is signed in"
	NotPermitted Reason = "the permission is missing"
	NotOwner     Reason = "only the owner may"
	NotPersonal  Reason = "the device is the organization's"
)

// Refusal is the cause of an error of May, for the log and for tests; people read the error's sentence.
type Refusal struct {
	Action Action
	Object Object
	Reason Reason
}

func (r Refusal) Error() string {
	return fmt.Sprintf("%s on %s %q: %s", r.Action, r.Object.Kind, r.Object.ID, r.Reason)
}

// Scope is what of a list an actor may see: everything, or the things of one owner.
type Scope struct {
	Everything bool
	OwnerID    models.ID // when it is not everything
}

// Visible says what an actor may see by an action of the things of an owner; the owner is empty when the things of all are asked
// for. Whoever may see none of it is refused as by May.
func Visible(actor models.Actor, action Action, owner models.ID) (Scope, error) {
	if May(actor, action, Object{}) == nil {
		return Scope{Everything: true}, nil
	}
	return Scope{OwnerID: owner}, May(actor, action, Object{OwnerID: owner})
}

// Roles lists the roles that may do the action to anything, from most to least; none when it is only for one's own.
func Roles(action Action) []models.Role { return slices.Clone(table[action].anything) }
