package admin_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"

	"appdepot/handlers"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// door is a signed-in client that follows no redirects.
type door struct {
	*handlertest.Site
	t      *testing.T
	cookie *http.Cookie
}

func open(t *testing.T, role models.Role) *door {
	t.Helper()
	s := handlertest.New(t)
	u := s.Person(t, role)
	token, _, err := s.SignIn(t.Context(), u.Email, storetest.Password, "192.0.2.1", "test")
	if err != nil {
		t.Fatal(err)
	}
	return &door{s, t, &http.Cookie{Name: "appdepot_session", Value: token}}
}

// send makes a request and gives the answer with its text.
func (d *door) send(method, path string, body io.Reader, headers ...string) (*http.Response, string) {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.URL+path, body)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.AddCookie(d.cookie)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer, string(text)
}

// put sends a file as the script does.
func (d *door) put(draft models.ID, name string, file []byte) (*http.Response, string) {
	d.t.Helper()
	return d.send(http.MethodPut, link.DraftFile(string(draft)), bytes.NewReader(file), "Accept", "text/plain",
		"Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
}

// post sends a file as the form does.
func (d *door) post(draft models.ID, name string, file []byte) (*http.Response, string) {
	d.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("note", "a field before the file"); err != nil {
		d.t.Fatal(err)
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		d.t.Fatal(err)
	}
	part.Write(file)
	form.Close()
	return d.send(http.MethodPost, link.DraftFile(string(draft)), &body, "Content-Type", form.FormDataContentType())
}

func (d *door) draft(entry string) models.Draft {
	d.t.Helper()
	draft, err := d.AddDraft(d.Fixture.As(d.t, models.ApplicationManager), entry)
	if err != nil {
		d.t.Fatal(err)
	}
	return draft
}

// file is the upload that a draft now has.
func (d *door) file(draft models.ID) models.Upload {
	d.t.Helper()
	now, err := d.Draft(storetest.System(d.t), draft)
	if err != nil {
		d.t.Fatal(err)
	}
	if now.UploadID == "" {
		return models.Upload{}
	}
	u, err := d.Upload(storetest.System(d.t), now.UploadID)
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

func (d *door) kept() []string {
	d.t.Helper()
	keys, err := d.Options.Packages.Keys(d.t.Context(), "")
	if err != nil {
		d.t.Fatal(err)
	}
	return keys
}

func probeMSI() []byte {
	return sample.MSI(sample.MSIOptions{Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", AllUsers: "1"})
}

const fileEntry = "lineOfBusinessApp"

func TestFileComesRawOrInAForm(t *testing.T) {
	d := open(t, models.ApplicationManager)
	probe := probeMSI()
	raw, form := d.draft(fileEntry), d.draft(fileEntry)
	if answer, text := d.put(raw.ID, "Probé 1.msi", probe); answer.StatusCode != http.StatusNoContent {
		t.Fatalf("PUT answers %s: %s", answer.Status, text)
	}
	answer, text := d.post(form.ID, "probe.msi", probe)
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != link.DraftStep(string(form.ID), "information") {
		t.Fatalf("POST answers %s: %s", answer.Status, text)
	}
	a, b := d.file(raw.ID), d.file(form.ID)
	if a.State != models.UploadReady || a.Name != "Probé 1.msi" || b.State != models.UploadReady || b.PackageID != a.PackageID {
		t.Errorf("the drafts have %+v and %+v", a, b)
	}
	if len(d.kept()) != 1 {
		t.Errorf("kept: %v", d.kept())
	}
}

func TestFileIsRefusedWithASentence(t *testing.T) {
	d := open(t, models.ApplicationManager)
	msi, web := d.draft(fileEntry), d.draft("webApp")
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
		answer, text := d.put(c.draft, c.path, []byte(c.file))
		plain := strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain")
		if answer.StatusCode != c.status || !plain || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %s %q", name, answer.Status, text)
		}
	}
	if answer, _ := d.post(msi.ID, "a.msi", nil); answer.StatusCode != http.StatusSeeOther || d.file(msi.ID).ID != "" {
		t.Errorf("an empty file in a form: %s", answer.Status)
	}
	if len(d.kept()) != 0 {
		t.Errorf("left behind: %v", d.kept())
	}
}

func TestFileThatIsNoPackageStaysWithItsReason(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft := d.draft(fileEntry)
	if answer, text := d.put(draft.ID, "a.msi", []byte("no package at all")); answer.StatusCode != http.StatusNoContent {
		t.Fatalf("%s: %s", answer.Status, text)
	}
	if u := d.file(draft.ID); u.State != models.UploadRefused || u.Problem.Empty() {
		t.Errorf("the draft has %+v", u)
	}
	if len(d.kept()) != 0 {
		t.Errorf("left behind: %v", d.kept())
	}
}

func TestBrokenUploadLeavesNothing(t *testing.T) {
	d := open(t, models.ApplicationManager)
	draft := d.draft(fileEntry)
	half := io.MultiReader(strings.NewReader(strings.Repeat("x", 1<<20)), iotest.ErrReader(io.ErrUnexpectedEOF))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, link.DraftFile(string(draft.ID)), half)
	r.ContentLength = 2 << 20
	r.Header.Set("Content-Disposition", "attachment; filename=a.msi")
	r.AddCookie(d.cookie)
	answer := httptest.NewRecorder()
	handlers.New(d.Server).ServeHTTP(answer, r)
	if answer.Code != http.StatusUnprocessableEntity || d.file(draft.ID).ID != "" || len(d.kept()) != 0 {
		t.Errorf("half a file is answered with %d; kept: %v", answer.Code, d.kept())
	}
}

func TestHelpDeskUploadsNothing(t *testing.T) {
	d := open(t, models.HelpDeskOperator)
	if answer, text := d.put(d.draft(fileEntry).ID, "a.msi", []byte("bytes")); answer.StatusCode != http.StatusForbidden {
		t.Errorf("%s: %s", answer.Status, text)
	}
}
