package enterprise_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/connect/enterprise"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/installer/sample"
	"appdepot/models/reason"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

func okay(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func probe() []byte {
	return sample.MSI(sample.MSIOptions{
		Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", UpgradeCode: "{5F3C2A10-0000-4000-8000-000000000002}",
	})
}

// files are the keys of everything in the package store.
func files(t testing.TB, f storetest.Fixture) []string {
	t.Helper()
	keys, err := f.Options.Packages.Keys(t.Context(), "")
	okay(t, err)
	return keys
}

// again is another process on the same data.
func again(t testing.TB, f storetest.Fixture) storetest.Fixture {
	t.Helper()
	s, err := store.Open(t.Context(), f.Options)
	okay(t, err)
	t.Cleanup(func() { s.Close() })
	f.Store = s
	return f
}

// checkContent compares what is kept with the file.
func checkContent(t *testing.T, f storetest.Fixture, id models.ID, file []byte) {
	t.Helper()
	c, err := f.OpenPackage(storetest.System(t), id)
	okay(t, err)
	defer c.Close()
	if err := iotest.TestReader(c, file); err != nil {
		t.Error(err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// dock is an app of a catalog whose content is at an address.
func dock() models.Found {
	return models.Found{Source: string(apptype.Enterprise), ID: "starter/Veldhoek.Dock", Name: "Dock", Facts: []models.FactValue{{Fact: models.FactName, Value: "Dock"}},
		Download: &models.Download{URL: "https://veldhoek.example/dock.msi", Name: "dock.msi"}}
}

// maker is the way to a maker's server.
type maker func(context.Context, models.Download) (io.ReadCloser, int64, error)

// gives is a maker's server that sends this, whatever it is asked for.
func gives(content io.Reader, size int64) maker {
	return func(context.Context, models.Download) (io.ReadCloser, int64, error) {
		return io.NopCloser(content), size, nil
	}
}

// offered is a catalog that leads to a maker.
type offered struct {
	*catalog.Catalogs
	maker
}

func (o offered) Open(ctx context.Context, file models.Download) (io.ReadCloser, int64, error) {
	return o.maker(ctx, file)
}

// from is the Enterprise App Catalog with this way to a maker; nil is the one of a server that asks nobody.
func from(t testing.TB, f storetest.Fixture, m maker) *enterprise.Enterprise {
	inside, log := catalog.StarterOnly(f.CatalogSettings), slog.New(slog.NewTextHandler(t.Output(), nil))
	if m == nil {
		return enterprise.New(f.Store, inside, log)
	}
	return enterprise.New(f.Store, offered{inside, m}, log)
}

// fetching is a draft whose content is about to be downloaded, with the upload that it comes in.
func fetching(t testing.TB, f storetest.Fixture) (context.Context, models.Draft, models.Upload) {
	t.Helper()
	ctx := f.As(t, models.ApplicationManager)
	d, err := f.AddDraft(ctx, "win32CatalogApp")
	if err == nil {
		d, err = f.ChooseFound(ctx, d.ID, d.Version, dock(), "")
	}
	if err != nil {
		t.Fatal(err)
	}
	return ctx, d, arrivingOf(t, f, d)
}

func arrivingOf(t testing.TB, f storetest.Fixture, d models.Draft) models.Upload {
	t.Helper()
	file, err := f.DraftFile(storetest.System(t), d)
	if err != nil || file.Arriving.ID == "" {
		t.Fatalf("nothing is on its way: %+v, %v", file, err)
	}
	return file.Arriving
}

// fetched downloads an upload from a maker, and gives the draft with its file afterwards.
func fetched(t testing.TB, f storetest.Fixture, m maker, draft, upload models.ID) (models.Draft, store.DraftFile) {
	t.Helper()
	ctx := storetest.System(t)
	if err := from(t, f, m).Download(ctx, upload); err != nil {
		t.Fatal(err)
	}
	d, err := f.Draft(ctx, draft)
	if err != nil {
		t.Fatal(err)
	}
	file, err := f.DraftFile(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	return d, file
}

func TestContentIsDownloaded(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		_, d, u := fetching(t, f)
		d, file := fetched(t, f, gives(bytes.NewReader(probe()), -1), d.ID, u.ID)
		if file.Upload.ID != u.ID || file.Upload.State != models.UploadReady || file.Package.Format != "msi" || d.UploadID != u.ID || field.Form(d.Form).Get("displayName") != "Dock" {
			t.Errorf("%+v with %+v", d, file)
		}
		checkContent(t, f, file.Upload.PackageID, probe())
		if again, _ := fetched(t, f, nil, d.ID, u.ID); again.Version != d.Version {
			t.Error("doing it twice changed the draft")
		}
	})
}

func TestContentThatDoesNotCome(t *testing.T) {
	t.Parallel()
	whole := int64(len(probe()))
	for name, test := range map[string]struct {
		maker maker
		says  string
	}{
		"another file": {gives(io.MultiReader(bytes.NewReader(probe()), iotest.ErrReader(reason.FileDiffers.Of("dock.msi").Invalid())), whole), "fileDiffers(dock.msi)"},
		"too large":    {gives(bytes.NewReader(probe()), 30<<30+1), "fileTooLarge(32212254720)"},
		"broken off":   {gives(io.MultiReader(bytes.NewReader(probe()[:1000]), iotest.ErrReader(io.ErrUnexpectedEOF)), whole), "downloadBroke("},
		"empty":        {gives(strings.NewReader(""), 0), "emptyFile"},
		"no package":   {gives(strings.NewReader("<html>not found</html>"), -1), ""},
		"nobody answers": {func(context.Context, models.Download) (io.ReadCloser, int64, error) {
			return nil, 0, reason.SiteTimedOut.Of("example.com").Unavailable()
		}, "notDownloaded(veldhoek.example)"},
		"no way out":      {nil, "lookupsOff"},
		"what is unheard": {func(context.Context, models.Download) (io.ReadCloser, int64, error) { return nil, 0, io.ErrNoProgress }, "downloadBroke("},
	} {
		t.Run(name, func(t *testing.T) {
			f := storetest.New(t)
			ctx, d, u := fetching(t, f)
			d, file := fetched(t, f, test.maker, d.ID, u.ID)
			if file.Upload.State != models.UploadRefused || !strings.Contains(file.Upload.Problem.String(), test.says) || file.Arriving.ID != "" {
				t.Errorf("%+v: %s", file, file.Upload.Problem)
			}
			if kept := files(t, f); len(kept) != 0 {
				t.Errorf("files that are kept: %v", kept)
			}
			d, err := f.FetchAgain(ctx, d.ID, d.Version)
			okay(t, err)
			if _, file = fetched(t, f, gives(bytes.NewReader(probe()), whole), d.ID, arrivingOf(t, f, d).ID); file.Upload.State != models.UploadReady {
				t.Errorf("downloaded again: %+v", file)
			}
		})
	}
}

// cut ends the wait for a file in the middle: by what do does meanwhile.
func cut(do func()) io.Reader {
	return io.MultiReader(bytes.NewReader(probe()[:1000]), readerFunc(func([]byte) (int, error) {
		do()
		return 0, io.EOF
	}), bytes.NewReader(probe()[1000:]))
}

func TestContentThatNobodyWaitsForAnyMore(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(context.Context, storetest.Fixture, models.Draft, models.Upload) error{
		"canceled": func(ctx context.Context, f storetest.Fixture, _ models.Draft, u models.Upload) error {
			return f.CancelUpload(ctx, u.ID)
		},
		"discarded": func(ctx context.Context, f storetest.Fixture, d models.Draft, _ models.Upload) error {
			_, err := f.DiscardDrafts(ctx, d.ID)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
				ctx, d, u := fetching(t, f)
				e := from(t, f, gives(cut(func() { okay(t, stop(ctx, f, d, u)) }), -1))
				okay(t, e.Download(storetest.System(t), u.ID))
				okay(t, e.Download(storetest.System(t), u.ID))
				if kept := files(t, f); len(kept) != 0 {
					t.Errorf("files that are kept: %v", kept)
				}
				if now, err := f.Draft(ctx, d.ID); name == "canceled" && (err != nil || now.UploadID != "") {
					t.Errorf("the draft: %+v, %v", now, err)
				}
			})
		})
	}
}

