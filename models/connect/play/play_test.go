package play_test

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/catalog/standin"
	"appdepot/models/connect/play"
	"appdepot/models/field"
	"appdepot/models/installer"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}

// google is a managed Google Play that counts what it is asked.
type google struct {
	http.Handler
	mu    sync.Mutex
	asked map[string]int      // by method and the last part of the path
	keys  map[string]bool     // Idempotency-Keys that came
	cut   func(*http.Request) // called when something was done, before its answer leaves; nil for nothing
	down  bool                // answers nothing
}

func newGoogle() *google {
	return &google{Handler: standin.Play("veldhoek", "Veldhoek"), asked: map[string]int{}, keys: map[string]bool{}}
}

func (g *google) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	cut, down := g.cut, g.down
	if !strings.HasPrefix(r.URL.Path, "/art/") {
		g.asked[r.Method+" "+r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]]++
	}
	if key := r.Header.Get("Idempotency-Key"); key != "" {
		g.keys[key] = true
	}
	g.mu.Unlock()
	if down {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	answer := httptest.NewRecorder()
	g.Handler.ServeHTTP(answer, r)
	if cut != nil {
		cut(r)
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// times is how often this was asked.
func (g *google) times(what string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.asked[what]
}

func (g *google) set(change func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	change()
}

// at is managed Google Play as a process with this store sees it.
func (g *google) at(t testing.TB, f storetest.Fixture) *play.Play {
	t.Helper()
	c, err := catalog.New(catalog.Options{StandIns: map[string]http.Handler{"play.example": g}, Settings: f.CatalogSettings})
	okay(t, err)
	return play.New(f.Store, play.Of(c), slog.New(slog.NewTextHandler(t.Output(), nil)))
}

var connection = field.Form{"location": {"http://play.example"}, "account": {"veldhoek"}}

// connected is a store that is connected and has no apps yet.
func connected(t testing.TB, f storetest.Fixture) (*google, *play.Play) {
	t.Helper()
	okay(t, f.ConnectPlay(f.As(t, models.Administrator), connection, "Veldhoek"))
	g := newGoogle()
	return g, g.at(t, f)
}

func okay(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// here are the package names of the apps that the store has.
func here(t testing.TB, f storetest.Fixture) map[string]models.ID {
	t.Helper()
	known, err := f.Recognized(storetest.System(t), apptype.OfCatalog(apptype.ManagedPlay).ID)
	okay(t, err)
	return known
}

// killed runs what ends when its process does: as soon as this was done at the service, and before the answer is heard.
func (g *google) killed(t testing.TB, f storetest.Fixture, at string, run func(ctx context.Context) error) {
	t.Helper()
	ctx, kill := context.WithCancel(f.As(t, models.Administrator))
	g.set(func() {
		g.cut = func(r *http.Request) {
			if strings.HasSuffix(r.Method+" "+r.URL.Path, at) {
				kill()
			}
		}
	})
	if err := run(ctx); err == nil {
		t.Fatal("what was killed says that it is done")
	}
	g.set(func() { g.cut = nil })
	if len(here(t, f)) > 0 {
		t.Fatalf("apps were added after the end: %v", here(t, f))
	}
}

// restarted is another process on the same data, whose job goes on once the one before was not heard of for a while.
func restarted(t testing.TB, g *google, f storetest.Fixture) storetest.Fixture {
	t.Helper()
	s, err := store.Open(t.Context(), f.Options)
	okay(t, err)
	t.Cleanup(func() { s.Close() })
	f.Store = s
	before := len(here(t, f))
	okay(t, g.at(t, f).Resume(storetest.System(t)))
	if len(here(t, f)) != before {
		t.Error("the job took what another process may be at")
	}
	f.Clock.Pass(store.ServiceTaskLost + time.Second)
	okay(t, g.at(t, f).Resume(storetest.System(t)))
	return f
}

// finished makes sure that nothing is left to be done.
func finished(t testing.TB, f storetest.Fixture) {
	t.Helper()
	f.Clock.Pass(2 * store.ServiceTaskLost)
	left, err := f.TakeServiceTasks(storetest.System(t), "play.approve", "play.sync", "play.webApp", "play.privateApp")
	if err != nil || len(left) != 0 {
		t.Errorf("left: %+v, %v", left, err)
	}
}

var two = []string{"example.veldhoek.scanner", "example.urenstaat.app"}

func TestKilledWhileApproving(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		g, p := connected(t, f)
		g.killed(t, f, "PUT /v1/enterprises/veldhoek/approved/"+two[0], func(ctx context.Context) error {
			_, err := p.Approve(ctx, two, "en")
			return err
		})
		f = restarted(t, g, f)
		for _, name := range two {
			if n := g.times("PUT " + name); n != 1 || here(t, f)[name] == "" {
				t.Errorf("%s was approved %d times, and is here as %q", name, n, here(t, f)[name])
			}
		}
		finished(t, f)
		events, err := f.Events(storetest.System(t), store.EventQuery{Search: "Depot Scanner"})
		if err != nil || len(events.Items) != 1 || events.Items[0].ActorName != models.Administrator.Name() {
			t.Errorf("who added it: %+v, %v", events.Items, err)
		}
	})
}

func TestKilledWhileSynchronizing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		g, p := connected(t, f)
		g.killed(t, f, "GET /v1/enterprises/veldhoek/approved", func(ctx context.Context) error {
			_, err := p.Sync(ctx, "en")
			return err
		})
		f = restarted(t, g, f)
		settings, err := f.CatalogSettings(storetest.System(t))
		if err != nil || settings.Play.SyncedAt.IsZero() || len(here(t, f)) != len(catalog.FirstPlayApps) {
			t.Errorf("synchronized at %s: %v, %v", settings.Play.SyncedAt, here(t, f), err)
		}
		finished(t, f)
	})
}

