package store

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/store/db"
)

// tx is one transaction of one verb.
type tx struct {
	*gorm.DB
	ctx     context.Context
	actor   models.Actor
	now     time.Time
	enqueue func(river.JobArgs) error // work that exists when the transaction commits
	moves   map[movement]bool         // what moves: see movement.go
}

// change runs a verb's transaction: all or nothing. The actor comes from the context.
func (s *Store) change(ctx context.Context, fn func(*tx) error) error {
	var t *tx
	err := s.queue.transact(ctx, s.write, func(db *gorm.DB, enqueue func(river.JobArgs) error) error {
		t = &tx{DB: db, ctx: ctx, actor: models.ActorOf(ctx), now: s.now(), enqueue: enqueue}
		if err := fn(t); err != nil {
			return err
		}
		return t.saveMovement()
	})
	if err == nil && len(t.moves) > 0 {
		err = s.loadMovement(ctx)
	}
	return err
}

// record writes one line of the audit log.
func (t *tx) record(done activity.Activity, id models.ID, name string, changes ...models.Change) error {
	e := models.Event{
		ID: models.NewID(), At: t.now, ActorID: t.actor.UserID, ActorName: t.actor.Name, Address: t.actor.Address,
		Action: done.Kind, ObjectKind: done.Object.Kind, ObjectID: id, ObjectName: name, Changes: changes,
	}
	if t.actor.System {
		e.ActorName = "Appdepot"
	}
	if e.Changes == nil {
		e.Changes = []models.Change{}
	}
	return db.Create[models.Event](t.ctx, t.DB, &e)
}

// changes collects the fields that differ between an old and a new value, for the audit log.
type changes []models.Change

func (c *changes) add(field, old, new string) {
	if old != new {
		*c = append(*c, models.Change{Field: field, Old: old, New: new})
	}
}

// changedMeanwhile is the answer to a write whose version no longer matches.
func changedMeanwhile(what string) error {
	return models.Conflict("%s was changed by somebody else meanwhile. Your input is still here: open the page again to see the new state, then make your change once more.", what)
}

// duplicate reports whether a write broke a unique rule.
func duplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }
