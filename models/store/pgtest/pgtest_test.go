package pgtest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"appdepot/models/store/pgtest"
)

func TestEveryTestHasItsOwnDatabase(t *testing.T) {
	a, b := connect(t, pgtest.URL(t)), connect(t, pgtest.URL(t))
	run(t, a, "CREATE TABLE thing (id int)")
	run(t, b, "CREATE TABLE thing (id int)")
}

func TestTheDatabaseIsDroppedAfterTheTest(t *testing.T) {
	var url string
	t.Run("uses it and leaves a connection open", func(t *testing.T) {
		url = pgtest.URL(t)
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		run(t, conn, "SELECT 1")
	})
	if _, err := pgx.Connect(t.Context(), url); err == nil {
		t.Error("the database is still there after its test")
	}
}

func TestATemplateIsBuiltOnceAndCopied(t *testing.T) {
	built := 0
	build := func(url string) error {
		built++
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			return err
		}
		defer conn.Close(t.Context())
		_, err = conn.Exec(t.Context(), "CREATE TABLE thing (id int); INSERT INTO thing VALUES (7)")
		return err
	}
	for range 3 {
		conn := connect(t, pgtest.URLFrom(t, "things", build))
		var id int
		if err := conn.QueryRow(t.Context(), "UPDATE thing SET id = id + 1 RETURNING id").Scan(&id); err != nil || id != 8 {
			t.Errorf("the copy gave %d, %v; want 8", id, err)
		}
	}
	if built != 1 {
		t.Errorf("the template was built %d times", built)
	}
}

// The server must not outlive the process that started it: this test runs the test binary again and kills it.
func TestTheServerEndsWithTheTestBinary(t *testing.T) {
	if os.Getenv("PGTEST_CHILD") != "" {
		fmt.Println("URL " + pgtest.URL(t))
		select {} // until killed
	}
	pgtest.URL(t) // skips without Postgres
	child := exec.Command(os.Args[0], "-test.run=^TestTheServerEndsWithTheTestBinary$")
	child.Env = append(os.Environ(), "PGTEST_CHILD=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	url := urlFrom(t, out)
	var folder string
	if err := connect(t, url).QueryRow(t.Context(), "SHOW data_directory").Scan(&folder); err != nil {
		t.Fatal(err)
	}
	child.Process.Kill()
	child.Wait()
	waitGone(t, url, folder)
}

func urlFrom(t *testing.T, out io.Reader) string {
	t.Helper()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "URL "); ok {
			return url
		}
	}
	t.Fatal("the child printed no address")
	return ""
}

// waitGone polls, because the end of another process cannot be waited for.
func waitGone(t *testing.T, url, folder string) {
	t.Helper()
	var answers, kept error
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		_, answers = pgx.Connect(t.Context(), url)
		_, kept = os.Stat(folder)
		if answers != nil && errors.Is(kept, fs.ErrNotExist) {
			return
		}
	}
	t.Errorf("20 seconds after its test binary was killed: connecting gives %v, the data folder %v", answers, kept)
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

func run(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}
