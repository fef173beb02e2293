package connect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"appdepot/models"
	"appdepot/models/store"
)

// Step is what is done at a service and in the store between writing a task down and crossing it out. It may be done again from its
// beginning after a crash.
type Step func(ctx context.Context, task models.ServiceTask) error

// Do writes a task down, does the step and crosses the task out, whether it went well or not: the caller hears of a failure and
// decides. When the context ends first, the task stays, and the job goes on with it.
func Do(ctx context.Context, s *store.Store, kind string, args any, do Step) error {
	task, err := s.BeginServiceTask(ctx, kind, args)
	if err != nil {
		return err
	}
	err = withHeartbeat(ctx, s, task, do)
	if ctx.Err() != nil {
		return err
	}
	return endTask(ctx, s, task, err)
}

// givesUpAfter is how long a task waits for a service that does not answer.
const givesUpAfter = 24 * time.Hour

// Resume goes on with the tasks of these kinds that their processes left behind, each as the user who began it with the role of today.
// While a service does not answer, its tasks stay for the next time, for a day; one that cannot be done is crossed out, which the log
// says.
func Resume(ctx context.Context, s *store.Store, log *slog.Logger, kinds map[string]Step) error {
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	tasks, err := s.TakeServiceTasks(ctx, names...)
	if err != nil {
		return err
	}
	for _, task := range tasks {
		log.InfoContext(ctx, "going on with what was begun at a service", "task", task.ID, "kind", task.Kind)
		as, err := s.ActAs(ctx, task.UserID)
		if err == nil {
			err = withHeartbeat(as, s, task, kinds[task.Kind])
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case models.KindOf(err) == models.KindUnavailable && task.AliveAt.Sub(task.CreatedAt) < givesUpAfter:
			log.WarnContext(ctx, "a service does not answer; it is asked again", "task", task.ID, "kind", task.Kind, "error", err)
			continue
		case err != nil:
			log.WarnContext(ctx, "what was begun at a service cannot be finished", "task", task.ID, "kind", task.Kind, "error", err)
		}
		if err := s.EndServiceTask(ctx, task.ID); err != nil {
			return err
		}
	}
	return nil
}

// endTask ends a task with what came of it.
func endTask(ctx context.Context, s *store.Store, task models.ServiceTask, outcome error) error {
	err := s.EndServiceTask(ctx, task.ID)
	if outcome != nil {
		return outcome
	}
	if err != nil {
		return fmt.Errorf("cross out %s: %w", task.Kind, err)
	}
	return nil
}

// withHeartbeat does a step while it says time and again that this process is at it. The step ends early when another process has taken the task.
func withHeartbeat(ctx context.Context, s *store.Store, task models.ServiceTask, do Step) error {
	ctx, stop := context.WithCancelCause(ctx)
	done := make(chan struct{})
	defer func() {
		stop(nil)
		<-done
	}()
	go func() {
		defer close(done)
		alive := time.NewTicker(store.ServiceTaskAlive)
		defer alive.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-alive.C:
				if err := s.KeepServiceTask(ctx, task.ID); errors.Is(err, store.ErrTaskGone) {
					stop(err)
					return
				}
			}
		}
	}()
	return do(ctx, task)
}

// ArgsOf reads what was written down for a task.
func ArgsOf[A any](task models.ServiceTask) (args A, err error) {
	err = json.Unmarshal(task.Args, &args)
	return args, err
}
