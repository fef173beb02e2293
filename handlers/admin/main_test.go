package admin_test

import (
	"os"
	"testing"

	"appdepot/models/installer"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}
