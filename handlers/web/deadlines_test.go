package web_test

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/handlers/web/webtest"
	"appdepot/models/access"
	"appdepot/models/store/storetest"
)

// patience is longer than a test may take: a connection that is still open then is one that nobody ends.
const patience = 20 * time.Second

// running is a server that listens, with short deadlines. The log has every level; done gets the result of each handler.
func running(t *testing.T) (address string, log *webtest.Log, done chan error) {
	t.Helper()
	log, done = &webtest.Log{}, make(chan error, 10)
	s := &web.Server{Store: storetest.New(t).Store, Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Deadlines: web.Deadlines{Message: time.Second, Stall: time.Second, Rate: 64 << 10}}
	e := s.Echo()
	open := s.Group(e, "")
	open.Public(http.MethodPost, "/form", func(c echo.Context) error {
		_, err := web.Form(c)
		done <- err
		if err != nil {
			return err
		}
		return c.String(http.StatusOK, "thank you")
	})
	open.Upload(http.MethodPut, "/file", "", func(c echo.Context) error {
		n, err := io.Copy(io.Discard, c.Request().Body)
		done <- err
		if err != nil {
			return err
		}
		return c.String(http.StatusOK, fmt.Sprint(n, " bytes"))
	})
	open.Public(http.MethodGet, "/package", func(c echo.Context) error {
		_, err := io.Copy(web.Download(c), io.LimitReader(zeros{}, 64<<20))
		done <- err
		return err
	})
	open.Public(http.MethodGet, "/page", func(c echo.Context) error {
		err := c.Blob(http.StatusOK, "text/plain", make([]byte, 64<<20))
		done <- err
		return err
	})
	open.Public(http.MethodPost, "/slow", func(c echo.Context) error {
		if _, err := web.Form(c); err != nil {
			return err
		}
		select {
		case <-c.Request().Context().Done():
			done <- c.Request().Context().Err()
		case <-time.After(3 * time.Second / 2): // longer than a message may take
			done <- nil
		}
		return c.String(http.StatusOK, "done")
	})
	open.Public(http.MethodGet, "/waits", func(c echo.Context) error {
		done <- nil
		<-c.Request().Context().Done()
		err := fmt.Errorf("read apps: %w", c.Request().Context().Err())
		done <- err
		return err
	})
	s.Group(e, access.UseAdminPortal).Upload(http.MethodPut, "/guarded", access.ManageApps, func(echo.Context) error { return nil })
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://"), log, done
}

// zeros are bytes without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

func dial(t *testing.T, address, request string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	return c
}

// result is what the handler had in the end.
func result(t *testing.T, done chan error) error {
	t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		t.Fatal("the handler still waits")
		return nil
	}
}

const halfOfAForm = "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na=b"

func TestFormThatDoesNotArriveIsGivenUp(t *testing.T) {
	t.Parallel()
	address, log, _ := running(t)
	c := dial(t, address, halfOfAForm)
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != http.StatusRequestTimeout || !strings.Contains(string(body), "did not arrive in time") {
		t.Errorf("%s: %s", answer.Status, body)
	}
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log has an error:\n%s", log)
	}
}

// Whoever is refused before the body is read does not keep the connection either.
func TestBodyThatNobodyReadsIsGivenUp(t *testing.T) {
	t.Parallel()
	address, _, _ := running(t)
	c := dial(t, address, "PUT /guarded HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nab")
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("the connection is still open: %v", err)
	}
}

func TestFileThatTricklesIsGivenUp(t *testing.T) {
	t.Parallel()
	address, log, done := running(t)
	c := dial(t, address, "PUT /file HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
	stop := make(chan struct{})
	defer close(stop)
	go func() { // never silent for long, but slower than files may come
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-tick.C:
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
			case <-stop:
				return
			}
		}
	}()
	if err := result(t, done); err == nil {
		t.Error("the file is taken for whole")
	}
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log has an error:\n%s", log)
	}
}

func TestFileMayTakeLongAsLongAsItMoves(t *testing.T) {
	t.Parallel()
	address, _, done := running(t)
	c := dial(t, address, "PUT /file HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n")
	tick := time.NewTicker(100 * time.Millisecond)
	for range 20 { // two seconds in all
		<-tick.C
		if _, err := c.Write(make([]byte, 10_000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := result(t, done); err != nil {
		t.Error(err)
	}
}

func TestAnswerThatNobodyTakesIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/package", "/page"} {
		address, log, done := running(t)
		dial(t, address, "GET "+path+" HTTP/1.1\r\nHost: x\r\n\r\n")
		if err := result(t, done); err == nil {
			t.Errorf("%s: 64 MB went to somebody who reads nothing", path)
		}
		if strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("%s: the log has an error:\n%s", path, log)
		}
	}
}

