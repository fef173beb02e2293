//go:build unix

package main

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog/standin"
	"appdepot/models/store"
	"appdepot/models/store/pgtest"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// takeOverWithin is what the README promises.
const takeOverWithin = time.Minute

// stalling is a service that, while it stalls, sends half of some answers and then nothing more.
type stalling struct {
	http.Handler
	some    func(*http.Request) bool
	stalls  atomic.Bool
	stalled chan struct{} // one for each answer that is not sent to its end
	asked   atomic.Int64  // how often it was asked for one of these answers
}

// stallingServer starts such a service.
func stallingServer(t *testing.T, start func(http.Handler) *httptest.Server, answers http.Handler, some func(*http.Request) bool) (*stalling, *httptest.Server) {
	s := &stalling{Handler: answers, some: some, stalled: make(chan struct{}, 100)}
	server := start(s)
	t.Cleanup(server.Close)
	return s, server
}

func (s *stalling) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.some(r) {
		s.Handler.ServeHTTP(w, r)
		return
	}
	s.asked.Add(1)
	answer := httptest.NewRecorder()
	s.Handler.ServeHTTP(answer, r)
	maps.Copy(w.Header(), answer.Header())
	w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
	w.WriteHeader(answer.Code)
	if !s.stalls.Load() {
		_, _ = w.Write(answer.Body.Bytes())
		return
	}
	_, _ = w.Write(answer.Body.Next(answer.Body.Len() / 2))
	w.(http.Flusher).Flush()
	s.stalled <- struct{}{}
	<-r.Context().Done() // whoever asked is gone
}

// surroundings are what servers work with: package files, managed Google Play and a maker's download site, all of which can stall.
type surroundings struct {
	files, google, maker *stalling
	play                 string // address
	env, args            []string
}

func newSurroundings(t *testing.T, file []byte) *surroundings {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("packages"); err != nil {
		t.Fatal(err)
	}
	s := &surroundings{}
	var bucket, play, site *httptest.Server
	s.files, bucket = stallingServer(t, httptest.NewServer, gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server(),
		func(r *http.Request) bool {
			return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/packages/")
		})
	s.google, play = stallingServer(t, httptest.NewServer, standin.Play("veldhoek", "Veldhoek"),
		func(r *http.Request) bool { return r.Method == http.MethodPut })
	s.maker, site = stallingServer(t, httptest.NewTLSServer, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file) }),
		func(*http.Request) bool { return true })
	s.play = play.URL
	trusts := filepath.Join(t.TempDir(), "trusted.pem")
	if err := os.WriteFile(trusts, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: site.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	s.env = []string{"SSL_CERT_FILE=" + trusts, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test"}
	s.args = append(offeredBy(t, site, file), "--catalog-hosts", strings.TrimPrefix(play.URL, "http://"), "--listen", "127.0.0.1:0",
		"--packages-url", "s3://packages?region=eu-central-1&use_path_style=true&endpoint="+url.QueryEscape(bucket.URL))
	return s
}

// serve starts a server on a database, or on its folder when that is empty.
func (s *surroundings) serve(t *testing.T, database, folder string, args ...string) *process {
	t.Helper()
	return start(t, append([]string{"DATABASE_URL=" + database}, s.env...), slices.Concat(s.args, []string{"--data", folder}, args)...)
}

func (s *surroundings) stall(yes bool) {
	for _, one := range []*stalling{s.files, s.google, s.maker} {
		one.stalls.Store(yes)
	}
}

// work is what somebody began, and how a page says that it is done.
type work map[string]func() bool

// keep uploads a file, which can be checked, and waits until nothing reads it any more.
func (s *surroundings) keep(ada client) {
	ada.t.Helper()
	draft, file := ada.draft(), tool("0.9.0")
	if answer, err := ada.upload(draft, "tool.msi", bytes.NewReader(file), int64(len(file))); err != nil || answer.StatusCode != http.StatusNoContent {
		ada.t.Fatalf("uploading: %v, %v", answer, err)
	}
	ada.until("the file was read", func() bool {
		page := ada.get(link.DraftStep(draft, "information"))
		return strings.Contains(page, "Depot Tool 0.9.0") && !strings.Contains(page, "Checking the signature")
	})
}

// begin has the server begin long work of each kind, and returns when it is in the middle of all of it.
func (s *surroundings) begin(t *testing.T, ada client) (begun func(client) work) {
	t.Helper()
	ada.posted(link.PlayConnection("connect"), url.Values{"location": {s.play}, "account": {"veldhoek"}})
	ada.posted(link.CatalogSources(), url.Values{"name": {"Ours"}, "kind": {string(models.WingetFolder)}, "location": {"ours"}})
	fetched := draftAt(ada.posted(link.SelectAppType(), url.Values{"entry": {apptype.OfCatalog(apptype.Enterprise).ID}}))
	page := ada.get(link.Query(link.DraftLookup(fetched), "search", "dock"))
	hit, version := sourceApp.FindStringSubmatch(page), versionField.FindStringSubmatch(page)
	if hit == nil || version == nil {
		t.Fatalf("the catalog does not list the app:\n%s", page)
	}
	s.stall(true)
	ada.posted(link.StorageCheck(), nil)
	s.middle(t, "checking files", s.files)
	read, file := ada.draft(), tool("1.0.0")
	if answer, err := ada.patch(ada.begin(read, "tool.msi", len(file)), 0, bytes.NewReader(file)); err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("uploading: %v, %v", answer, err)
	}
	s.middle(t, "reading an upload", s.files)
	ada.posted(link.DraftLookup(fetched), url.Values{"app": {hit[1]}, "version": {version[1]}})
	s.middle(t, "a download", s.maker)
	go func() {
		if answer, err := ada.PostForm(ada.URL+link.PlayApps(), url.Values{"app": {"example.veldhoek.scanner"}}); err == nil {
			answer.Body.Close() // otherwise the server was killed before it answered
		}
	}()
	s.middle(t, "an approval at managed Google Play", s.google)
	return func(c client) work {
		information := func(draft, word string) func() bool {
			return func() bool { return strings.Contains(c.get(link.DraftStep(draft, "information")), word) }
		}
		return work{
			"a check of files":                   func() bool { return checked(c) },
			"the reading of an upload":           information(read, "Depot Tool 1.0.0"),
			"a download":                         information(fetched, "Signed by"),
			"an approval at managed Google Play": func() bool { return c.has("Depot Scanner") },
		}
	}
}

