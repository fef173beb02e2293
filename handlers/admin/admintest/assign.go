package admintest

import (
	"testing"
)

// NoError ends the test when there is an error.
func NoError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
