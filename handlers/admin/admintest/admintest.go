package admintest

import (
	"os"
	"testing"

	"appdepot/models/installer"
)

// Main runs a package's tests. It lets the program be the child that reads packages.
func Main(m *testing.M) {
	installer.ServeChild()
	os.Exit(m.Run())
}
