package jobs_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"strings"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/installer"
	"appdepot/models/installer/sample"
	"appdepot/models/jobs"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

func upload(t *testing.T, f storetest.Fixture, file []byte) models.Upload {
	t.Helper()
	ctx := storetest.System(t)
	u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	return u
}

// work runs the jobs of a store until the test ends.
func work(t *testing.T, s *store.Store) {
	t.Helper()
	stop, err := jobs.Start(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

// ended waits for an upload, a minute at most.
func ended(t *testing.T, s *store.Store, id models.ID) models.UploadState {
	t.Helper()
	ctx, cancel := context.WithTimeout(storetest.System(t), time.Minute)
	defer cancel()
	u, err := s.WaitUpload(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return u.State
}

func TestUploadsAreReadInTheBackground(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		work(t, f.Store)
		if state := ended(t, f.Store, upload(t, f, sample.MSI(sample.MSIOptions{Name: "Probe"})).ID); state != models.UploadReady {
			t.Errorf("a package is %s", state)
		}
		if state := ended(t, f.Store, upload(t, f, []byte("no package")).ID); state != models.UploadRefused {
			t.Errorf("a text is %s", state)
		}
	})
}

// TestReadingGoesOnAfterARestart starts again on the data of a process that was killed before it read an upload.
func TestReadingGoesOnAfterARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := upload(t, f, sample.MSI(sample.MSIOptions{Name: "Probe"}))
		work(t, reopened(t, f))
		if state := ended(t, f.Store, u.ID); state != models.UploadReady {
			t.Errorf("after the restart the package is %s", state)
		}
	})
}

// TestJobOfAKilledProcessIsDoneAgain marks the job as a process leaves it that is killed while it reads: the queue believes
// for an hour that somebody is at it.
func TestJobOfAKilledProcessIsDoneAgain(t *testing.T) {
	f := storetest.New(t)
	u := upload(t, f, sample.MSI(sample.MSIOptions{Name: "Probe"}))
	db, err := sql.Open("sqlite", f.Options.Database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	changed, err := db.ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := changed.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d jobs wait, %v", n, err)
	}
	work(t, reopened(t, f))
	if state := ended(t, f.Store, u.ID); state != models.UploadReady {
		t.Errorf("after the restart the package is %s", state)
	}
}

func TestSweepComesFirst(t *testing.T) {
	f := storetest.New(t)
	const lost = "00000000-0000-7000-8000-000000000001-00000000-0000-7000-8000-000000000002"
	if _, err := f.Options.Packages.Write(t.Context(), lost, strings.NewReader("bytes")); err != nil {
		t.Fatal(err)
	}
	work(t, f.Store)
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(time.Minute); ; <-again.C {
		there, err := f.Options.Packages.Exists(t.Context(), lost)
		if err != nil {
			t.Fatal(err)
		}
		if !there {
			return
		}
		if time.Now().After(end) {
			t.Fatal("a file that nobody needs is there after a minute")
		}
	}
}

// reopened is a second store on the same data.
func reopened(t *testing.T, f storetest.Fixture) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), f.Options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
