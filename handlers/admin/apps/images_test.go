package apps_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

func TestPictureIsForEveryoneWhoIsSignedIn(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.PortalUser)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	img, err := d.AddImage(storetest.System(t), bytes.NewReader(logo.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	path := link.Image(string(img.ID))
	answer, body := d.Request(http.MethodGet, path, nil)
	if answer.StatusCode != http.StatusOK || body != logo.String() || answer.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s, %s, %d bytes", answer.Status, answer.Header.Get("Content-Type"), len(body))
	}
	for name, want := range map[string]string{
		"Cache-Control":           "private, max-age=31536000, immutable",
		"Content-Security-Policy": "default-src 'none'; sandbox",
		"X-Content-Type-Options":  "nosniff",
	} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if answer, _ := d.Request(http.MethodGet, path, nil, "If-None-Match", answer.Header.Get("ETag")); answer.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %s", answer.Status)
	}
	if answer, _ := d.Request(http.MethodGet, link.Image(string(models.NewID())), nil); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a picture that is not there: %s", answer.Status)
	}
	d.Cookie.Value = "nobody"
	if answer, _ := d.Request(http.MethodGet, path, nil); answer.StatusCode != http.StatusSeeOther {
		t.Errorf("without a session: %s", answer.Status)
	}
}