func TestKilledWhileConnecting(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		g := newGoogle()
		g.killed(t, f, "GET /v1/enterprises/veldhoek/approved", func(ctx context.Context) error {
			_, err := g.at(t, f).Connect(ctx, connection, "en")
			return err
		})
		f = restarted(t, g, f)
		if len(here(t, f)) != len(catalog.FirstPlayApps) {
			t.Errorf("connected, with %v", here(t, f))
		}
		finished(t, f)
	})
}

func TestKilledWhileMakingAWebApp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		g, p := connected(t, f)
		hours := field.Form{"title": {"Hours"}, "url": {"https://hours.example/"}, "display": {"standalone"}}
		g.killed(t, f, "POST /v1/enterprises/veldhoek/webApps", func(ctx context.Context) error {
			_, err := p.AddWebApp(ctx, hours, "")
			return err
		})
		f = restarted(t, g, f)
		if len(here(t, f)) != 1 || g.times("POST webApps") != 2 || len(g.keys) != 1 {
			t.Errorf("asked %d times with the keys %v, here are %v", g.times("POST webApps"), g.keys, here(t, f))
		}
		finished(t, f)
	})
}

// another is a service that is none of models/catalog.
type another struct{ play.Google }

func (another) Search(context.Context, catalog.Query) ([]catalog.Hit, error) {
	return []catalog.Hit{{ID: "example.another"}}, nil
}

type others struct{}

func (others) Play(context.Context) (play.Google, error)   { return another{}, nil }
func (others) Connect(string, string) (play.Google, error) { return another{}, nil }

func TestServiceCanBeExchanged(t *testing.T) {
	t.Parallel()
	hits, err := play.New(storetest.New(t).Store, others{}, slog.Default()).Search(t.Context(), catalog.Query{Text: "another"})
	if err != nil || len(hits) != 1 || hits[0].ID != "example.another" {
		t.Errorf("%v, %v", hits, err)
	}
}

