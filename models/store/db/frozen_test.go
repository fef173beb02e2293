package db

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"

	"appdepot/models/store/db/recode"
)

var update = flag.Bool("update", false, "add migrations that are new to testdata/migrations.sha256; those that are in it stay as they are")

// landed lists the migrations that databases may have run: their SHA-256 by their names.
const landed = "testdata/migrations.sha256"

// TestLandedMigrationsAreFrozen keeps migrations that databases may have run as they were, SQL as well as Go: a database that has run the
// earlier text would never get the later one.
func TestLandedMigrationsAreFrozen(t *testing.T) {
	now := migrationSums(t)
	frozen := readSums(t)
	if *update {
		merged := maps.Clone(now)
		maps.Copy(merged, frozen)
		writeSums(t, merged)
		frozen = merged
	}
	for _, complaint := range unfrozen(frozen, now) {
		t.Error(complaint)
	}
}

// unfrozen says what is wrong with migrations, given those that landed.
func unfrozen(frozen, now map[string]string) (wrong []string) {
	for _, name := range slices.Sorted(maps.Keys(frozen)) {
		switch sum, there := now[name]; {
		case !there:
			wrong = append(wrong, fmt.Sprintf("%s has landed and is gone: bring it back", name))
		case sum != frozen[name]:
			wrong = append(wrong, fmt.Sprintf("%s has landed and was edited: take the edit back and write a further migration instead", name))
		}
	}
	newest := ""
	for name := range frozen {
		newest = max(newest, number(name))
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if frozen[name] == "" && number(name) != "" && number(name) < newest {
			wrong = append(wrong, fmt.Sprintf("%s comes before %s, which has landed: goose refuses a database that has run the later one. Give it a higher number", name, newest))
		}
		if frozen[name] == "" {
			wrong = append(wrong, fmt.Sprintf("%s is not in %s yet: run go test ./models/store/db -run Frozen -update when it is finished", name, landed))
		}
	}
	return wrong
}

func TestEveryDatabaseHasEveryMigration(t *testing.T) {
	now := migrationSums(t)
	for name := range now {
		for _, dialects := range [][2]string{{"sqlite/", "postgres/"}, {"postgres/", "sqlite/"}} {
			if file, ok := strings.CutPrefix(name, dialects[0]); ok && now[dialects[1]+file] == "" {
				t.Errorf("migrations/%s has no %s%s beside it", name, dialects[1], file)
			}
		}
	}
}

func TestEditsOfLandedMigrationsAreSeen(t *testing.T) {
	frozen := map[string]string{"sqlite/0001_a.sql": "1", "sqlite/0002_b.sql": "2", "sqlite/0003_c.sql": "3"}
	now := map[string]string{"sqlite/0001_a.sql": "1", "sqlite/0002_b.sql": "another", "sqlite/0004_d.sql": "4", "recode/0002_e.go": "5"}
	wrong := strings.Join(unfrozen(frozen, now), "\n")
	for _, want := range []string{"0002_b.sql has landed and was edited", "0003_c.sql has landed and is gone", "0004_d.sql is not in", "0002_e.go comes before 0003"} {
		if !strings.Contains(wrong, want) {
			t.Errorf("nobody says that %s:\n%s", want, wrong)
		}
	}
	if strings.Contains(wrong, "0001_a.sql") {
		t.Errorf("one that is as it was is complained about:\n%s", wrong)
	}
}

// migrationSums are the SHA-256 of the migrations of this program, by their names.
func migrationSums(t *testing.T) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := fs.WalkDir(migrations, "migrations", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := migrations.ReadFile(path)
		sums[strings.TrimPrefix(path, "migrations/")] = fmt.Sprintf("%x", sha256.Sum256(text))
		return err
	})
	if err != nil || len(sums) == 0 {
		t.Fatal(len(sums), err)
	}
	for _, name := range writtenInGo(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sums[name] = fmt.Sprintf("%x", sha256.Sum256(text))
	}
	return sums
}

// writtenInGo are the files of the migrations in Go: all but their list, which grows, and their description.
func writtenInGo(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("recode/*")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		return strings.HasSuffix(name, "_test.go") || slices.Contains([]string{"recode/migrations.go", "recode/doc.go"}, name)
	})
}

// TestGoMigrationsAreFiles wants each migration that is listed to be under the checksums: in a file that begins with its number.
func TestGoMigrationsAreFiles(t *testing.T) {
	files := strings.Join(writtenInGo(t), " ")
	for _, m := range recode.Migrations(goose.DialectSQLite3) {
		if !strings.Contains(files, fmt.Sprintf("recode/%04d_", m.Version)) {
			t.Errorf("migration %d has no file recode/%04d_<what>.go", m.Version, m.Version)
		}
	}
}

var numbered = regexp.MustCompile(`(?:^|/)(\d{4})_`)

// number is that of a migration's file, empty for what several of them use.
func number(name string) string {
	if m := numbered.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return ""
}

func readSums(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(landed)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		var sum, name string
		if _, err := fmt.Sscanf(line, "%s %s", &sum, &name); err != nil {
			t.Fatalf("%s: %q: %v", landed, line, err)
		}
		sums[name] = sum
	}
	return sums
}

func writeSums(t *testing.T, sums map[string]string) {
	t.Helper()
	var text bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&text, "%s  %s\n", sums[name], name)
	}
	if err := os.WriteFile(landed, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
