// Package admintest is what the tests of several areas of the admin portal share: beginning and filling in drafts, sending files,
// and small tenants to assign and relate in.
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
