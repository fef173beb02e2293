package store_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// TestPackagesInS3 brings a package in two pieces to a bucket of an S3 server, and reads it from there.
func TestPackagesInS3(t *testing.T) {
	f := storetest.New(t)
	f.Options.Database = filepath.Join(t.TempDir(), "appdepot.db")
	f.Options.Packages = s3(t)
	s, err := store.Open(t.Context(), f.Options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	f.Store = s
	ctx, file := storetest.System(t), probe()
	u, err := f.StartUpload(ctx, models.NewUpload{Name: "probe.msi", Size: int64(len(file)), Limit: testLimit})
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range [][]byte{file[:1500], file[1500:]} {
		if u, err = f.ReceiveUpload(ctx, u.ID, bytes.NewReader(piece)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.InspectUpload(ctx, u.ID); err != nil {
		t.Fatal(err)
	}
	if u, err = f.Upload(ctx, u.ID); err != nil || u.State != models.UploadReady {
		t.Fatalf("the upload is %s: %s, %v", u.State, u.Problem, err)
	}
	checkContent(t, f, u.PackageID, file)
	if err := f.CancelUpload(ctx, u.ID); err != nil {
		t.Fatal(err)
	}
	if keys := files(t, f); len(keys) != 0 {
		t.Errorf("left behind: %v", keys)
	}
}

// s3 is a bucket of an S3 server in this process.
func s3(t *testing.T) *blob.Bucket { return s3With(t, nil) }

// s3With refuses to give the files for which refused says so.
func s3With(t *testing.T, refused func(path string) bool) *blob.Bucket {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("packages"); err != nil {
		t.Fatal(err)
	}
	whole := gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && refused != nil && refused(r.URL.Path) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		whole.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	b, err := blob.Open(t.Context(), "s3://packages?region=eu-central-1&use_path_style=true&endpoint="+url.QueryEscape(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}
