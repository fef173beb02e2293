package catalog

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"appdepot/models"
	"appdepot/models/apptype"
)

// public asks the guard that every connection passes.
func public(a string) bool { return refuseInside("tcp", net.JoinHostPort(a, "443"), nil) == nil }

func TestPublicAddresses(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
		"100.100.100.200", "192.0.0.192", "198.18.0.1", "203.0.113.5", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
		"::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1", "2001:0:1::1", "100::1", "::7f00:1", "::a9fe:a9fe",
	} {
		if public(a) {
			t.Errorf("%s passes for public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "17.253.144.10", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2a00:1450:400e:80c::200e", "2606:4700::1111", "::ffff:8.8.8.8"} {
		if !public(a) {
			t.Errorf("%s does not pass for public", a)
		}
	}
}

// listener counts connections to an address of this machine.
func listener(t *testing.T) (port string, reached *atomic.Int64) {
	t.Helper()
	reached = new(atomic.Int64)
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			reached.Add(1)
		}
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port, reached
}

func guarded(t *testing.T, r *net.Resolver, address string) error {
	t.Helper()
	c, err := New(Options{Resolver: r})
	if err != nil {
		t.Fatal(err)
	}
	return c.CheckSource(t.Context(), models.CatalogSource{ID: models.NewID(), Name: "Typed", Kind: models.WingetREST, Location: address})
}

func TestAdministratorsAddressesStayOutside(t *testing.T) {
	port, reached := listener(t)
	for _, host := range []string{
		"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1",
		"169.254.169.254", "10.0.0.1", "192.168.0.1", "[fe80::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "100.100.100.200", "localhost.",
	} {
		err := guarded(t, nil, "https://"+host+":"+port+"/")
		if models.KindOf(err) != models.KindUnavailable {
			t.Errorf("%s: %v, want that it is not asked", host, err)
		}
	}
	for _, address := range []string{"http://example.com/", "ftp://example.com/", "file:///etc/passwd", "https://user:secret@example.com/", "https://", "gopher://127.0.0.1", "https://example.com/?x=1", "//example.com", "example.com", "https://exa mple.com", "\x00"} {
		if err := guarded(t, nil, address); models.KindOf(err) != models.KindInvalid {
			t.Errorf("%q: %v, want it refused as no address", address, err)
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d connections reached this machine", reached.Load())
	}
}

// Packages go no other way than questions.
func TestPackagesAreNotSentInside(t *testing.T) {
	port, reached := listener(t)
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"} {
		play, err := c.Connect("https://"+host+":"+port, "veldhoek")
		if err == nil {
			_, err = play.MakePrivateApp(t.Context(), PrivateApp{Title: "Dock", PackageName: "a.b", Size: 4, SHA256: "00", Content: strings.NewReader("file")})
		}
		if models.KindOf(err) != models.KindUnavailable {
			t.Errorf("%s: %v, want that nothing is sent there", host, err)
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d connections reached this machine", reached.Load())
	}
}

func TestNamesThatLeadInside(t *testing.T) {
	port, reached := listener(t)
	for _, a := range []string{"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1"} {
		resolver, asked := names(t, netip.MustParseAddr(a))
		err := guarded(t, resolver, "https://catalog.example:"+port+"/")
		if e, ok := errors.AsType[*models.Error](err); !ok || !errors.Is(err, errInside) || e.Kind != models.KindUnavailable {
			t.Errorf("a name that leads to %s: %v", a, err)
		}
		if asked.Load() == 0 {
			t.Error("the name was not looked up through the resolver")
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d connections reached this machine", reached.Load())
	}
}

// The address that is checked is the one that is connected to: an answer that changes between two look-ups gains nothing,
// because there is one look-up only.
func TestNameIsLookedUpOnce(t *testing.T) {
	resolver, asked := names(t, netip.MustParseAddr("127.0.0.1"))
	_ = guarded(t, resolver, "https://rebind.example/")
	if n := asked.Load(); n < 1 || n > 2 {
		t.Errorf("%d questions to the name server, want one for each kind of address", n)
	}
}

// names is a resolver whose server knows one address for every name.
func names(t *testing.T, a netip.Addr) (*net.Resolver, *atomic.Int64) {
	t.Helper()
	asked := new(atomic.Int64)
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(packet)
			if err != nil {
				return
			}
			asked.Add(1)
			if answer, err := answerName(packet[:n], a); err == nil {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}, asked
}

func answerName(question []byte, a netip.Addr) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	head := dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Class: dnsmessage.ClassINET, TTL: 0}
	switch kind := m.Questions[0].Type; {
	case kind == dnsmessage.TypeA && a.Is4():
		m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AResource{A: a.As4()}}}
	case kind == dnsmessage.TypeAAAA && a.Is6():
		m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}}}
	}
	return m.Pack()
}