// posted sends a form and gives the address that the answer leads to.
func (c client) posted(to string, form url.Values) string {
	c.t.Helper()
	answer := c.post(to, form)
	if answer.StatusCode != http.StatusSeeOther {
		c.t.Fatalf("%s: %s", to, answer.Status)
	}
	return answer.Header.Get("Location")
}

// draftAt is the id in the address of a draft's page.
func draftAt(address string) string { return strings.Split(address, "/")[2] }

func checked(c client) bool { return strings.Contains(c.get(link.Storage()), "Oldest check") }

// middle waits until a service has stopped in the middle of an answer.
func (s *surroundings) middle(t *testing.T, what string, at *stalling) {
	t.Helper()
	select {
	case <-at.stalled:
	case <-time.After(time.Minute):
		t.Fatalf("after a minute the server is not in the middle of %s", what)
	}
}

// done waits until all of the work is done, and gives how long after an instant the last of it was.
func (w work) done(t *testing.T, since time.Time) (took time.Duration, figures string) {
	t.Helper()
	again := time.NewTicker(250 * time.Millisecond)
	defer again.Stop()
	for ; len(w) > 0; <-again.C {
		for _, what := range slices.Sorted(maps.Keys(w)) {
			if w[what]() {
				took = time.Since(since)
				figures += fmt.Sprintf("; %s was done after %s", what, took.Round(100*time.Millisecond))
				delete(w, what)
			}
		}
		if time.Since(since) > takeOverWithin {
			t.Fatalf("a minute after the server was killed this is not done: %v%s", slices.Sorted(maps.Keys(w)), figures)
		}
	}
	return took, figures
}

// onceMore wants what the killed server was in the middle of to have been asked for once more, and what was done to have been done once.
func (s *surroundings) onceMore(t *testing.T) {
	t.Helper()
	if n := s.maker.asked.Load(); n != 2 {
		t.Errorf("the file was asked for %d times", n)
	}
	if n := s.google.asked.Load(); n != 1 {
		t.Errorf("the approval was asked for %d times", n)
	}
}

// A replica that is killed with kill -9 in the middle of work leaves it to another one, which finishes it within a minute.
func TestKilledReplicaIsTakenOver(t *testing.T) {
	t.Parallel()
	database, key := pgtest.URL(t), filepath.Join(t.TempDir(), "secret.key")
	atJobs := storetest.Fixture{Options: store.Options{Database: database}}.AtJobs(t)
	around := newSurroundings(t, tool("3.0.0"))
	found(t, store.Options{Database: database, SecretKey: key})
	one := around.serve(t, database, t.TempDir(), "--secret-key-url", key)
	ada := signIn(t, one.URL, demoAdmin, password)
	around.keep(ada)
	two := around.serve(t, database, t.TempDir(), "--secret-key-url", key)
	ada.until("both are idle", func() bool { return len(atJobs()) == 0 })
	two.signal(syscall.SIGSTOP) // so that the jobs are the first one's
	begun := around.begin(t, ada)
	two.signal(syscall.SIGCONT)
	if at := atJobs(); len(at) != 1 {
		t.Fatalf("at jobs are %v", at)
	}

	one.kill()
	killed := time.Now()
	around.stall(false)
	ada.URL = two.URL
	took, figures := begun(ada).done(t, killed)
	t.Logf("taken over within %s%s", took.Round(100*time.Millisecond), figures)
	around.onceMore(t)
	ada.until("nobody is believed to be at a job", func() bool { return len(atJobs()) == 0 })
}

// A server with SQLite that is killed with kill -9 in the middle of work finishes it as soon as it is started again.
func TestKilledServerGoesOn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	around := newSurroundings(t, tool("3.0.0"))
	o := store.Options{Database: filepath.Join(folder, "appdepot.db")}
	found(t, o)
	server := around.serve(t, "", folder)
	atJobs, ada := storetest.Fixture{Options: o}.AtJobs(t), signIn(t, server.URL, demoAdmin, password)
	around.keep(ada)
	ada.until("the server is idle", func() bool { return len(atJobs()) == 0 })
	begun := around.begin(t, ada)
	before := atJobs()
	if len(before) != 1 {
		t.Fatalf("at jobs are %v", before)
	}

	server.kill()
	around.stall(false)
	again := time.Now()
	server = around.serve(t, "", folder)
	if slices.Contains(atJobs(), before[0]) {
		t.Error("a process that was killed is believed to be at a job")
	}
	took, figures := begun(signIn(t, server.URL, demoAdmin, password)).done(t, again)
	t.Logf("all done %s after the start%s", took.Round(100*time.Millisecond), figures)
	around.onceMore(t)
}

// signal tells the server something that it cannot refuse.
func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}
