package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/store/db"
	"appdepot/models/targeting"
)

// The assignments version is one number that rises with every transaction in which something moves that decides who gets what,
// as its last step: the row's lock lets such transactions commit one after the other, in the order of their versions. What moved
// is marked with that version. Devices remember the version they were planned with, and the groups that contain them or their
// user (see reach.go), so that only those plan anew that are in an audience with a newer version.
const movementSetting = "assignments.version"

// movement is one thing that moved, and the version at which it last did.
type movement struct {
	What    string `gorm:"primaryKey"`
	ID      string `gorm:"primaryKey"` // empty where there is only one
	Version int64
}

// What moves. A device is planned anew when one of its audiences moves, or the scope. The others only make the snapshot be read
// again: an app of which anything changed that check-ins speak of, groups that have another name or stand in other groups.
const (
	movedAudience = "audience" // by group, or by the name of a built-in target
	movedScope    = "scope"    // how far exclusions reach
	movedApp      = "app"
	movedGroups   = "groups"
)

// move marks something that this transaction moves.
func (t *tx) move(what, id string) {
	if t.moves == nil {
		t.moves = map[movement]bool{}
	}
	t.moves[movement{What: what, ID: id}] = true
}

// moveAudiences marks whom assignments speak about.
func (t *tx) moveAudiences(list ...models.Assignment) {
	for _, a := range list {
		t.move(movedAudience, cmp.Or(string(a.GroupID), string(a.Target)))
	}
}

// moveApp marks an app. When the change decides what devices get, everybody it is assigned to moves with it.
func (t *tx) moveApp(id models.ID, decides bool) error {
	t.move(movedApp, string(id))
	if !decides {
		return nil
	}
	var included []models.Assignment
	err := t.Where("app_id = ? AND mode = ?", id, models.Include).Find(&included).Error
	t.moveAudiences(included...)
	return err
}

// saveMovement raises the version, and marks with it what moved. It is the last step of a transaction.
func (t *tx) saveMovement() error {
	if len(t.moves) == 0 {
		return nil
	}
	var raised string
	err := t.Raw(`INSERT INTO settings (name, value) VALUES (?, '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text) RETURNING value`, movementSetting).
		Scan(&raised).Error
	if err != nil {
		return err
	}
	version, err := movementOf(raised)
	if err != nil {
		return err
	}
	var rows []movement
	for m := range t.moves {
		m.Version = version
		rows = append(rows, m)
	}
	return t.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "what"}, {Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"version"}),
	}).CreateInBatches(rows, db.RowsAtOnce).Error
}

// movementOf reads the version from its setting, which is empty before anything moves.
func movementOf(value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	return strconv.ParseInt(value, 10, 64)
}

// movements are what this process knows of what moved.
type movements struct {
	loading sync.Mutex
	known   atomic.Pointer[versions]
	watched atomic.Int64 // when they were last read, in nanoseconds
}

// versions say when each audience last moved. They are shared and never changed.
type versions struct {
	newest               int64
	scope                int64
	allUsers, allDevices int64
	groups               map[targeting.PackedID]int64
}

// now are the versions this process has seen.
func (m *movements) now() *versions {
	if v := m.known.Load(); v != nil {
		return v
	}
	return &versions{}
}

// of is when anything last moved that concerns a device with these packed groups.
func (v *versions) of(reach []byte, hasUser bool) int64 {
	last := max(v.scope, v.allDevices)
	if hasUser {
		last = max(last, v.allUsers)
	}
	for group := range targeting.Packed(reach) {
		last = max(last, v.groups[group])
	}
	return last
}

// with are the versions after some more movements.
func (v *versions) with(rows []movement) *versions {
	next := *v
	next.groups = maps.Clone(v.groups)
	if next.groups == nil {
		next.groups = map[targeting.PackedID]int64{}
	}
	for _, m := range rows {
		next.newest = max(next.newest, m.Version)
		switch {
		case m.What == movedScope:
			next.scope = m.Version
		case m.What != movedAudience:
		case m.ID == string(models.TargetAllUsers):
			next.allUsers = m.Version
		case m.ID == string(models.TargetAllDevices):
			next.allDevices = m.Version
		default:
			next.groups[targeting.PackID(models.ID(m.ID))] = m.Version
		}
	}
	return &next
}

// watchEvery is how long a change made by another replica may go unseen.
const watchEvery = time.Second

// watchMovement reads what moved once in a while, whichever request comes first.
func (s *Store) watchMovement(ctx context.Context) error {
	now, last := s.db.Now().UnixNano(), s.moved.watched.Load()
	if now-last < int64(watchEvery) || !s.moved.watched.CompareAndSwap(last, now) {
		return nil
	}
	return s.loadMovement(ctx)
}

// loadMovement reads what moved since it was last read. Versions become visible in their order, so nothing older comes later.
func (s *Store) loadMovement(ctx context.Context) error {
	s.moved.loading.Lock()
	defer s.moved.loading.Unlock()
	known := s.moved.now()
	var rows []movement
	if err := s.db.Rows(ctx).Where("version > ?", known.newest).Find(&rows).Error; err != nil || len(rows) == 0 {
		return err
	}
	slices.SortFunc(rows, func(a, b movement) int { return cmp.Compare(a.Version, b.Version) })
	s.moved.known.Store(known.with(rows))
	return nil
}
