package store

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
)

// lastSeen collects which devices were there, so that a check-in with nothing to do writes nothing.
type lastSeen struct {
	mu      sync.Mutex
	devices map[models.ID]bool
	flush   *time.Timer
	ctx     context.Context // of the latest collection, for saving when the store is closed
}

const (
	flushEvery = 5 * time.Second // as exact as the time a device was last seen is
	flushBatch = 5000            // devices in one statement
)

// noteSeen notes that a device is there now.
func (s *Store) noteSeen(ctx context.Context, device models.ID) {
	l := &s.lastSeen
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.devices == nil {
		ctx = context.WithoutCancel(ctx)
		l.ctx, l.devices = ctx, map[models.ID]bool{}
		l.flush = time.AfterFunc(flushEvery, func() {
			if err := s.FlushLastSeen(ctx); err != nil {
				s.log.Error("saving when devices were last seen failed", "error", err)
			}
		})
	}
	l.devices[device] = true
}

// FlushLastSeen saves when the collected devices were last seen: now, give or take a few seconds. It happens by itself
// every few seconds and when the store is closed.
func (s *Store) FlushLastSeen(ctx context.Context) error {
	devices := s.lastSeen.take()
	if len(devices) == 0 {
		return nil
	}
	now := s.db.Now()
	return s.db.Write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		for batch := range slices.Chunk(devices, flushBatch) {
			if err := db.Exec("UPDATE devices SET last_seen_at = ? WHERE id IN ?", now, batch).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// take empties the collection.
func (l *lastSeen) take() []models.ID {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.devices == nil {
		return nil
	}
	l.flush.Stop()
	devices := slices.Collect(maps.Keys(l.devices))
	l.devices = nil
	return devices
}

// closeLastSeen saves what is left.
func (s *Store) closeLastSeen() error {
	s.lastSeen.mu.Lock()
	ctx := s.lastSeen.ctx
	s.lastSeen.mu.Unlock()
	if ctx == nil {
		return nil
	}
	return s.FlushLastSeen(ctx)
}
