package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	_ "modernc.org/sqlite" // the driver of builds without cgo: tests have both

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/store"
	"appdepot/models/store/db"
	"appdepot/models/store/pgtest"
)

// Fixture is a store with the clock it lives by.
type Fixture struct {
	*store.Store
	Clock   *Clock
	Options store.Options // to open a second store on the same data
}

// secretKey protects the secrets of every test's database, all of which are copies of few.
const secretKey = "base64key://c2VjcmV0cyBvZiB0ZXN0cywgd2hpY2ggYXJlIG5vbmU="

// Each runs a test on every database: each SQLite driver of the build and Postgres.
func Each(t *testing.T, test func(t *testing.T, f Fixture)) {
	each(t, (*testing.T).Parallel, test)
}

// InTurn is Each for a test that changes what all tests share: it runs on one database after the other.
func InTurn(t *testing.T, test func(t *testing.T, f Fixture)) {
	each(t, func(*testing.T) {}, test)
}

func each(t *testing.T, wait func(*testing.T), test func(t *testing.T, f Fixture)) {
	for _, driver := range db.Drivers() {
		t.Run(driver, func(t *testing.T) {
			wait(t)
			test(t, open(t, store.Options{Database: sqliteFile(t, driver), Driver: driver}))
		})
	}
	t.Run("postgres", func(t *testing.T) {
		wait(t)
		test(t, NewPostgres(t))
	})
}

// Benchmark runs a benchmark on the usual SQLite driver and on Postgres.
func Benchmark(b *testing.B, run func(b *testing.B, f Fixture)) {
	b.Run("sqlite", func(b *testing.B) { run(b, New(b)) })
	b.Run("postgres", func(b *testing.B) { run(b, open(b, store.Options{Database: pgtest.URLFrom(b, "appdepot", migrated)})) })
}

// New opens a fresh store on the usual SQLite driver, for tests that are about something else than the database.
func New(t testing.TB) Fixture {
	t.Helper()
	return open(t, store.Options{Database: sqliteFile(t, db.Drivers()[0])})
}

// NewSyncedLater is New for benchmarks that want to know what waiting for the disk costs: this store does not.
func NewSyncedLater(b *testing.B) Fixture {
	b.Helper()
	return open(b, store.Options{Database: sqliteFile(b, db.Drivers()[0]), SyncLater: true})
}

// NewPostgres opens a fresh store on Postgres.
func NewPostgres(t testing.TB) Fixture {
	t.Helper()
	return open(t, store.Options{Database: pgtest.URLFrom(t, "appdepot", migrated)})
}

// migrated builds the template that every Postgres database is a copy of.
func migrated(url string) error {
	s, err := store.Open(context.Background(), store.Options{Database: url, SecretKey: secretKey})
	if err != nil {
		return err
	}
	return s.Close()
}

func open(t testing.TB, o store.Options) Fixture {
	t.Helper()
	packages, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	clock := &Clock{at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o.Packages, o.Clock, o.SecretKey = packages, clock.Now, secretKey
	if _, measures := t.(*testing.B); !measures {
		o.SyncLater = true // no power is cut here, and many tests share one disk
	}
	o.Password = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32} // fast, for tests alone
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		checkEvents(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		packages.Close()
	})
	return Fixture{s, clock, o}
}

// System is a context in which the server itself acts, with every right.
func System(t testing.TB) context.Context {
	return models.WithActor(t.Context(), models.Actor{System: true})
}

// Clock is a clock that moves only when a test moves it.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Pass lets time go by.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}
