package admintest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/installer/sample"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// Client is a signed-in client that follows no redirects.
type Client struct {
	*handlertest.Site
	T      *testing.T
	Cookie *http.Cookie
}

// Open makes a site and signs somebody with this role in.
func Open(t *testing.T, role models.Role) *Client {
	t.Helper()
	s := handlertest.New(t)
	u := s.Person(t, role)
	in, err := s.SignIn(t.Context(), u.Email, storetest.Password, people.Visitor{Address: "192.0.2.1", Agent: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return &Client{s, t, &http.Cookie{Name: "appdepot_session", Value: in.Cookie}}
}

// Request makes a request and gives the answer with its text.
func (d *Client) Request(method, path string, body io.Reader, headers ...string) (*http.Response, string) {
	d.T.Helper()
	r, err := http.NewRequestWithContext(d.T.Context(), method, d.URL+path, body)
	if err != nil {
		d.T.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.AddCookie(d.Cookie)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		d.T.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		d.T.Fatal(err)
	}
	return answer, string(text)
}

// Put sends a file as the script does.
func (d *Client) Put(draft models.ID, name string, file []byte) (*http.Response, string) {
	d.T.Helper()
	return d.Request(http.MethodPut, link.DraftFile(string(draft)), bytes.NewReader(file), "Accept", "text/plain",
		"Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
}

// Post sends a file as the form does.
func (d *Client) Post(draft models.ID, name string, file []byte) (*http.Response, string) {
	d.T.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("note", "a field before the file"); err != nil {
		d.T.Fatal(err)
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		d.T.Fatal(err)
	}
	part.Write(file)
	form.Close()
	return d.Request(http.MethodPost, link.DraftFile(string(draft)), &body, "Content-Type", form.FormDataContentType())
}

// NewDraft begins a draft from an entry of the pane.
func (d *Client) NewDraft(entry string) models.Draft {
	d.T.Helper()
	draft, err := d.AddDraft(d.Fixture.As(d.T, models.ApplicationManager), entry)
	if err != nil {
		d.T.Fatal(err)
	}
	return draft
}

// File is the upload that a draft now has.
func (d *Client) File(draft models.ID) models.Upload {
	d.T.Helper()
	now, err := d.Draft(storetest.System(d.T), draft)
	if err != nil {
		d.T.Fatal(err)
	}
	if now.UploadID == "" {
		return models.Upload{}
	}
	u, err := d.Upload(storetest.System(d.T), now.UploadID)
	if err != nil {
		d.T.Fatal(err)
	}
	return u
}

// StoredFiles are the files in the package store.
func (d *Client) StoredFiles() []string {
	d.T.Helper()
	keys, err := d.Options.Packages.Keys(d.T.Context(), "")
	if err != nil {
		d.T.Fatal(err)
	}
	return keys
}

// ProbeMSI is a small package.
func ProbeMSI() []byte {
	return sample.MSI(sample.MSIOptions{Name: "Probe", Version: "1.2.3", Manufacturer: "Contoso",
		ProductCode: "{5F3C2A10-0000-4000-8000-000000000001}", AllUsers: "1"})
}

const FileEntry = "lineOfBusinessApp"
