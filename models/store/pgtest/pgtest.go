package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

var (
	server    = sync.OnceValues(start)
	templates sync.Map // name → func() error, which builds the template the first time
	sequence  atomic.Int64
)

// URL creates an empty database and returns its address. The database is dropped when the test ends. Without Postgres
// the test is skipped, or fails when CI=true.
func URL(t testing.TB) string {
	t.Helper()
	return fresh(t, need(t), "template1")
}

// URLFrom is URL with a database that is a copy of a template. The template is built once per test binary and name, by
// build, which gets the address of an empty database and must close every connection to it before it returns.
func URLFrom(t testing.TB, template string, build func(url string) error) string {
	t.Helper()
	s := need(t)
	name := "template_" + template
	once, _ := templates.LoadOrStore(name, sync.OnceValue(func() error {
		if err := s.create(t.Context(), name, "template1"); err != nil {
			return err
		}
		return build(s.url(name))
	}))
	if err := once.(func() error)(); err != nil {
		t.Fatalf("build the Postgres template %s: %v", template, err)
	}
	return fresh(t, s, name)
}

// need returns the running server.
func need(t testing.TB) *instance {
	t.Helper()
	if _, err := binaries(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	s, err := server()
	if err != nil {
		t.Fatalf("start Postgres for tests: %v", err)
	}
	return s
}

// fresh copies a template for one test.
func fresh(t testing.TB, s *instance, template string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d", sequence.Add(1))
	if err := s.create(t.Context(), name, template); err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context()) // the test's own context has ended when it is cleaned up
	t.Cleanup(func() {
		if err := s.exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return s.url(name)
}

func (s *instance) create(ctx context.Context, name, template string) error {
	return s.exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE "+pgx.Identifier{template}.Sanitize())
}

// exec runs one statement on a connection of its own, to the database that is never copied or dropped.
func (s *instance) exec(ctx context.Context, statement string) error {
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return fmt.Errorf("connect to Postgres: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}