func TestPackageIsTakenSlowly(t *testing.T) {
	t.Parallel()
	address, _, done := running(t)
	c := dial(t, address, "GET /package HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	tick := time.NewTicker(100 * time.Millisecond)
	for range 20 {
		<-tick.C
		if _, err := io.CopyN(io.Discard, c, 3<<20); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := io.Copy(io.Discard, c); err != nil || n < 4<<20 {
		t.Errorf("the last %d bytes: %v", n, err)
	}
	if err := result(t, done); err != nil {
		t.Error(err)
	}
}

// What the server itself needs time for is not the sender's fault, and the connection serves the next request.
func TestWorkMayTakeLongerThanItsMessage(t *testing.T) {
	t.Parallel()
	address, _, done := running(t)
	for range 2 {
		answer, err := http.PostForm("http://"+address+"/slow", map[string][]string{"a": {"b"}})
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err := result(t, done); err != nil {
			t.Errorf("the request was canceled: %v", err)
		}
		if err != nil || string(body) != "done" {
			t.Errorf("%q, %v", body, err)
		}
	}
}

func TestClientThatWentAwayIsNoFault(t *testing.T) {
	t.Parallel()
	address, log, done := running(t)
	c := dial(t, address, "GET /waits HTTP/1.1\r\nHost: x\r\n\r\n")
	if err := result(t, done); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if err := result(t, done); err == nil {
		t.Error("the handler goes on")
	}
	half := dial(t, address, halfOfAForm)
	half.(*net.TCPConn).CloseWrite()
	if _, err := io.ReadAll(half); err != nil {
		t.Error(err)
	}
	for _, line := range []string{"level=ERROR", "level=WARN", "status=500"} {
		if strings.Contains(log.String(), line) {
			t.Errorf("the log has %s:\n%s", line, log)
		}
	}
}

// A form of which a part is missing is nothing that somebody sent: no handler acts on it.
func TestHalfAFormIsNotActedOn(t *testing.T) {
	t.Parallel()
	address, _, done := running(t)
	c := dial(t, address, halfOfAForm)
	c.(*net.TCPConn).CloseWrite()
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	select {
	case err := <-done:
		t.Errorf("the handler was called with half a form: %v", err)
	default:
	}
	if answer.StatusCode != http.StatusRequestTimeout {
		t.Errorf("%s", answer.Status)
	}
}

// Whatever is found to be wrong before the end keeps an answer from being taken for whole, over every protocol.
func TestDownloadWhoseEndIsRefusedIsNeverWhole(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	for _, c := range []struct {
		what     string
		http2    bool
		asked    string
		status   int
		send     int64
		length   int64
		refusal  error
		complete bool
	}{
		{"the whole", false, "", http.StatusOK, size, size, io.ErrNoProgress, false},
		{"the whole over HTTP/2", true, "", http.StatusOK, size, size, io.ErrNoProgress, false},
		{"a part", false, "bytes=100-", http.StatusPartialContent, size, size - 100, io.ErrNoProgress, false},
		{"a small file", false, "", http.StatusOK, 10, 10, io.ErrNoProgress, false},
		{"what is agreed to", false, "", http.StatusOK, size, size, nil, true},
		{"what is agreed to over HTTP/2", true, "", http.StatusOK, size, size, nil, true},
	} {
		s := &web.Server{Store: storetest.New(t).Store, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
		e := s.Echo()
		s.Group(e, "").Public(http.MethodGet, "/package", func(echo echo.Context) error {
			w := web.Download(echo)
			w.MayEnd = func(length int64) error {
				if length != c.length {
					t.Errorf("%s: asked about %d bytes", c.what, length)
				}
				return c.refusal
			}
			http.ServeContent(w, echo.Request(), "package", time.Time{}, io.NewSectionReader(zerosAt{}, 0, c.send))
			return w.Refusal()
		})
		server := httptest.NewUnstartedServer(e)
		server.EnableHTTP2 = c.http2
		server.StartTLS()
		t.Cleanup(server.Close)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/package", nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.asked != "" {
			r.Header.Set("Range", c.asked)
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			if c.complete {
				t.Errorf("%s: %v", c.what, err)
			}
			continue // nothing at all is not whole either
		}
		got, err := io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if answer.StatusCode != c.status || (err == nil) != c.complete || (got == answer.ContentLength) != c.complete || c.http2 != (answer.ProtoMajor == 2) {
			t.Errorf("%s: %s %s with %d bytes of %d, then %v", c.what, answer.Proto, answer.Status, got, answer.ContentLength, err)
		}
	}
}

// zerosAt are zeros that can be read from anywhere.
type zerosAt struct{ zeros }

func (z zerosAt) ReadAt(b []byte, _ int64) (int, error) { return len(b), nil }
