package store

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm/clause"

	"appdepot/models/access"
	"appdepot/models/store/db"
)

const (
	beatEvery = 10 * time.Second
	deadAfter = 30 * time.Second // so that jobs of a killed process are taken over within a minute
)

// process is one that works off jobs.
type process struct {
	ID    string `gorm:"primaryKey"`
	Beats int64
}

// TableName is where they are.
func (process) TableName() string { return "processes" }

// pulses are what this process knows of the others: how often they had beaten, and since when, by this process's own clock.
type pulses struct {
	mu   sync.Mutex
	seen map[string]pulse
}

type pulse struct {
	beats int64
	since time.Time
}

// none is the count of a process that does not beat.
const none = -1

// TakeOverJobs says that this process lives, and gives the jobs of processes that do not live any more to those that do. With SQLite there
// is one server, so that every job of another process was left behind.
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
	ended := s.pulses.dead(others, s.db.Now())
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

// bury forgets a process, and gives its jobs to the others.
func (s *Store) bury(ctx context.Context, id string, jobs int) error {
	if jobs > 0 {
		s.log.WarnContext(ctx, "jobs of a process that has ended are taken over", "process", id, "jobs", jobs)
		if err := s.db.ReleaseJobs(ctx, id); err != nil {
			return err
		}
	}
	return s.change(ctx, func(t *tx) error {
		_, err := db.Delete[process](ctx, t.DB.Where("id = ?", id))
		return err
	})
}

// dead are those of the others that have not beaten for so long.
func (p *pulses) dead(others map[string]int64, now time.Time) (dead []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]pulse{}
	for id, beats := range others {
		last, known := p.seen[id]
		if !known || last.beats != beats {
			last = pulse{beats, now}
		}
		seen[id] = last
		if now.Sub(last.since) >= deadAfter {
			dead = append(dead, id)
		}
	}
	p.seen = seen
	return dead
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
