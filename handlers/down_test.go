package handlers_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/device"
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

// Without its database the server asks everybody to come back, and works again as soon as the database does.
func TestDatabaseDown(t *testing.T) {
	t.Parallel()
	f := storetest.NewPostgres(t)
	f.Person(t, "administrator")
	at, err := url.Parse(f.Options.Database)
	if err != nil {
		t.Fatal(err)
	}
	way := newWay(t, at.Host)
	at.Host = way.address
	f.Options.Database = at.String()
	if f.Store, err = store.Open(t.Context(), f.Options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Store.Close() })
	page := admintest.SignedIn(t, f)
	server := httptest.NewServer(page.Handler)
	t.Cleanup(server.Close)

	way.cut()
	for _, address := range []string{link.Apps(), link.Categories(), link.SignIn()} {
		answer, text := request(t, http.MethodGet, server.URL+address, "", page.Cookie)
		expectDown(t, address, answer, text)
	}
	answer, text := request(t, http.MethodPost, server.URL+link.Categories(), "name=Tools", page.Cookie, "Content-Type", "application/x-www-form-urlencoded")
	expectDown(t, "an edit", answer, text)
	answer, text = request(t, http.MethodPost, server.URL+device.Prefix+"/checkins", `{"inventoryHash":"`+strings.Repeat("0", 64)+`"}`, nil, "Content-Type", "application/json", "Authorization", "Bearer PC")
	expectDown(t, "a check-in", answer, text)
	if answer, text := request(t, http.MethodGet, server.URL+"/readyz", "", nil); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("readiness: %s %s", answer.Status, text)
	}
	if answer, text := request(t, http.MethodGet, server.URL+"/healthz", "", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("health: %s %s", answer.Status, text)
	}

	way.open(t)
	if answer, text := request(t, http.MethodGet, server.URL+link.Apps(), "", page.Cookie); answer.StatusCode != http.StatusOK {
		t.Errorf("the database is back: %s %s", answer.Status, text)
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
			go io.Copy(from, to)
			go io.Copy(to, from)
		}
	}()
}

func (w *way) cut() {
	w.listener.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.connections {
		c.Close()
	}
	w.connections = nil
}