func TestRedirectsStayWhereTheyMay(t *testing.T) {
	_, reached := listener(t)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(elsewhere.Close)
	for _, to := range []string{elsewhere.URL, "file:///etc/passwd", "http://169.254.169.254/latest/meta-data/", "/again"} {
		own := httptest.NewServer(http.RedirectHandler(to, http.StatusFound))
		t.Cleanup(own.Close)
		c, err := New(Options{AppStore: own.URL})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.apple.Search(t.Context(), Query{Text: "x"}); models.KindOf(err) != models.KindUnavailable {
			t.Errorf("a redirect to %s: %v", to, err)
		}
	}
	if reached.Load() != 0 {
		t.Error("a redirect was followed to another host")
	}
	for target, want := range map[string]error{"https://example.com/": nil, "http://example.com/": errRedirect, "ftp://example.com/": errRedirect} {
		u, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := stayEncrypted(&http.Request{URL: u}, nil); !errors.Is(err, want) {
			t.Errorf("from outside to %s: %v, want %v", target, err, want)
		}
	}
}

// A catalog whose own host may be inside cannot send pictures from elsewhere inside.
func TestPicturesFromElsewhere(t *testing.T) {
	port, reached := listener(t)
	own := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(own.Close)
	c, err := New(Options{AppStore: own.URL})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"https://127.0.0.1:" + port + "/x.png", "http://127.0.0.1:" + port + "/x.png", "file:///etc/passwd", "https://localhost:" + port} {
		if picture := c.apple.site.icon(t.Context(), address); picture != nil {
			t.Errorf("%s gave a picture", address)
		}
	}
	if c.Icon(t.Context(), apptype.AppStore, own.URL+"/secret.png") != nil || reached.Load() != 0 {
		t.Error("an address that no search listed was fetched")
	}
}

func TestHugeAndSlowAnswers(t *testing.T) {
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	for name, h := range map[string]http.HandlerFunc{
		"huge": func(w http.ResponseWriter, _ *http.Request) {
			block := []byte(strings.Repeat(" ", 1<<20))
			for range 64 {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		},
		"no end": func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); wait(r, release) },
		"silent": func(_ http.ResponseWriter, r *http.Request) { wait(r, release) },
		"garbage": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html>sign in to the network</html>"))
		},
		"deep":  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(strings.Repeat("[", 1<<20))) },
		"angry": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"busy":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
	} {
		server := httptest.NewServer(h)
		t.Cleanup(server.CloseClientConnections)
		c, err := New(Options{AppStore: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, err = c.apple.Search(ctx, Query{Text: "x"})
		cancel()
		if models.KindOf(err) != models.KindUnavailable {
			t.Errorf("%s: %v, want that the catalog is unavailable", name, err)
		}
	}
}

func wait(r *http.Request, release chan struct{}) {
	select {
	case <-r.Context().Done():
	case <-release:
	}
}

func TestAnswersAreRememberedForAWhile(t *testing.T) {
	asked, now := new(atomic.Int64), time.Unix(0, 0)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = w.Write([]byte(`{"results":[]}`))
	}))
	t.Cleanup(server.Close)
	c, err := New(Options{AppStore: server.URL, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	search := func(text string, want int64) {
		t.Helper()
		if _, err := c.apple.Search(t.Context(), Query{Text: text}); err != nil || asked.Load() != want {
			t.Errorf("%s: asked %d times, want %d (%v)", text, asked.Load(), want, err)
		}
	}
	search("one", 1)
	search(" one ", 1)
	search("two", 2)
	now = now.Add(answersKept + time.Second)
	search("one", 3)
}

func TestAppleIsNotAskedTooOften(t *testing.T) {
	now := time.Unix(0, 0)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{}`)) }))
	t.Cleanup(server.Close)
	c, err := New(Options{AppStore: server.URL, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	search := func(i int) error {
		_, err := c.apple.Search(t.Context(), Query{Text: "app " + strings.Repeat("x", i+1)})
		return err
	}
	for i := range appStorePerMinute {
		if err := search(i); err != nil {
			t.Fatal(err)
		}
	}
	if err := search(30); models.KindOf(err) != models.KindUnavailable {
		t.Errorf("one question too many: %v", err)
	}
	now = now.Add(time.Minute)
	if err := search(31); err != nil {
		t.Errorf("a minute later: %v", err)
	}
}

func TestAnswersStayWithinBounds(t *testing.T) {
	a := newAnswers(func() time.Time { return time.Unix(0, 0) })
	for i := range 2000 {
		a.put(strings.Repeat("q", i), make([]byte, i*100))
		if len(a.kept) > maxAnswers || a.size > maxAnswerMemory {
			t.Fatalf("%d answers of %d bytes are kept", len(a.kept), a.size)
		}
	}
	size := 0
	for _, kept := range a.kept {
		size += len(kept.text)
	}
	if size != a.size {
		t.Errorf("%d bytes are kept, and %d counted", size, a.size)
	}
}
