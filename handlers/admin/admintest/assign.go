package admintest

import (
	"testing"
)

// No ends the test when there is an error.
func No(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
