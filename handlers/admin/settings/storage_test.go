package settings_test

import (
	"bytes"
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// renewed is an app with an old version.
func renewed(t *testing.T, s *handlertest.Site) models.App {
	t.Helper()
	app := s.Publish(t, "lineOfBusinessApp", "probe.msi", admintest.VersionMSI("1.0.0"), field.Form{"displayName": {"Probe"}, "publisher": {"Contoso"}, "description": {"A tool."}})
	if _, err := s.AddVersion(storetest.System(t), app.ID, app.Version, s.Send(t, "probe-2.msi", admintest.VersionMSI("2.0.0")), nil); err != nil {
		t.Fatal(err)
	}
	return app
}

func TestStorageSaysWhatCanBeRemoved(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	renewed(t, s)
	b := s.As(models.Administrator)
	b.Visit(link.AdminHome())
	b.Click("Storage")
	b.See("Full plan")
	b.See("No limit.")
	b.See("Trial plan: 2 GB of packages and 500 apps. Full plan: unlimited packages and 10,000 apps.")
	b.Choose("Trial")
	b.Press("Save plan")
	b.See("Your organization now has the trial plan.")
	b.See("of 2 GB used")
	b.WithinRow("Version 1.0.0", func() { b.Click("Remove version 1.0.0 of Probe") })
	b.See("you can no longer")
	b.Press("Remove version")
	b.See("Version 1.0.0 of Probe was removed.")
	b.See("No old versions")
	b.WithinRow("Probe", func() { b.See("1") })
}

func TestPlanIsNotForManagers(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	b.Visit(link.Storage())
	b.See("No limit.")
	b.DontSee("Save plan")
}

func TestUnfinishedUploadIsFoundAndCanceled(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft := d.NewDraft(admintest.FileEntry)
	at := d.Create(draft.ID, "heavy.apk", 4<<20)
	if answer, text := d.Patch(at, 0, make([]byte, 1<<20)); answer.StatusCode != http.StatusNoContent {
		t.Fatalf("%s: %s", answer.Status, text)
	}
	b := d.As(models.ApplicationManager)
	b.Visit(link.Drafts())
	b.Click("Uploads")
	b.See("1 MB of 4 MB received")
	b.Click("heavy.apk")
	b.See("1 MB of 4 MB uploaded.")
	b.Visit(link.Uploads())
	b.Click("Cancel upload of heavy.apk")
	b.See("1 MB uploaded so far is deleted")
	b.Press("Cancel upload")
	b.See("The upload of heavy.apk was canceled.")
	b.See("No uploads")
	if len(d.StoredFiles()) != 0 {
		t.Errorf("kept: %v", d.StoredFiles())
	}
}

// The plain form takes the place of what a script left half done.
func TestFormTakesThePlaceOfWhatArrived(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft := d.NewDraft(admintest.FileEntry)
	d.Create(draft.ID, "heavy.apk", 4<<20)
	b := d.As(models.ApplicationManager)
	b.Visit(link.Draft(string(draft.ID)))
	b.Attach("App package file", "probe.msi", bytes.NewReader(admintest.ProbeMSI()))
	b.Press("Upload file")
	b.See("Uploaded")
	b.DontSee("heavy.apk")
	b.Visit(link.Uploads())
	b.See("No uploads")
}

// A damaged file is on the Storage page and the Dashboard until the same file is uploaded again.
func TestDamagedFileIsShownAndRepaired(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := s.Publish(t, "lineOfBusinessApp", "probe.msi", admintest.VersionMSI("1.0.0"), field.Form{"displayName": {"Probe"}, "publisher": {"Contoso"}, "description": {"A tool."}})
	b := s.As(models.ApplicationManager)
	b.Visit(link.Storage())
	b.See("Oldest check:")
	keys, err := s.Options.Packages.Keys(t.Context(), "")
	admintest.NoError(t, err)
	for _, key := range keys {
		admintest.NoError(t, s.Options.Packages.Delete(t.Context(), key))
	}
	b.Press("Check files")
	b.See("Checking the stored files.")
	for found := (store.FileCheck{}); len(found.Damaged) == 0; {
		found, err = s.FileCheck(storetest.System(t))
		admintest.NoError(t, err)
	}
	b.Visit(link.Storage())
	b.See("Damaged files")
	b.WithinRow("probe.msi", func() {
		b.See("File is missing")
		b.See("Version 1.0.0")
		b.Click("Probe")
	})
	b.AtPath(link.AppSection(string(app.ID), "versions"))
	b.Visit(link.AdminHome())
	b.See("1 damaged package file")
	s.Send(t, "probe.msi", admintest.VersionMSI("1.0.0"))
	b.Visit(link.AdminHome())
	b.DontSee("damaged")
	b.Visit(link.Storage())
	b.DontSee("Damaged files")
}
