package db

import (
	"context"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
)

// May asks whether the context's actor may do something to a thing; the zero object is the organization as a whole.
func May(ctx context.Context, a access.Action, o access.Object) error {
	return access.May(models.ActorOf(ctx), a, o)
}

// Allowed ends the reading of the thing that a verb is about: it asks whether the actor may do the action to it. One that is
// not there is refused as one of nobody's is before it is said to be missing, so that those without the right learn nothing.
func Allowed[T any](ctx context.Context, a access.Action, object func(T) access.Object, thing T, err error, missing error) (T, error) {
	var zero T
	if err != nil && !None(err) {
		return zero, err
	}
	if err := May(ctx, a, object(thing)); err != nil {
		return zero, err
	}
	return One(thing, err, missing)
}

// Visible starts the query of a list, as far as the actor may see it by the action. Whoever may see none of it is refused.
func (d *Database) Visible(ctx context.Context, a access.Action) (*gorm.DB, error) {
	return d.VisibleOf(ctx, a, "", "")
}

// VisibleOf starts the query of what belongs to an owner, or of everything when the owner is empty. Whose a row is stands in the
// column.
func (d *Database) VisibleOf(ctx context.Context, a access.Action, owner models.ID, column string) (*gorm.DB, error) {
	scope, err := access.Visible(models.ActorOf(ctx), a, owner)
	if err != nil || scope.Everything {
		return d.Rows(ctx), err
	}
	return d.Rows(ctx).Where(column+" = ?", scope.OwnerID).Session(&gorm.Session{}), nil
}
