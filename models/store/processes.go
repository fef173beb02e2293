package store

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// A process beats and looks at the others every so often. One that has not beaten between so many looks has ended, so that the work of a
// killed process is taken over within 40 seconds. Looks are counted and not the time: who could not look for a while, without a database or
// asleep, knows nothing of the others.
const (
	beatEvery   = 10 * time.Second
	missedAtEnd = 3
)

// process is one that works off jobs.
type process struct {
	ID    string `gorm:"primaryKey"`
	Beats int64
}

// TableName is where they are.
func (process) TableName() string { return "processes" }

// pulses are what this process knows of the others.
type pulses struct {
	mu   sync.Mutex
	seen map[string]pulse
}

// pulse is how often a process had beaten, and how many looks in a row have found it so.
type pulse struct {
	beats  int64
	missed int
}

// none is the count of a process that does not beat.
const none = -1

// TakeOverJobs says that this process lives, and gives the jobs of processes that have ended, and what they were at at services, to those
// that live. With SQLite there is one server, so that every other process has ended.
func (s *Store) TakeOverJobs(ctx context.Context) error {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return err
	}
	if err := s.beat(ctx); err != nil {
		return err
	}
	running, err := s.db.RunningJobs(ctx)
	if err != nil {
		return err
	}
	var rows []process
	if err := s.db.Rows(ctx).Find(&rows).Error; err != nil {
		return err
	}
	others := map[string]int64{}
	for id := range running {
		others[id] = none
	}
	for _, row := range rows {
		others[row.ID] = row.Beats
	}
	delete(others, string(s.process))
	ended := s.pulses.look(others)
	if !s.db.Postgres() {
		ended = slices.Collect(maps.Keys(others))
	}
	for _, id := range ended {
		if err := s.bury(ctx, id, running[id]); err != nil {
			return err
		}
	}
	return nil
}

// beat says that this process lives.
func (s *Store) beat(ctx context.Context) error {
	return s.change(ctx, func(t *tx) error {
		return t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.Assignments(map[string]any{"beats": clause.Expr{SQL: "processes.beats + 1"}})}).
			Create(&process{ID: string(s.process)}).Error
	})
}

// bury forgets a process, and gives what it was at to the others.
func (s *Store) bury(ctx context.Context, id string, jobs int) error {
	if jobs > 0 {
		s.log.WarnContext(ctx, "jobs of a process that has ended are taken over", "process", id, "jobs", jobs)
		if err := s.db.ReleaseJobs(ctx, id); err != nil {
			return err
		}
	}
	return s.change(ctx, func(t *tx) error {
		if err := t.releaseServiceTasks(models.ID(id)); err != nil {
			return err
		}
		_, err := db.Delete[process](ctx, t.DB.Where("id = ?", id))
		return err
	})
}

// look counts how often others have beaten, and gives those that have ended.
func (p *pulses) look(others map[string]int64) (ended []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]pulse{}
	for id, beats := range others {
		now := pulse{beats: beats}
		if last, known := p.seen[id]; known && last.beats == beats {
			now.missed = last.missed + 1
		}
		if seen[id] = now; now.missed >= missedAtEnd {
			ended = append(ended, id)
		}
	}
	p.seen = seen
	return ended
}

// keepBeating takes over jobs time and again until stop is called.
func (s *Store) keepBeating(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(beatEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := s.TakeOverJobs(ctx); err != nil && ctx.Err() == nil {
				s.log.ErrorContext(ctx, "looking for jobs of processes that have ended failed", "error", err)
			}
		}
	})
	return func() {
		cancel()
		done.Wait()
	}
}
