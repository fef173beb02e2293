package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"appdepot/models"
	"appdepot/models/connect/enterprise"
	"appdepot/models/connect/play"
	"appdepot/models/store"
)

// The time between two rounds of clearing away, and between two looks for what was left half done at services.
const (
	sweepEvery  = time.Hour
	resumeEvery = store.ServiceTaskLost

	checkFilesEvery = time.Hour // for those whose week is over
)

// Services are the connected services that jobs work with.
type Services struct {
	Enterprise *enterprise.Enterprise
	Play       *play.Play
}

// Start works until stop is called, which waits for the jobs at work, or ctx ends, which interrupts them. It goes on first
// with what an earlier process was killed at. Any number of processes may work on one database.
func Start(ctx context.Context, s *store.Store, connected Services) (stop func(context.Context) error, err error) {
	if err := s.ResumeUploads(asServer(ctx)); err != nil {
		return nil, fmt.Errorf("resume uploads: %w", err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &inspectUpload{store: s})
	river.AddWorker(workers, &verifyPackage{store: s})
	river.AddWorker(workers, &fetchContent{enterprise: connected.Enterprise})
	river.AddWorker(workers, &resumeServiceTasks{play: connected.Play})
	river.AddWorker(workers, &sweep{store: s})
	river.AddWorker(workers, &checkFiles{store: s})
	return s.Work(ctx, workers, periodic(sweepEvery, store.SweepArgs{}), periodic(checkFilesEvery, store.CheckFilesArgs{}), periodic(resumeEvery, store.ResumeServiceTasksArgs{}))
}

// periodic is a job that is queued when the server starts, and then time and again.
func periodic(every time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(every),
		func() (river.JobArgs, *river.InsertOpts) { return args, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

type inspectUpload struct {
	river.WorkerDefaults[store.InspectUploadArgs]
	store *store.Store
}

func (w *inspectUpload) Work(ctx context.Context, job *river.Job[store.InspectUploadArgs]) error {
	return w.store.InspectUpload(asServer(ctx), job.Args.UploadID)
}

// Timeout leaves the time to the verb, which knows how large the package is.
func (w *inspectUpload) Timeout(*river.Job[store.InspectUploadArgs]) time.Duration { return -1 }

type verifyPackage struct {
	river.WorkerDefaults[store.VerifyPackageArgs]
	store *store.Store
}

func (w *verifyPackage) Work(ctx context.Context, job *river.Job[store.VerifyPackageArgs]) error {
	return w.store.VerifyPackage(asServer(ctx), job.Args.PackageID)
}

// Timeout leaves the time to the verb, which knows how large the package is.
func (w *verifyPackage) Timeout(*river.Job[store.VerifyPackageArgs]) time.Duration { return -1 }

type fetchContent struct {
	river.WorkerDefaults[store.FetchContentArgs]
	enterprise *enterprise.Enterprise
}

func (w *fetchContent) Work(ctx context.Context, job *river.Job[store.FetchContentArgs]) error {
	return w.enterprise.Download(asServer(ctx), job.Args.UploadID)
}

// Timeout bounds a download from a server that sends a little now and then.
func (w *fetchContent) Timeout(*river.Job[store.FetchContentArgs]) time.Duration {
	return 2 * time.Hour
}

type resumeServiceTasks struct {
	river.WorkerDefaults[store.ResumeServiceTasksArgs]
	play *play.Play
}

func (w *resumeServiceTasks) Work(ctx context.Context, _ *river.Job[store.ResumeServiceTasksArgs]) error {
	return w.play.Resume(asServer(ctx))
}

// Timeout leaves the time to the verb: sending a package may take hours.
func (w *resumeServiceTasks) Timeout(*river.Job[store.ResumeServiceTasksArgs]) time.Duration {
	return -1
}

type sweep struct {
	river.WorkerDefaults[store.SweepArgs]
	store *store.Store
}

func (w *sweep) Work(ctx context.Context, _ *river.Job[store.SweepArgs]) error {
	return w.store.Sweep(asServer(ctx))
}

// Timeout lets a sweep of a large bucket take its time.
func (w *sweep) Timeout(*river.Job[store.SweepArgs]) time.Duration { return 10 * time.Minute }

type checkFiles struct {
	river.WorkerDefaults[store.CheckFilesArgs]
	store *store.Store
}

func (w *checkFiles) Work(ctx context.Context, _ *river.Job[store.CheckFilesArgs]) error {
	return w.store.CheckFiles(asServer(ctx))
}

// Timeout lets all files be read.
func (w *checkFiles) Timeout(*river.Job[store.CheckFilesArgs]) time.Duration { return -1 }

func asServer(ctx context.Context) context.Context {
	return models.WithActor(ctx, models.Actor{System: true})
}
