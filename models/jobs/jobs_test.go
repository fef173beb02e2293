package jobs_test

import (
	"bytes"
	"context"
	"os"
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
	u, err := f.StartUpload(ctx, "probe.msi", int64(len(file)), 1<<30)
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

// TestReadingGoesOnAfterARestart takes the job away as a killed process does that was at it, and starts again on the same data.
func TestReadingGoesOnAfterARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		u := upload(t, f, sample.MSI(sample.MSIOptions{Name: "Probe"}))
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), f.Options)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		work(t, s)
		if state := ended(t, s, u.ID); state != models.UploadReady {
			t.Errorf("after the restart the package is %s", state)
		}
	})
}
