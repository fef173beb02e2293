package pgtest

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// Dump is a copy of a database as pg_dump makes it.
func Dump(t testing.TB, url string) []byte {
	t.Helper()
	bin, err := binaries()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), filepath.Join(bin, "pg_dump"), url).Output()
	if err != nil {
		t.Fatalf("pg_dump: %v", err)
	}
	return out
}
