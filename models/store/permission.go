package store

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
)

// may asks whether the context's actor may do something to a thing; the zero object is the organization as a whole.
func may(ctx context.Context, a access.Action, o access.Object) error {
	return access.May(models.ActorOf(ctx), a, o)
}

// allowed ends the reading of the thing that a verb is about: it asks whether the actor may do the action to it. One that is
// not there is refused as one of nobody's is before it is said to be missing, so that those without the right learn nothing.
func allowed[T any](ctx context.Context, a access.Action, object func(T) access.Object, thing T, err error, missing error) (T, error) {
	var zero T
	if err != nil && !none(err) {
		return zero, err
	}
	if err := may(ctx, a, object(thing)); err != nil {
		return zero, err
	}
	return one(thing, err, missing)
}

// visible starts the query of a list, as far as the actor may see it by the action. Whoever may see none of it is refused.
func (s *Store) visible(ctx context.Context, a access.Action) (*gorm.DB, error) {
	return s.visibleOf(ctx, a, "", "")
}

// visibleOf starts the query of what belongs to an owner, or of everything when the owner is empty. Whose a row is stands in the
// column.
func (s *Store) visibleOf(ctx context.Context, a access.Action, owner models.ID, column string) (*gorm.DB, error) {
	scope, err := access.Visible(models.ActorOf(ctx), a, owner)
	if err != nil || scope.Everything {
		return s.rows(ctx), err
	}
	return s.rows(ctx).Where(column+" = ?", scope.OwnerID).Session(&gorm.Session{}), nil
}
