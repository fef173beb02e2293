package store_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/models/store/storetest"
)

// A person has a limited number of unfinished uploads; others, and files that take the place of one, are not kept from arriving.
func TestUnfinishedUploadsOfAPersonAreLimited(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		me := f.As(t, models.ApplicationManager)
		d, err := f.AddDraft(me, "lineOfBusinessApp")
		if err != nil {
			t.Fatal(err)
		}
		open := func() (models.Upload, error) {
			return f.StartUpload(me, models.NewUpload{Name: "tool.msi", Size: 100, Limit: testLimit})
		}
		draft := models.NewUpload{Name: "tool.msi", Size: 100, DraftID: d.ID}
		if _, err := f.StartUpload(me, draft); err != nil {
			t.Fatal(err)
		}
		var last models.Upload
		for n := 1; ; n++ {
			u, err := open()
			if err != nil {
				if n < 50 || models.KindOf(err) != models.KindInvalid || models.ReasonOf(err).Code != reason.TooManyUploads.Code {
					t.Fatalf("after %d uploads: %v", n, err)
				}
				break
			}
			if last = u; n > 1000 {
				t.Fatal("1,000 unfinished uploads are taken")
			}
		}
		if _, err := f.StartUpload(me, draft); err != nil {
			t.Errorf("a file that takes the place of the draft's: %v", err)
		}
		if _, err := f.StartUpload(f.As(t, models.Administrator), models.NewUpload{Name: "tool.msi", Size: 100, Limit: testLimit}); err != nil {
			t.Errorf("somebody else's upload: %v", err)
		}
		if err := f.CancelUpload(me, last.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := open(); err != nil {
			t.Errorf("after one was canceled: %v", err)
		}
	})
}
