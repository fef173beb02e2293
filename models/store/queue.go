package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"appdepot/models"
)

// ServicesQueue is the queue of work that waits for other servers: a slow one must not keep packages from being read.
const ServicesQueue = "downloads"

// ChecksQueue is the queue of work that takes days and keeps nobody waiting.
const ChecksQueue = "checks"

// Work starts working off queued jobs with the given workers, and queues those that come round, until stop is called: it
// waits for the jobs at work. Jobs of processes that were killed are taken over within a minute.
func (s *Store) Work(ctx context.Context, workers *river.Workers, rounds ...*river.PeriodicJob) (stop func(context.Context) error, err error) {
	server := models.WithActor(ctx, models.Actor{System: true})
	if err := s.TakeOverJobs(server); err != nil { // before anybody can take this process's own
		return nil, err
	}
	stopJobs, err := s.db.Work(ctx, &river.Config{
		ID:                string(s.process),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}, ServicesQueue: {MaxWorkers: 2}, ChecksQueue: {MaxWorkers: 1}},
		FetchPollInterval: 500 * time.Millisecond, // SQLite tells nobody about new jobs
		Workers:           workers,
		PeriodicJobs:      rounds,
		Logger:            slog.New(warnings{s.log.Handler()}),
	})
	if err != nil {
		return nil, err
	}
	stopBeating := s.keepBeating(server)
	return func(ctx context.Context) error {
		err := stopJobs(ctx)
		stopBeating()
		return err
	}, nil
}

// warnings leaves out what a queue has to say when all is well.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}
