package admintest

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/handlers/web/webtest"
	"appdepot/models/store/storetest"
)

// VerifyNextVersion sees to it that it is known who signed the file that waits.
func VerifyNextVersion(t *testing.T, s *handlertest.Site, b *webtest.Browser) {
	t.Helper()
	next, err := s.NextVersion(storetest.System(t), OnlyApp(t, s))
	if err == nil {
		err = s.VerifyPackage(storetest.System(t), next.Package.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.Reload()
}
