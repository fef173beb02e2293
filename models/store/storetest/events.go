package storetest

import (
	"context"
	"testing"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/store"
)

// WriteEvent writes a line of the audit log straight into an SQLite store, as a server of another version would.
func (f Fixture) WriteEvent(t testing.TB, e models.Event) {
	t.Helper()
	e.ID, e.At, e.Changes = models.NewID(), f.Clock.Now(), []models.Change{}
	insert(t, f.bare(t), []models.Event{e})
}

// checkEvents wants everything that a test's verbs recorded to have a name in the audit log: a key that activity.Object and the
// questions of app types do not know would be shown to people as it is stored. It looks at the newest lines of a test.
func checkEvents(t testing.TB, s *store.Store) {
	ctx := models.WithActor(context.Background(), models.Actor{System: true})
	for page, more := (models.Page{}), 20; more > 0; more-- {
		list, err := s.Events(ctx, store.EventQuery{Page: page})
		if err != nil {
			return // a test that closes its store, or breaks it, has nothing to look at
		}
		for _, e := range list.Items {
			for _, c := range e.Changes {
				if !hasLabel(activity.ObjectOf(e.ObjectKind), c.Field) {
					t.Errorf("%s records %q, which has no label: add it to the fields of %s in models/activity", e.Action, c.Field, e.ObjectKind)
				}
			}
		}
		if list.Next == "" {
			return
		}
		page.After = list.Next
	}
}

func hasLabel(o activity.Object, key string) bool {
	_, known := o.Field(key)
	for _, d := range apptype.All() {
		if _, asked := field.ByKey(d.Fields(), key); asked && o.HasType {
			return true
		}
	}
	return known
}