// What was done, but not crossed out, is not done again.
func TestKilledBeforeCrossingOut(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, p := connected(t, f)
	ctx, upload := f.As(t, models.Administrator), dock(t, f)
	for kind, args := range map[string]any{
		"play.approve": map[string]any{"names": two, "language": "en"}, "play.sync": map[string]any{"language": "en"},
		"play.privateApp": map[string]any{"upload": upload, "title": "Dock"},
	} {
		_, err := f.BeginServiceTask(ctx, kind, args)
		okay(t, err)
	}
	_, err := p.Approve(ctx, two, "en")
	okay(t, err)
	_, _, err = p.AddPrivateApp(ctx, upload, field.Form{"title": {"Dock"}})
	okay(t, err)
	_, err = p.Sync(ctx, "en")
	okay(t, err)
	before := here(t, f)
	f = restarted(t, g, f)
	if !maps.Equal(before, here(t, f)) || g.times("POST privateApps") != 1 || g.times("PUT "+two[0]) != 1 {
		t.Errorf("%v, then %v; asked %v", before, here(t, f), g.asked)
	}
	finished(t, f)
}

// While the service does not answer, the job tries again; what people hear of is theirs to try again.
func TestServiceThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, p := connected(t, f)
	ctx := f.As(t, models.Administrator)
	g.set(func() { g.down = true })
	if _, err := p.Sync(ctx, "en"); models.KindOf(err) != models.KindUnavailable {
		t.Errorf("synchronized with nobody: %v", err)
	}
	finished(t, f)
	_, err := f.BeginServiceTask(ctx, "play.approve", map[string]any{"names": two, "language": "en"})
	okay(t, err)
	f = restarted(t, g, f)
	g.set(func() { g.down = false })
	okay(t, g.at(t, f).Resume(storetest.System(t)))
	if len(here(t, f)) != 0 {
		t.Error("tried again at once")
	}
	f.Clock.Pass(store.ServiceTaskLost + time.Second)
	okay(t, g.at(t, f).Resume(storetest.System(t)))
	if len(here(t, f)) != len(two) {
		t.Errorf("here are %v", here(t, f))
	}
	finished(t, f)
}

// What cannot be finished is crossed out: the person may no longer do it, there is no connection any more, or the app is gone.
func TestTasksThatCannotBeFinished(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, _ := connected(t, f)
	manager, admin := f.As(t, models.ApplicationManager), f.As(t, models.Administrator)
	_, err := f.BeginServiceTask(manager, "play.approve", map[string]any{"names": two, "language": "en"})
	okay(t, err)
	_, err = f.BeginServiceTask(admin, "play.approve", map[string]any{"names": []string{"example.nobody.has"}, "language": "en"})
	okay(t, err)
	u := f.Person(t, models.ApplicationManager)
	okay(t, f.DisableUser(admin, u.ID))
	f = restarted(t, g, f)
	if len(here(t, f)) != 0 || g.times("PUT "+two[0]) != 0 {
		t.Errorf("here are %v", here(t, f))
	}
	finished(t, f)
	okay(t, f.DisconnectPlay(admin))
	_, err = f.BeginServiceTask(admin, "play.sync", map[string]any{"language": "en"})
	okay(t, err)
	finished(t, restarted(t, g, f))
}

// Those that were approved before one is refused are added all the same.
func TestApprovalThatIsRefusedHalfway(t *testing.T) {
	t.Parallel()
	f := storetest.New(t)
	g, p := connected(t, f)
	g.set(func() {
		g.cut = func(r *http.Request) {
			if r.Method == http.MethodPut {
				g.set(func() { g.down = true })
			}
		}
	})
	if added, err := p.Approve(f.As(t, models.Administrator), two, "en"); models.KindOf(err) != models.KindUnavailable || len(added) != 1 || here(t, f)[two[0]] == "" {
		t.Errorf("%v, %v; here are %v", added, err, here(t, f))
	}
	finished(t, f)
}
