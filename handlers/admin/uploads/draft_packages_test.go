package uploads_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"appdepot/handlers"
	"appdepot/handlers/admin/admintest"
	"appdepot/models"
	"appdepot/views/link"
)

func TestFileComesRawOrInAForm(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	probe := admintest.ProbeMSI()
	raw, form := d.NewDraft(admintest.FileEntry), d.NewDraft(admintest.FileEntry)
	if answer, text := d.Put(raw.ID, "Probé 1.msi", probe); answer.StatusCode != http.StatusNoContent {
		t.Fatalf("PUT answers %s: %s", answer.Status, text)
	}
	answer, text := d.Post(form.ID, "probe.msi", probe)
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != link.DraftStep(string(form.ID), "information") {
		t.Fatalf("POST answers %s: %s", answer.Status, text)
	}
	a, b := d.File(raw.ID), d.File(form.ID)
	if a.State != models.UploadReady || a.Name != "Probé 1.msi" || b.State != models.UploadReady || b.PackageID != a.PackageID {
		t.Errorf("the drafts have %+v and %+v", a, b)
	}
	if len(d.StoredFiles()) != 1 {
		t.Errorf("kept: %v", d.StoredFiles())
	}
}

func TestFileIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	msi, web := d.NewDraft(admintest.FileEntry), d.NewDraft("webApp")
	for name, c := range map[string]struct {
		draft  models.ID
		path   string
		file   string
		status int
	}{
		"empty":          {msi.ID, "a.msi", "", http.StatusUnprocessableEntity},
		"nothing to add": {web.ID, "a.msi", "bytes", http.StatusUnprocessableEntity},
		"no such draft":  {models.NewID(), "a.msi", "bytes", http.StatusNotFound},
	} {
		answer, text := d.Put(c.draft, c.path, []byte(c.file))
		plain := strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain")
		if answer.StatusCode != c.status || !plain || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %s %q", name, answer.Status, text)
		}
	}
	if answer, _ := d.Post(msi.ID, "a.msi", nil); answer.StatusCode != http.StatusSeeOther || d.File(msi.ID).ID != "" {
		t.Errorf("an empty file in a form: %s", answer.Status)
	}
	if len(d.StoredFiles()) != 0 {
		t.Errorf("left behind: %v", d.StoredFiles())
	}
}

func TestFileThatIsNoPackageStaysWithItsReason(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft := d.NewDraft(admintest.FileEntry)
	if answer, text := d.Put(draft.ID, "a.msi", []byte("no package at all")); answer.StatusCode != http.StatusNoContent {
		t.Fatalf("%s: %s", answer.Status, text)
	}
	if u := d.File(draft.ID); u.State != models.UploadRefused || u.Problem.Empty() {
		t.Errorf("the draft has %+v", u)
	}
	if len(d.StoredFiles()) != 0 {
		t.Errorf("left behind: %v", d.StoredFiles())
	}
}

func TestBrokenUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.ApplicationManager)
	draft := d.NewDraft(admintest.FileEntry)
	half := io.MultiReader(strings.NewReader(strings.Repeat("x", 1<<20)), iotest.ErrReader(io.ErrUnexpectedEOF))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, link.DraftFile(string(draft.ID)), half)
	r.ContentLength = 2 << 20
	r.Header.Set("Content-Disposition", "attachment; filename=a.msi")
	r.AddCookie(d.Cookie)
	answer := httptest.NewRecorder()
	handlers.New(d.Server).ServeHTTP(answer, r)
	if answer.Code != http.StatusUnprocessableEntity || d.File(draft.ID).ID != "" || len(d.StoredFiles()) != 0 {
		t.Errorf("half a file is answered with %d; kept: %v", answer.Code, d.StoredFiles())
	}
}

func TestHelpDeskUploadsNothing(t *testing.T) {
	t.Parallel()
	d := admintest.Open(t, models.HelpDeskOperator)
	if answer, text := d.Put(d.NewDraft(admintest.FileEntry).ID, "a.msi", []byte("bytes")); answer.StatusCode != http.StatusForbidden {
		t.Errorf("%s: %s", answer.Status, text)
	}
}
