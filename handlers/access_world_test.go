package handlers_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/field"
	"appdepot/models/installer/sample"
	"appdepot/models/store/people"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// world is a site on which objects are made for each request, so that no request can spoil another's.
type world struct {
	*handlertest.Site
	t    *testing.T
	made *int
}

// person is somebody with a browser that is signed in; the zero person is not.
type person struct {
	models.User
	cookie string
}

func newWorld(t *testing.T) world {
	w := world{handlertest.New(t), t, new(int)}
	catalogs, err := catalog.New(catalog.Options{
		AppStore: "http://apps.example", StandIns: map[string]http.Handler{
			"apps.example": standin.AppStore(), "play.example": standin.Play("veldhoek", "Veldhoek Logistics"), "winget.example": standin.Winget(),
		},
		Settings: w.CatalogSettings,
	})
	w.must(err)
	w.Connect(catalogs)
	return w
}

// in is the same world with failures that belong to a subtest.
func (w world) in(t *testing.T) world {
	w.t = t
	return w
}

func (w world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// name is one that nothing has yet.
func (w world) name() string {
	*w.made++
	return fmt.Sprintf("thing-%d", *w.made)
}

func (w world) person(role models.Role) person {
	w.t.Helper()
	name := w.name()
	u, err := w.AddUser(storetest.System(w.t), field.Form{"name": {name}, "email": {name + "@appdepot.example"}, "password": {storetest.Password}, "role": {string(role)}})
	w.must(err)
	in, err := w.SignIn(w.t.Context(), u.Email, storetest.Password, people.Visitor{Address: "192.0.2.9", Agent: "test"})
	w.must(err)
	return person{u, in.Cookie}
}

func (w world) everyone() (list []person) {
	for _, role := range models.Roles {
		list = append(list, w.person(role))
	}
	return list
}

// fill puts objects in the place of a path's parameters. Whose the first one is says the caller; those behind it exist.
func (w world) fill(path, whose string, p person) string {
	w.t.Helper()
	first, group := true, models.ID("") // that exists
	return parameter.ReplaceAllStringFunc(path, func(noun string) string {
		defer func() { first = false }()
		switch {
		case first && whose == nobodys:
			return string(models.NewID())
		case first && whose == garbled:
			return "no-id"
		case first && whose == others:
			p = w.person(models.PortalUser)
		}
		id := w.object(noun, p, group)
		if noun == ":group" || noun == ":packed" {
			group = models.ID(id)
		}
		return id
	})
}

// grouped makes a group, or what is in one.
func (w world) grouped(noun string, p person, parent models.ID) string {
	w.t.Helper()
	ctx := storetest.System(w.t)
	if noun == ":member" && parent != "" {
		w.must(w.AddMember(ctx, parent, p.ID))
	}
	if noun == ":member" {
		return string(p.ID)
	}
	g, err := w.AddGroup(ctx, field.Form{"name": {w.name()}, "kind": {string(models.UserGroup)}})
	w.must(err)
	if noun == ":child" && parent != "" {
		w.must(w.AddSubgroup(ctx, parent, g.ID))
	}
	return string(g.ID)
}

// groupWith is a group with one person in it.
func (w world) groupWith(p person) models.ID {
	w.t.Helper()
	g, err := w.AddGroup(storetest.System(w.t), field.Form{"name": {w.name()}, "kind": {string(models.UserGroup)}})
	w.must(err)
	w.must(w.AddMember(storetest.System(w.t), g.ID, p.ID))
	return g.ID
}

func (w world) webApp(set ...models.DraftAssignment) models.App {
	w.t.Helper()
	d, _ := apptype.Get("webApp")
	answers := field.Form{}
	for k, v := range d.Example {
		answers[k] = v
	}
	answers["displayName"] = []string{w.name()}
	return w.Publish(w.t, "webApp", "", nil, answers, set...)
}

// packed is an app with a package file.
func (w world) packed(set ...models.DraftAssignment) models.App {
	w.t.Helper()
	return w.Publish(w.t, "lineOfBusinessApp", "tool.msi", msi(w.name(), "1.0.0"), field.Form{"displayName": {w.name()}, "publisher": {"Example"}, "description": {"A tool."}}, set...)
}

// old is a version of an app that is not its current one.
func (w world) old(id models.ID) string {
	w.t.Helper()
	if id == "" {
		return string(models.NewID())
	}
	ctx := storetest.System(w.t)
	app, err := w.App(ctx, id)
	w.must(err)
	_, err = w.AddVersion(ctx, id, app.Version, w.Send(w.t, "tool.msi", msi(w.name(), "2.0.0")), nil)
	w.must(err)
	return string(app.VersionID)
}

func msi(name, version string) []byte {
	return sample.MSI(sample.MSIOptions{Name: name, Version: version, Manufacturer: "Example", AllUsers: "1", Platform: "x64", Language: 1033,
		ProductCode: "{6F1C7C0E-5B0A-4C42-9A53-9E7C4C1F0A11}", UpgradeCode: "{0B7E2C58-7B7D-4E5A-9C38-2E0B4B7F2A10}"})
}

func (w world) device(p person) models.ID {
	w.t.Helper()
	d, err := w.AddDevice(storetest.System(w.t), models.Device{Name: w.name(), Platform: models.Windows, Ownership: models.Personal, PrimaryUserID: p.ID, OSVersion: "10.0.26100", Enrolled: true})
	w.must(err)
	return d.ID
}

// apk is an upload that can become a private app.
func (w world) apk() models.ID {
	w.t.Helper()
	return w.Send(w.t, "dock.apk", sample.APK(sample.APKOptions{Label: "Dock", PackageID: "example." + strings.ReplaceAll(w.name(), "-", ""), VersionName: "1.0",
		VersionCode: 1, MinSDK: 30, Signer: sample.NewSigner("Veldhoek")}))
}

// listedIcon is a picture of an app that a search has just listed; others are not fetched.
func (w world) listedIcon() string { return w.hit("a").Icon }

// hit is an app of the App Store with a picture.
func (w world) hit(search string) catalog.Hit {
	w.t.Helper()
	ctx := storetest.System(w.t)
	source, err := w.Catalogs.Source(ctx, apptype.AppStore)
	w.must(err)
	hits, err := source.Search(ctx, catalog.Query{Text: search, Country: "NL"})
	w.must(err)
	i := slices.IndexFunc(hits, func(h catalog.Hit) bool { return h.Icon != "" })
	if i < 0 {
		w.t.Fatal("no app with a picture was found")
	}
	return hits[i]
}

func (w world) png() []byte {
	w.t.Helper()
	var b bytes.Buffer
	w.must(png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))))
	return b.Bytes()
}

