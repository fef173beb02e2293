package jobs_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/connect/enterprise"
	"appdepot/models/connect/play"
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
	workOn(t, s, catalog.StarterOnly(s.CatalogSettings))
}

// workOn is work with what this catalog offers.
func workOn(t *testing.T, s *store.Store, c enterprise.Catalog) {
	t.Helper()
	stop, err := jobs.Start(t.Context(), s, jobs.Services{
		Enterprise: enterprise.New(s, c, slog.Default()), Play: play.New(s, play.Of(catalog.StarterOnly(s.CatalogSettings)), slog.Default()),
	})
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
	f := storetest.New(t)
	u := upload(t, f, sample.MSI(sample.MSIOptions{Name: "Probe"}))
	f.Killed(t)
	work(t, reopened(t, f))
	if state := ended(t, f.Store, u.ID); state != models.UploadReady {
		t.Errorf("after the restart the package is %s", state)
	}
}

// offered is a catalog in which every file is the same.
type offered struct {
	*catalog.Catalogs
	file []byte
}

func (o offered) Open(context.Context, models.Download) (io.ReadCloser, int64, error) {
	return io.NopCloser(bytes.NewReader(o.file)), int64(len(o.file)), nil
}

// TestInterruptedDownloadStartsOver starts again on the data of a process that was killed in the middle of a download.
func TestInterruptedDownloadStartsOver(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	file := sample.MSI(sample.MSIOptions{Name: "Dock", Version: "1.0"})
	ctx, d, arriving := chosen(t, f, false)
	broken := io.MultiReader(bytes.NewReader(file[:1000]), iotest.ErrReader(io.ErrUnexpectedEOF))
	if u, err := f.ReceiveUpload(ctx, arriving, broken); err == nil || u.Received != 1000 {
		t.Fatalf("%d bytes were kept, %v", u.Received, err)
	}
	f.Killed(t)
	s := reopened(t, f)
	workOn(t, s, offered{catalog.StarterOnly(s.CatalogSettings), file})
	var err error
	until(t, "the content is there", func() bool {
		if d, err = s.Draft(ctx, d.ID); err != nil || d.UploadID == "" {
			return err != nil
		}
		now, failed := s.DraftFile(ctx, d)
		err = failed
		return err != nil || now.Upload.State == models.UploadReady || now.Upload.State == models.UploadRefused
	})
	after, failed := s.DraftFile(ctx, d)
	if err != nil || failed != nil || after.Upload.State != models.UploadReady || after.Upload.Received != int64(len(file)) {
		t.Errorf("after the restart: %+v, %v, %v", after.Upload, err, failed)
	}
	until(t, "the half file is gone", func() bool {
		keys, failed := f.Options.Packages.Keys(t.Context(), "")
		return failed == nil && len(keys) == 1
	})
}

// TestUpdateIsPublishedAfterARestart starts again on the data of a process that was killed between the download of an update and its
// becoming an app. This one lacks answers, which is found out then.
func TestUpdateIsPublishedAfterARestart(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	ctx, d, arriving := chosen(t, f, true)
	f.Killed(t)
	if _, err := f.ReceiveUpload(ctx, arriving, bytes.NewReader(sample.MSI(sample.MSIOptions{Name: "Dock"}))); err != nil {
		t.Fatal(err)
	}
	s := reopened(t, f)
	work(t, s)
	until(t, "the update was looked at", func() bool {
		now, err := s.Draft(ctx, d.ID)
		return err == nil && now.Found.PublishBy == ""
	})
}

// chosen is a draft of an app that was found in a catalog, with the upload that its content is to come in. With publish, it is to
// become an app then.
func chosen(t *testing.T, f storetest.Fixture, publish bool) (context.Context, models.Draft, models.ID) {
	t.Helper()
	ctx := f.As(t, models.ApplicationManager)
	found := models.Found{Source: string(apptype.Enterprise), ID: "starter/Veldhoek.Dock", Name: "Dock",
		Download: &models.Download{URL: "https://veldhoek.example/dock.msi", Name: "dock.msi"}}
	if publish {
		found.PublishBy = models.ActorOf(ctx).UserID
	}
	d, err := f.AddDraft(ctx, "win32CatalogApp")
	if err == nil {
		d, err = f.ChooseFound(ctx, d.ID, d.Version, found, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	file, err := f.DraftFile(ctx, d)
	if err != nil || file.Arriving.ID == "" {
		t.Fatalf("nothing is on its way: %v", err)
	}
	return ctx, d, file.Arriving.ID
}

// until waits for something that work in the background brings, a minute at most.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(time.Minute); !is(); <-again.C {
		if time.Now().After(end) {
			t.Fatalf("after a minute it is not so that %s", what)
		}
	}
}

func TestSweepComesFirst(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	const lost = "00000000-0000-7000-8000-000000000001-00000000-0000-7000-8000-000000000002"
	if _, err := f.Options.Packages.Write(t.Context(), lost, strings.NewReader("bytes")); err != nil {
		t.Fatal(err)
	}
	work(t, f.Store)
	until(t, "a file that nobody needs is gone", func() bool {
		there, err := f.Options.Packages.Exists(t.Context(), lost)
		if err != nil {
			t.Fatal(err)
		}
		return !there
	})
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

// TestJobsOfAKilledReplicaAreTakenOver leaves a job as a replica does that is killed at it. Another replica that lives does it once it has
// not heard of the killed one three times in a row, and never while that one lives; nor because it could not listen itself for a while.
func TestJobsOfAKilledReplicaAreTakenOver(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		work(t, f.Store)
		ctx := storetest.System(t)
		lost := func(name string) func() bool {
			if _, err := f.Options.Packages.Write(t.Context(), name, strings.NewReader("bytes")); err != nil {
				t.Fatal(err)
			}
			return func() bool {
				there, err := f.Options.Packages.Exists(t.Context(), name)
				if err != nil {
					t.Fatal(err)
				}
				return !there
			}
		}
		until(t, "the sweep of the start is done", lost("00000000-0000-7000-8000-000000000001-00000000-0000-7000-8000-000000000002"))
		swept := lost("00000000-0000-7000-8000-000000000003-00000000-0000-7000-8000-000000000004")
		look := func() {
			t.Helper()
			if err := f.TakeOverJobs(ctx); err != nil {
				t.Fatal(err)
			}
		}
		looks := 1 // SQLite has one server: whoever else was at a job has ended
		if strings.HasPrefix(f.Options.Database, "postgres") {
			for range 4 {
				f.Beat(t, "replica")
				look()
			}
			f.LeftRunning(t, "sweep", "replica")
			f.Clock.Pass(10 * time.Minute) // without a database, or asleep
			if look(); f.Jobs(t, "sweep", "running") == 0 {
				t.Fatal("the job of a replica that lives was taken over")
			}
			looks = 2 // which make three
		} else {
			f.LeftRunning(t, "sweep", "replica")
		}
		for range looks {
			look()
		}
		until(t, "the job of the killed replica is done", swept)
	})
}
