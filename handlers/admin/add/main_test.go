package add_test

import (
	"testing"

	"appdepot/handlers/admin/admintest"
)

// TestMain lets this program be the child that reads packages.
func TestMain(m *testing.M) { admintest.Main(m) }
