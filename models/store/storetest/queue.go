package storetest

import (
	"fmt"
	"strings"
	"testing"
)

// LeftRunning puts a job into the queue as a process leaves it that was killed at it.
func (f Fixture) LeftRunning(t testing.TB, kind, process string) {
	t.Helper()
	by := fmt.Sprintf("jsonb('[%q]')", process)
	if strings.HasPrefix(f.Options.Database, "postgres") {
		by = fmt.Sprintf("ARRAY['%s']", process)
	}
	must(t, f.bare(t).Exec("INSERT INTO river_job (kind, args, state, queue, priority, max_attempts, attempt, attempted_at, attempted_by, scheduled_at) "+
		"VALUES (?, '{}', 'running', 'default', 1, 25, 1, CURRENT_TIMESTAMP, "+by+", CURRENT_TIMESTAMP)", kind).Error)
}

// Jobs counts the jobs of a kind in a state.
func (f Fixture) Jobs(t testing.TB, kind, state string) (n int64) {
	t.Helper()
	must(t, f.bare(t).Table("river_job").Where("kind = ? AND state = ?", kind, state).Count(&n).Error)
	return n
}

// Beat says that a process lives, as the process itself does.
func (f Fixture) Beat(t testing.TB, process string) {
	t.Helper()
	must(t, f.bare(t).Exec("INSERT INTO processes (id, beats) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET beats = processes.beats + 1", process).Error)
}

// AtJobs tells which processes jobs are believed to be at work by.
func (f Fixture) AtJobs(t testing.TB) func() (processes []string) {
	t.Helper()
	db, by := f.bare(t), "json_extract(attempted_by, '$[#-1]')"
	if strings.HasPrefix(f.Options.Database, "postgres") {
		by = "attempted_by[array_upper(attempted_by, 1)]"
	}
	return func() (processes []string) {
		must(t, db.Raw("SELECT DISTINCT "+by+" FROM river_job WHERE state = 'running'").Scan(&processes).Error)
		return processes
	}
}

// Rows is how many rows a table has.
func (f Fixture) Rows(t testing.TB, table string) (n int64) {
	t.Helper()
	must(t, f.bare(t).Table(table).Count(&n).Error)
	return n
}
