package db

import (
	"context"
	"time"

	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/activity"
)

// Tx is one transaction of one verb, also when the verb spans areas.
type Tx struct {
	*gorm.DB
	Ctx     context.Context
	Actor   models.Actor
	Now     time.Time
	Enqueue func(river.JobArgs) error // work that exists when the transaction commits
	keys    *keys
}

// Change runs a verb's transaction: all or nothing. The actor comes from the context.
func (d *Database) Change(ctx context.Context, fn func(*Tx) error) error {
	return d.changeOn(ctx, d.Write, fn)
}

func (d *Database) changeOn(ctx context.Context, on *gorm.DB, fn func(*Tx) error) error {
	return d.queue.transact(ctx, on, func(q *gorm.DB, enqueue func(river.JobArgs) error) error {
		return fn(d.begun(ctx, q, enqueue))
	})
}

func (d *Database) begun(ctx context.Context, q *gorm.DB, enqueue func(river.JobArgs) error) *Tx {
	return &Tx{DB: q, Ctx: ctx, Actor: models.ActorOf(ctx), Now: d.Now(), keys: d.keys,
		Enqueue: func(args river.JobArgs) error { return recognizeDown(enqueue(args)) }} // River does not go through GORM
}

// Record writes one line of the audit log.
func (t *Tx) Record(done activity.Activity, id models.ID, name string, changes ...models.Change) error {
	e := models.Event{
		ID: models.NewID(), At: t.Now, ActorID: t.Actor.UserID, ActorName: t.Actor.Name, ActorEmail: t.Actor.Email, Address: t.Actor.Address,
		Action: done.Kind, ObjectKind: done.Object.Kind, ObjectID: id, ObjectName: name,
	}
	if t.Actor.System {
		e.ActorName = "Appdepot"
	}
	var err error
	if e.Changes, err = t.sealChanges(done.Object, e.ID, changes); err != nil {
		return err
	}
	return Create[models.Event](t.Ctx, t.DB, &e)
}

// Changes collects the fields that differ between an old and a new value, for the audit log.
type Changes []models.Change

// Add notes a field, when it differs.
func (c *Changes) Add(field, old, new string) {
	if old != new {
		*c = append(*c, models.Change{Field: field, Old: old, New: new})
	}
}

// Names are the names of rows of a table, by id.
func (t *Tx) Names(table string, ids []models.ID) (map[models.ID]string, error) {
	var rows []struct {
		ID   models.ID
		Name string
	}
	err := t.Table(table).Select("id", "name").Where("id IN ?", ids).Find(&rows).Error
	names := map[models.ID]string{}
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, err
}
