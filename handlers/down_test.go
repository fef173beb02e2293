package handlers_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/device"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// request makes a request as a signed-in administrator, or as a device.
func request(t *testing.T, method, address, body string, cookie *http.Cookie, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if cookie != nil {
		r.AddCookie(cookie)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

// expectDown fails unless somebody is told in a sentence to come back.
func expectDown(t *testing.T, what string, answer *http.Response, text string) {
	t.Helper()
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || !strings.Contains(text, "Try again in a minute.") {
		t.Errorf("%s: %s, Retry-After %q:\n%s", what, answer.Status, answer.Header.Get("Retry-After"), text)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// behindWay is a server whose Postgres is at the end of a way.
func behindWay(t *testing.T) (f storetest.Fixture, w *way, server string, cookie *http.Cookie) {
	t.Helper()
	f = storetest.NewPostgres(t)
	at, err := url.Parse(f.Options.Database)
	if err != nil {
		t.Fatal(err)
	}
	w = newWay(t, at.Host)
	at.Host = w.address
	f.Options.Database = at.String()
	if f.Store, err = store.Open(t.Context(), f.Options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Store.Close() })
	page := admintest.SignedIn(t, f)
	running := httptest.NewServer(page.Handler)
	t.Cleanup(running.Close)
	return f, w, running.URL, page.Cookie
}

// Without its database the server asks everybody to come back, and works again as soon as the database does.
func TestDatabaseDown(t *testing.T) {
	t.Parallel()
	_, way, server, cookie := behindWay(t)

	way.cut()
	for _, address := range []string{link.Apps(), link.Categories(), link.SignIn()} {
		answer, text := request(t, http.MethodGet, server+address, "", cookie)
		expectDown(t, address, answer, text)
	}
	answer, text := request(t, http.MethodPost, server+link.Categories(), "name=Tools", cookie, "Content-Type", "application/x-www-form-urlencoded")
	expectDown(t, "an edit", answer, text)
	answer, text = request(t, http.MethodPost, server+device.Prefix+"/checkins", `{"inventoryHash":"`+strings.Repeat("0", 64)+`"}`, nil, "Content-Type", "application/json", "Authorization", "Bearer PC")
	expectDown(t, "a check-in", answer, text)
	if answer, text := request(t, http.MethodGet, server+"/readyz", "", nil); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("readiness: %s %s", answer.Status, text)
	}
	if answer, text := request(t, http.MethodGet, server+"/healthz", "", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("health: %s %s", answer.Status, text)
	}

	way.open(t)
	if answer, text := request(t, http.MethodGet, server+link.Apps(), "", cookie); answer.StatusCode != http.StatusOK {
		t.Errorf("the database is back: %s %s", answer.Status, text)
	}
}

// The connection may end within any answer of the database: while rows are read, while work is queued, at the end of a change.
func TestDatabaseGoesAwayHalfway(t *testing.T) {
	t.Parallel()
	f, way, server, cookie := behindWay(t)
	system := storetest.System(t)
	group := f.NewGroup(t, "Warehouse", models.UserGroup)
	for i := range 3 { // so that there are rows after the first one
		f.NewDevice(t, fmt.Sprint("PC ", i), f.NewUser(t, fmt.Sprint("Ann ", i)).ID)
		must(t, f.AddMember(system, group.ID, f.NewUser(t, fmt.Sprint("Bob ", i)).ID))
	}
	app := f.Windows(t, "Maps")["Maps"]
	must(t, f.AssignApp(system, app.ID, app.Version, []models.DraftAssignment{
		{Intent: models.Required, Mode: models.Include, Target: models.TargetGroup, GroupID: group.ID},
		{Intent: models.Required, Mode: models.Include, Target: models.TargetAllDevices},
	}))
	edit, err := f.EditAssignments(f.As(t, models.Administrator), []models.Object{models.AppOf(app.ID)})
	must(t, err)
	enrollment, _, err := f.AddEnrollmentToken(system, field.Form{"user": {storetest.Email(models.Administrator)}, "lifetime": {"1"}})
	must(t, err)
	pc, err := f.EnrollDevice(t.Context(), checkin.Enroll{EnrollmentToken: enrollment,
		Device: checkin.DeviceFacts{Name: "PC", Platform: models.Windows, OSVersion: "10.0.26100", Architecture: models.X64}})
	must(t, err)

	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, c := range []struct {
		method, address, body string
		headers               []string
	}{
		{"GET", link.AdminHome(), "", nil},
		{"GET", link.AssignmentEdit(string(edit.ID)), "", nil},
		{"POST", link.StorageCheck(), "", form},
		{"POST", device.Prefix + "/checkins", `{"name":"PC %d","inventoryHash":"` + checkin.InventoryHash(nil) + `","inventory":[]}`,
			[]string{"Content-Type", "application/json", "Authorization", "Bearer " + pc.DeviceToken}},
	} {
		for n := int64(1); ; n++ {
			body := strings.ReplaceAll(c.body, "%d", fmt.Sprint(n)) // a device with news is planned for
			way.breakAt(n)
			answer, text := request(t, c.method, server+c.address, body, cookie, c.headers...)
			if !way.broke() {
				if answer.StatusCode >= 400 {
					t.Errorf("%s %s: %s\n%s", c.method, c.address, answer.Status, text)
				}
				break
			}
			if answer.StatusCode >= 400 {
				expectDown(t, fmt.Sprintf("%s %s, broken at answer %d", c.method, c.address, n), answer, text)
			}
		}
	}
}

// While nothing can be written, pages are there and edits are asked to come back; the server is not ready.
func TestDatabaseThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	page := admintest.SignedIn(t, f)
	server := httptest.NewServer(page.Handler)
	t.Cleanup(server.Close)
	edit := func() (*http.Response, string) {
		return request(t, http.MethodPost, server.URL+link.Categories(), "name=Tools", page.Cookie, "Content-Type", "application/x-www-form-urlencoded")
	}
	release := f.Occupy(t)
	answer, text := edit()
	expectDown(t, "an edit", answer, text)
	if answer, text := request(t, http.MethodGet, server.URL+link.Apps(), "", page.Cookie); answer.StatusCode != http.StatusOK {
		t.Errorf("a page: %s %s", answer.Status, text)
	}
	if answer, text := request(t, http.MethodGet, server.URL+"/readyz", "", nil); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("readiness: %s %s", answer.Status, text)
	}
	release()
	if answer, text := edit(); answer.StatusCode != http.StatusSeeOther {
		t.Errorf("an edit when writing works again: %s %s", answer.Status, text)
	}
	if answer, text := request(t, http.MethodGet, server.URL+"/readyz", "", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("readiness when writing works again: %s %s", answer.Status, text)
	}
}

