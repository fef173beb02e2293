package store

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"

	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/targeting"
)

// snapshot is all that decides which device gets which app, but for who is in which group, as it stood at one assignments
// version. Every request shares it, so it is never changed; the next one shares with it what is the same.
type snapshot struct {
	*targeting.Snapshot
	version int64
	apps    map[models.ID]*assignedApp
}

// assignedApp is an app that is assigned, with what its type makes of it.
type assignedApp struct {
	models.App
	kind         *apptype.Definition // nil when this Appdepot does not know the type
	detection    models.Detection
	canUninstall bool
	eachCheckIn  bool             // see checkin.Want
	content      *checkin.Content // nil for types without a package
}

// snapshots keep the latest snapshot. The lock lets one request build it while the others wait for it.
type snapshots struct {
	building sync.Mutex
	latest   atomic.Pointer[snapshot]
}

// snapshot gives the assignments as of the newest version this process has seen, at most a second after another replica changed
// them. Do not ask inside a transaction: it reads on a connection of its own.
func (s *Store) snapshot(ctx context.Context) (*snapshot, error) {
	if err := s.db.WatchVersions(ctx); err != nil {
		return nil, err
	}
	if latest := s.snapshots.latest.Load(); latest != nil && latest.version >= s.db.Versions().Newest {
		return latest, nil
	}
	s.snapshots.building.Lock()
	defer s.snapshots.building.Unlock()
	latest := s.snapshots.latest.Load()
	if latest != nil && latest.version >= s.db.Versions().Newest {
		return latest, nil
	}
	var built *snapshot
	err := s.db.Rows(ctx).Transaction(func(db *gorm.DB) (err error) {
		if latest == nil {
			built, err = readSnapshot(db)
		} else {
			built, err = latest.next(db)
		}
		return err
	}, s.oneMoment())
	if err != nil {
		return nil, err
	}
	s.snapshots.latest.Store(built)
	return built, nil
}

// forgetSnapshot makes the next request read everything again.
func (s *Store) forgetSnapshot() { s.snapshots.latest.Store(nil) }

// oneMoment makes a reading transaction see everything as of one moment. SQLite does so anyway.
func (s *Store) oneMoment() *sql.TxOptions {
	if !s.db.Postgres() {
		return nil
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// object is an app as assignments see it, also when it is not assigned.
func (snap *snapshot) object(app models.App) *targeting.Object {
	if o := snap.Object(app.ID); o != nil {
		return o
	}
	o := apptype.ObjectOf(app, nil)
	return &o
}

// wants weighs the assignments of every app that includes the subject.
func (snap *snapshot) wants(subject targeting.Subject, d models.Device) []checkin.Want {
	var wants []checkin.Want
	for _, o := range snap.Reaching(subject) {
		a := snap.apps[o.ID]
		wants = append(wants, checkin.Want{
			App:          a.App,
			VersionID:    a.VersionID,
			Display:      a.DisplayVersion,
			Decision:     snap.Decide(o, subject),
			Detection:    a.detection,
			Unfit:        o.Unfit(d),
			CanUninstall: a.canUninstall,
			EachCheckIn:  a.eachCheckIn,
		})
	}
	return wants
}
