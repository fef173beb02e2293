package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/secret"
	"appdepot/models/store/db"
	"appdepot/models/store/people"
)

// A process that is at a task of a service says so every ServiceTaskAlive. When it was not heard of for ServiceTaskLost, it is gone.
const (
	ServiceTaskAlive = 10 * time.Second
	ServiceTaskLost  = 30 * time.Second
)

// ResumeServiceTasksArgs is the work of going on with the tasks that a process left behind: see TakeServiceTasks. The packages below
// models/connect do it.
type ResumeServiceTasksArgs struct{}

// Kind names the work in the queue.
func (ResumeServiceTasksArgs) Kind() string { return "resume-service-tasks" }

// InsertOpts puts it into the queue of what waits for other servers.
func (ResumeServiceTasksArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: ServicesQueue}
}

// ErrTaskGone says that another process took a task, or that it was crossed out.
var ErrTaskGone = errors.New("the task is no longer this process's")

// BeginServiceTask writes down what is about to be done at a service, so that another process goes on with it when this one is
// killed. EndServiceTask crosses it out. The args become JSON.
func (s *Store) BeginServiceTask(ctx context.Context, kind string, args any) (models.ServiceTask, error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return models.ServiceTask{}, err
	}
	text, err := json.Marshal(args)
	if err != nil {
		return models.ServiceTask{}, err
	}
	task := models.ServiceTask{ID: models.NewID(), Kind: kind, Args: text, ProcessID: s.process}
	err = s.change(ctx, func(t *tx) error {
		task.UserID, task.AliveAt = t.Actor.UserID, t.Now
		row, err := t.sealedTask(task)
		if err != nil {
			return err
		}
		return db.Create[models.ServiceTask](ctx, t.DB, &row)
	})
	return task, err
}

// sealedTask is a task as its row has it: its args are a JSON text with the sealed document.
func (t *tx) sealedTask(task models.ServiceTask) (models.ServiceTask, error) {
	sealed, err := t.Seal(secret.TaskArgs.At(string(task.ID)), string(task.Args))
	if err != nil {
		return task, err
	}
	task.Args, err = json.Marshal(sealed)
	return task, err
}

func (t *tx) openTask(task models.ServiceTask) (models.ServiceTask, error) {
	var sealed string
	if err := json.Unmarshal(task.Args, &sealed); err != nil {
		return task, err
	}
	args, err := t.OpenSealed(secret.TaskArgs.At(string(task.ID)), sealed)
	task.Args = []byte(args)
	return task, err
}

// KeepServiceTask says that this process is still at a task. It is an error when it is not this process's any more.
func (s *Store) KeepServiceTask(ctx context.Context, id models.ID) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.mayTask(id); err != nil {
			return err
		}
		n, err := db.Update[models.ServiceTask](ctx, t.DB.Where("id = ? AND process_id = ?", id, s.process), "alive_at", t.Now)
		if err == nil && n == 0 {
			err = ErrTaskGone
		}
		return err
	})
}

// EndServiceTask crosses out a task: the store knows what came of it.
func (s *Store) EndServiceTask(ctx context.Context, id models.ID) error {
	return s.change(ctx, func(t *tx) error {
		err := t.mayTask(id)
		if errors.Is(err, ErrTaskGone) {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = db.Delete[models.ServiceTask](ctx, t.DB.Where("id = ? AND process_id = ?", id, s.process))
		return err
	})
}

// mayTask asks whether the actor may go on with a task. It is ErrTaskGone when it was crossed out.
func (t *tx) mayTask(id models.ID) error {
	task, err := db.First[models.ServiceTask](t.Ctx, t.DB.Where("id = ?", id))
	_, err = db.Allowed(t.Ctx, access.ManageApps, access.ServiceTask, task, err, ErrTaskGone)
	return err
}

// releaseServiceTasks has the tasks of a process that has ended gone on with.
func (t *tx) releaseServiceTasks(process models.ID) error {
	n, err := db.Update[models.ServiceTask](t.Ctx, t.DB.Where("process_id = ?", process), "process_id", "")
	if err != nil || n == 0 {
		return err
	}
	return t.Enqueue(ResumeServiceTasksArgs{})
}

// TakeServiceTasks gives this process the tasks of these kinds whose own process has ended or left them, oldest first.
func (s *Store) TakeServiceTasks(ctx context.Context, kinds ...string) ([]models.ServiceTask, error) {
	if err := db.May(ctx, access.ManageSettings, access.Object{}); err != nil {
		return nil, err
	}
	left := func(q *gorm.DB, now time.Time) *gorm.DB {
		return q.Where("kind IN ? AND (process_id = '' OR alive_at < ?)", kinds, now.Add(-ServiceTaskLost))
	}
	var found, taken []models.ServiceTask
	if err := left(s.db.Rows(ctx), s.db.Now()).Order("id").Find(&found).Error; err != nil || len(found) == 0 {
		return nil, err
	}
	err := s.change(ctx, func(t *tx) error {
		taken = nil
		for _, task := range found {
			task.ProcessID, task.AliveAt = s.process, t.Now
			mine := left(t.DB.Model(&models.ServiceTask{}), t.Now).Where("id = ?", task.ID).
				UpdateColumns(map[string]any{"process_id": task.ProcessID, "alive_at": task.AliveAt})
			if mine.Error != nil {
				return mine.Error
			}
			if mine.RowsAffected == 0 {
				continue
			}
			opened, err := t.openTask(task)
			if err != nil {
				return err
			}
			taken = append(taken, opened)
		}
		return nil
	})
	return taken, err
}

// ActAs is a context in which what a user began goes on: as that user, with the role of today; as the server itself when it began it.
// A user who is gone or may not sign in any more is an error.
func (s *Store) ActAs(ctx context.Context, user models.ID) (context.Context, error) {
	if user == "" {
		return models.WithActor(ctx, models.Actor{System: true}), db.May(ctx, access.ManageUsers, access.Object{})
	}
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ? AND NOT disabled", user))
	if u, err = db.Allowed(ctx, access.ManageUsers, access.User, u, err, people.NoUser()); err != nil {
		return nil, err
	}
	return asUser(ctx, u), nil
}

func (s *Store) actAs(ctx context.Context, user models.ID) (context.Context, error) {
	u, err := db.First[models.User](ctx, s.db.Read.Where("id = ? AND NOT disabled", user))
	if u, err = db.One(u, err, people.NoUser()); err != nil {
		return nil, err
	}
	return asUser(ctx, u), nil
}

func asUser(ctx context.Context, u models.User) context.Context {
	return models.WithActor(ctx, u.Actor(""))
}