// way is the way to a server, which can be cut.
type way struct {
	address, to string
	mu          sync.Mutex
	listener    net.Listener
	connections []net.Conn
	left        atomic.Int64 // answers until one is broken; none is when it is 0 or less
}

func newWay(t *testing.T, to string) *way {
	w := &way{address: "127.0.0.1:0", to: to}
	w.open(t)
	t.Cleanup(w.cut)
	return w
}

func (w *way) open(t *testing.T) {
	t.Helper()
	l, err := net.Listen("tcp", w.address)
	if err != nil {
		t.Fatal(err)
	}
	w.address, w.listener = l.Addr().String(), l
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("tcp", w.to)
			if err != nil {
				from.Close()
				continue
			}
			w.mu.Lock()
			w.connections = append(w.connections, from, to)
			w.mu.Unlock()
			go w.answer(from, to)
			go io.Copy(to, from)
		}
	}()
}

// answer passes on what the server answers, all of it or until one is broken.
func (w *way) answer(from, to net.Conn) {
	b := make([]byte, 64<<10)
	for {
		n, err := to.Read(b)
		broken := n > 0 && w.left.Add(-1) == 0
		if broken {
			n = max(0, n-10) // the rows arrive, and not that they are all
		}
		if _, gone := from.Write(b[:n]); err != nil || gone != nil || broken {
			from.Close()
			to.Close()
			return
		}
	}
}

// breakAt ends a connection shortly before the end of the n-th answer from now. Other connections stay.
func (w *way) breakAt(n int64) { w.left.Store(n) }

// broke reports whether that has come about; it no longer will.
func (w *way) broke() bool { return w.left.Swap(0) <= 0 }

func (w *way) cut() {
	w.listener.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.connections {
		c.Close()
	}
	w.connections = nil
}