func (w world) image() string {
	w.t.Helper()
	i, err := w.AddImage(storetest.System(w.t), bytes.NewReader(w.png()))
	w.must(err)
	return string(i.ID)
}

// send sends a request with the usual form and follows no redirect.
func (w world) send(method, path string, p person) *http.Response {
	w.t.Helper()
	headers := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	return w.request(method, path, p, strings.NewReader(w.usual(method, path, p).Encode()), headers)
}

// usual is a form with nothing but what names another object: the device that a request is for, and the assignments to keep, which are none.
func (w world) usual(method, path string, p person) url.Values {
	w.t.Helper()
	form := url.Values{"set": {"none"}}
	if strings.HasPrefix(path, link.CompanyApps()) && method == http.MethodPost {
		form.Set("device", string(w.device(p)))
	}
	return form
}

// request sends a request; the answer's body is read.
func (w world) request(method, path string, p person, sent io.Reader, headers map[string]string) *http.Response {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.URL+path, sent)
	w.must(err)
	if strings.HasPrefix(path, link.Uploads()) && p.cookie != "" && !strings.HasPrefix(headers["Content-Type"], "multipart/") { // nobody is sent to sign in
		for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Length": "8", "Upload-Metadata": "any dHJ1ZQ==,filename dG9vbC5tc2k=", "Upload-Offset": "0", "X-HTTP-Method-Override": "HEAD"} {
			r.Header.Set(name, value)
		}
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	if method == http.MethodPatch {
		r.Header.Set("Content-Type", "application/offset+octet-stream")
	}
	if p.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "appdepot_session", Value: p.cookie})
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	w.must(err)
	defer answer.Body.Close()
	received, err := io.ReadAll(answer.Body)
	w.must(err)
	answer.Body = io.NopCloser(bytes.NewReader(received))
	return answer
}

// ask sends a request and says what came of it.
func (w world) ask(method, path string, p person) string {
	w.t.Helper()
	answer := w.send(method, path, p)
	switch to := answer.Header.Get("Location"); {
	case answer.StatusCode == http.StatusSeeOther && p.cookie == "" && strings.HasPrefix(to, link.SignIn()):
		return signIn
	case answer.StatusCode == http.StatusForbidden:
		return refused
	case answer.StatusCode == http.StatusNotFound:
		return missing
	case answer.StatusCode < 400, slices.Contains([]int{http.StatusConflict, http.StatusUnprocessableEntity}, answer.StatusCode):
		return through
	default:
		return answer.Status
	}
}

func (w world) expect(got string, want []string, who string) {
	w.t.Helper()
	if !slices.Contains(want, got) {
		w.t.Errorf("%s: %s, want %s", who, got, strings.Join(want, " or "))
	}
}