// A server that stops in the middle of a download leaves it to the next one, which begins anew.
func TestDownloadGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		_, d, u := fetching(t, f)
		ctx, stop := context.WithCancel(storetest.System(t))
		stopping := gives(io.MultiReader(bytes.NewReader(probe()[:1000]), readerFunc(func([]byte) (int, error) {
			stop()
			return 0, ctx.Err()
		})), -1)
		if err := from(t, f, stopping).Download(ctx, u.ID); err == nil {
			t.Error("a download that was stopped counts as done")
		}
		if half := arrivingOf(t, f, d); half.ID != u.ID || half.Received != 1000 {
			t.Fatalf("left behind: %+v", half)
		}
		next := again(t, f)
		okay(t, next.ResumeUploads(storetest.System(t)))
		anew := arrivingOf(t, f, d)
		if anew.ID == u.ID || anew.Received != 0 || anew.UserID != u.UserID || len(files(t, f)) != 0 {
			t.Fatalf("begun anew as %+v; files %v", anew, files(t, f))
		}
		m := gives(bytes.NewReader(probe()), -1)
		okay(t, from(t, next, m).Download(storetest.System(t), u.ID)) // which is gone
		if _, file := fetched(t, next, m, d.ID, anew.ID); file.Upload.State != models.UploadReady {
			t.Errorf("afterwards: %+v", file)
		}
	})
}

