package listen

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"appdepot/handlers/web/webtest"
)

// patience is longer than a test may take.
const patience = 20 * time.Second

// serve answers "hello" behind a limit.
func serve(t *testing.T, most int, exempt ...netip.Prefix) (address string, log *webtest.Log) {
	t.Helper()
	log = &webtest.Log{}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }))
	s.Listener = PerAddress(s.Listener, most, exempt, slog.New(slog.NewTextHandler(log, nil)))
	s.Start()
	t.Cleanup(s.Close)
	return s.Listener.Addr().String(), log
}

// ask opens a connection, and reports whether it was answered. It stays open until it is closed.
func ask(t *testing.T, address string) (net.Conn, bool) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") // refused connections may break here already
	b := make([]byte, 12)
	_, err = io.ReadFull(c, b)
	return c, err == nil && string(b) == "HTTP/1.1 200"
}

func TestOneAddressHasSoManyConnections(t *testing.T) {
	t.Parallel()
	address, log := serve(t, 3)
	var open []net.Conn
	for i := range 3 {
		c, answered := ask(t, address)
		if !answered {
			t.Fatalf("connection %d is refused", i+1)
		}
		open = append(open, c)
	}
	for range 5 {
		if _, answered := ask(t, address); answered {
			t.Error("a fourth connection is answered")
		}
	}
	if got := strings.Count(log.String(), "level=WARN"); got != 1 || !strings.Contains(log.String(), "127.0.0.1") {
		t.Errorf("%d warnings for one address in a minute:\n%s", got, log)
	}
	open[0].Close()
	for end := time.Now().Add(patience); ; {
		if _, answered := ask(t, address); answered {
			break
		}
		if time.Now().After(end) {
			t.Fatal("a connection that ended still counts")
		}
	}
}

func TestProxiesAndServersWithoutALimitAreFree(t *testing.T) {
	t.Parallel()
	proxy, _ := serve(t, 1, netip.MustParsePrefix("127.0.0.0/8"))
	unlimited, _ := serve(t, 0)
	for _, address := range []string{proxy, unlimited} {
		for range 4 {
			if _, answered := ask(t, address); !answered {
				t.Error("a connection is refused")
			}
		}
	}
}

// One customer of a provider has 2 to the 64 addresses.
func TestNeighborsInIPv6AreOneAddress(t *testing.T) {
	for text, want := range map[string]string{
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::", "2001:db8:1:2:ffff::1": "2001:db8:1:2::", "192.0.2.9": "192.0.2.9",
	} {
		if got := customer(netip.MustParseAddr(text)).String(); got != want {
			t.Errorf("%s counts as %s, want %s", text, got, want)
		}
	}
}

// What the kernel can send by itself it still does.
func TestFilesAreSentByTheKernel(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l = PerAddress(l, 5, nil, slog.New(slog.DiscardHandler))
	defer l.Close()
	go func() {
		if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
			defer c.Close()
		}
	}()
	c, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, ok := c.(io.ReaderFrom); !ok {
		t.Errorf("%T takes no file", c)
	}
}
