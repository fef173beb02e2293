package admintest

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
)

// OnlyApp is the one app there is.
func OnlyApp(t *testing.T, s *handlertest.Site) models.App {
	t.Helper()
	list, err := s.Apps(storetest.System(t), store.AppQuery{})
	if err != nil || len(list.Items) != 1 {
		t.Fatalf("%d apps, %v", len(list.Items), err)
	}
	app, err := s.App(storetest.System(t), list.Items[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return app
}
