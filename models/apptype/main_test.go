package apptype_test

import (
	"os"
	"testing"

	"appdepot/models/installer"
)

// TestMain lets this program be its own inspecting child.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}
