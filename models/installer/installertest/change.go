package installertest

import (
	"bytes"
	"testing"
)

// Replace changes all places of a text in a file; there must be one.
func Replace(t testing.TB, file []byte, old, new string) []byte {
	t.Helper()
	if !bytes.Contains(file, []byte(old)) {
		t.Fatalf("nothing to change: %q is not in the file", old)
	}
	return bytes.ReplaceAll(file, []byte(old), []byte(new))
}
