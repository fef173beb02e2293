package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"appdepot/models/blob"
)

// keepsPromises is the contract of every kind of bucket.
func keepsPromises(t *testing.T, b *blob.Bucket) {
	ctx := t.Context()
	file := bytes.Repeat([]byte("0123456789"), 100_000)
	if n, err := b.Write(ctx, "a-1", bytes.NewReader(file)); n != int64(len(file)) || err != nil {
		t.Fatalf("wrote %d of %d bytes: %v", n, len(file), err)
	}
	for _, r := range []struct{ offset, length int64 }{{0, -1}, {999_990, -1}, {3, 4}, {0, 1_000_000}} {
		got := readRange(t, b, "a-1", r.offset, r.length)
		want := file[r.offset:]
		if r.length >= 0 {
			want = want[:r.length]
		}
		if !bytes.Equal(got, want) {
			t.Errorf("range %+v gives %d bytes", r, len(got))
		}
	}
	broken := io.MultiReader(bytes.NewReader(file), iotest.ErrReader(errors.New("the line is cut")))
	if _, err := b.Write(ctx, "a-2", broken); err == nil {
		t.Error("half a file was written without an error")
	}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := b.Write(canceled, "a-3", bytes.NewReader(file)); err == nil {
		t.Error("a file was written after the end of its context")
	}
	if _, err := b.Write(ctx, "b-1", bytes.NewReader(nil)); err != nil {
		t.Error(err)
	}
	if keys, err := b.Keys(ctx, "a-"); err != nil || !slices.Equal(keys, []string{"a-1"}) {
		t.Errorf("keys are %v, %v", keys, err)
	}
	for range 2 {
		if err := b.Delete(ctx, "a-1"); err != nil {
			t.Error(err)
		}
	}
	if there, err := b.Exists(ctx, "a-1"); there || err != nil {
		t.Errorf("a deleted file is there: %t, %v", there, err)
	}
	if keys, err := b.Keys(ctx, ""); err != nil || !slices.Equal(keys, []string{"b-1"}) {
		t.Errorf("keys are %v, %v", keys, err)
	}
}

func readRange(t *testing.T, b *blob.Bucket, key string, offset, length int64) []byte {
	t.Helper()
	r, err := b.Read(t.Context(), key, offset, length)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func open(t *testing.T, where string) *blob.Bucket {
	t.Helper()
	b, err := blob.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestFolderKeepsPromises(t *testing.T) {
	dir := t.TempDir()
	keepsPromises(t, open(t, filepath.Join(dir, "made", "here")))
	keepsPromises(t, open(t, "file://"+filepath.Join(dir, "by-url")))
}

func TestFolderHoldsTheFileItself(t *testing.T) {
	b := open(t, t.TempDir())
	if _, err := b.Write(t.Context(), "a-1", bytes.NewReader([]byte("bytes"))); err != nil {
		t.Fatal(err)
	}
	f, err := b.File("a-1")
	if err != nil || f == nil {
		t.Fatalf("the file is %v, %v", f, err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); string(got) != "bytes" || err != nil {
		t.Errorf("it holds %q, %v", got, err)
	}
}

func TestFilesInAFolderGrow(t *testing.T) {
	b := open(t, t.TempDir())
	if !b.CanAppend() {
		t.Fatal("files in a folder do not grow")
	}
	broken := io.MultiReader(strings.NewReader("lost"), iotest.ErrReader(errors.New("the line is cut")))
	for _, step := range []struct {
		at   int64
		r    io.Reader
		n    int64
		want string
	}{
		{0, strings.NewReader("one"), 3, "one"},
		{3, strings.NewReader("two"), 3, "onetwo"},
		{6, broken, 4, "onetwo"},
		{6, strings.NewReader("!"), 1, "onetwo!"},
	} {
		n, err := b.Append("a-1", step.at, step.r, step.at > 3)
		if n != step.n || (err != nil) != (step.r == broken) {
			t.Errorf("behind %d: %d bytes, %v", step.at, n, err)
		}
		if got := readRange(t, b, "a-1", 0, -1); string(got) != step.want {
			t.Errorf("the file holds %q, want %q", got, step.want)
		}
	}
	if _, err := b.Append("a-1", 100, strings.NewReader("!"), false); err == nil {
		t.Error("a file with a hole was made")
	}
}

func TestSweepRemovesWhatAKilledProcessLeft(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	stale, fresh := filepath.Join(dir, "a.1.tmp"), filepath.Join(dir, "b.2.tmp")
	for _, path := range []string{stale, fresh} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(stale, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if keys, err := b.Keys(t.Context(), ""); err != nil || len(keys) != 0 {
		t.Errorf("half-written files are listed: %v, %v", keys, err)
	}
	if err := b.RemoveUnfinished(time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stale); !os.IsNotExist(err) {
		t.Errorf("the file of a killed process: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the file that is being written: %v", err)
	}
}
