package xz_test

import (
	"bytes"
	"io"
	"testing"

	library "github.com/ulikunitz/xz"

	"appdepot/models/installer/xz"
)

// packed compresses with a dictionary of a size.
func packed(t testing.TB, content []byte, dictionary int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := library.WriterConfig{DictCap: dictionary}.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReader(t *testing.T) {
	content := bytes.Repeat([]byte("some text, "), 100_000)
	r, err := xz.NewReader(bytes.NewReader(packed(t, content, 1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestDictionaryTooLarge(t *testing.T) {
	b := packed(t, []byte("text"), 1<<20)
	b[12+4] = 40 // the property that says 4 GiB
	if _, err := xz.NewReader(bytes.NewReader(b)); err == nil {
		t.Error("a dictionary of 4 GiB was accepted")
	}
}

func FuzzReader(f *testing.F) {
	f.Add(packed(f, []byte("text text text"), 1<<16))
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := xz.NewReader(bytes.NewReader(b)); err == nil {
			_, _ = io.Copy(io.Discard, io.LimitReader(r, 1<<20))
		}
	})
}
