package store_test

import (
	"os"
	"testing"

	"appdepot/models/installer"
)

// TestMain lets this program be the child that reads packages, and the store whose power is cut.
func TestMain(m *testing.M) {
	installer.ServeChild()
	servePowered()
	os.Exit(m.Run())
}
