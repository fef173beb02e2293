package uploads_test

import (
	"bytes"
	"net/http"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// fitting are the kinds of app that take files of a format.
func fitting(format string) (labels []string) {
	for _, e := range apptype.Pane() {
		if d, err := e.ForFormat(format); err == nil && !d.Fetched() {
			labels = append(labels, e.Label)
		}
	}
	return labels
}

// The content decides which wizard a file leads to, whatever it is called.
func TestFileLeadsToItsWizard(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{"installer.msi": sample.Example(".apk")})
	b.See("Android line-of-business app")
	b.See("but its content is a .apk package")
	b.See("From the file")
}

func TestFileThatFitsTwoTypesIsAskedAbout(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{"probe.msi": admintest.VersionMSI("1.0.0")})
	kinds := fitting("msi")
	if len(kinds) > 1 {
		b.See("Several app types fit probe.msi. Choose one.")
		for _, label := range kinds {
			b.See(label)
		}
		b.Choose("Line-of-business app")
		b.Press("Create draft from probe.msi")
	}
	b.See("Windows line-of-business app (MSI)")
	lines, err := s.Drafts(storetest.System(t))
	if err != nil || len(lines) != 1 || lines[0].FileName != "probe.msi" {
		t.Errorf("drafts: %+v, %v", lines, err)
	}
}

// Of several files each is told what came of it; one that is no package does not keep the others from becoming drafts.
func TestSeveralFilesAtOnce(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{
		"scan.apk": sample.Example(".apk"), "manual.pdf": []byte("%PDF-1.7 how to scan"), "empty.apk": {}, "notes.txt": []byte("remember the milk"),
	})
	b.See("empty.apk was not added")
	b.WithinRow("scan.apk", func() { b.See("Draft created") })
	b.WithinRow("manual.pdf", func() { b.See("Cannot be used") })
	b.WithinRow("notes.txt", func() { b.See(".msi") })
	b.WithinRow("notes.txt", func() { b.Click("Remove") })
	b.Press("Cancel upload")
	b.DontSee("remember")
	b.DontSee("notes.txt was not")
	b.WithinRow("scan.apk", func() { b.Click("Continue with Scan") })
	b.See("Android line-of-business app")
}

func TestNoFileIsNoUpload(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	answer, _ := d.Request(http.MethodPost, link.NewUpload(), bytes.NewReader(nil), "Content-Type", "text/plain")
	if answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("%s", answer.Status)
	}
	answer, _ = d.Request(http.MethodPost, link.UploadDraft(string(models.NewID())), nil)
	if answer.StatusCode != http.StatusNotFound {
		t.Errorf("an upload that is not there: %s", answer.Status)
	}
}

// Without JavaScript, and without a file, the page says what is missing.
func TestUploadWithoutAFileAsksForOne(t *testing.T) {
	t.Parallel()
	b := handlertest.New(t).As(models.ApplicationManager)
	b.Visit(link.NewUpload())
	b.Press("Upload files")
	b.Status(http.StatusUnprocessableEntity)
	b.See("Choose a file to upload.")
	admintest.BeginType(b, "win32LobApp")
	b.Press("Upload file")
	b.See("Choose a file to upload.")
}

// A file that arrived and was left is found again, until somebody says what it is.
func TestFileThatWasLeftIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{"probe.msi": admintest.VersionMSI("1.0.0")})
	b.See("Several app types fit")
	b.Visit(link.Drafts())
	b.Click("Uploads")
	b.WithinRow("probe.msi", func() {
		b.See("Complete")
		b.Click("probe.msi")
	})
	b.Choose("Line-of-business app")
	b.Press("Create draft from probe.msi")
	b.See("Windows line-of-business app (MSI)")
	b.Visit(link.Uploads())
	b.See("No uploads")
}

// Two apps that devices cannot tell from each other are one mistake too many.
func TestAppThatIsThereAlreadyIsPointedTo(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	app := s.Publish(t, admintest.FileEntry, "scan.apk", sample.Example(".apk"), field.Form{"displayName": {"Scan one"}, "publisher": {"Us"}, "description": {"Scans."}, "minimumSupportedOperatingSystem": {"10.0"}})
	b := s.As(models.ApplicationManager)
	admintest.UploadFiles(b, map[string][]byte{"again.apk": sample.Example(".apk")})
	b.See("Devices cannot tell these apps apart")
	b.Click("Scan one")
	b.See(app.Name)
}
