package blob_test

import (
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// TestS3KeepsPromises speaks the S3 protocol, through the AWS SDK, with a server in this process.
func TestS3KeepsPromises(t *testing.T) {
	backend := s3mem.New()
	if err := backend.CreateBucket("packages"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server())
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	b := open(t, "s3://packages?region=eu-central-1&use_path_style=true&endpoint="+url.QueryEscape(server.URL))
	keepsPromises(t, b)
	if b.CanAppend() {
		t.Error("an object can grow")
	}
	if f, err := b.File("b-1"); f != nil || err != nil {
		t.Errorf("an object is a file: %v, %v", f, err)
	}
}