// A process that still downloads what another one began anew stops, and spoils nothing.
func TestTwoProcessesDownloadTheSame(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		_, d, u := fetching(t, f)
		old := gives(cut(func() { okay(t, again(t, f).ResumeUploads(storetest.System(t))) }), -1)
		okay(t, from(t, f, old).Download(storetest.System(t), u.ID))
		anew := arrivingOf(t, f, d)
		if _, file := fetched(t, f, gives(bytes.NewReader(probe()), -1), d.ID, anew.ID); anew.ID == u.ID || file.Upload.State != models.UploadReady {
			t.Errorf("%+v", file)
		}
	})
}

// The queue tries again what a process that is gone was at, when another process lives on.
func TestJobThatIsTriedAgainBeginsAnew(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	_, d, u := fetching(t, f)
	_, err := f.ReceiveUpload(storetest.System(t), u.ID, io.MultiReader(bytes.NewReader(probe()[:1000]), iotest.ErrReader(io.ErrClosedPipe)))
	if err == nil {
		t.Fatal("half a file is whole")
	}
	okay(t, from(t, f, nil).Download(storetest.System(t), u.ID))
	if anew := arrivingOf(t, f, d); anew.ID == u.ID || anew.Received != 0 {
		t.Errorf("%+v", anew)
	}
}

// An update that cannot become an app by itself is left to people.
func TestUpdateThatCannotBecomeAnApp(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	ctx := f.As(t, models.ApplicationManager)
	d, err := f.AddDraft(ctx, "win32CatalogApp")
	okay(t, err)
	found := dock()
	found.PublishBy = models.ActorOf(ctx).UserID
	d, err = f.ChooseFound(ctx, d.ID, d.Version, found, "")
	okay(t, err)
	d, file := fetched(t, f, gives(bytes.NewReader(probe()), -1), d.ID, arrivingOf(t, f, d).ID) // it lacks a publisher, and more
	okay(t, f.VerifyPackage(storetest.System(t), file.Package.ID))
	d, err = f.Draft(ctx, d.ID)
	okay(t, err)
	if file.Upload.State != models.UploadReady || d.Found.PublishBy != "" {
		t.Errorf("%+v with %+v", d.Found, file)
	}
}
