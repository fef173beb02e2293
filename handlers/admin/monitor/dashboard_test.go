package monitor_test

import (
	"testing"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

func TestDashboard(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	ctx := storetest.System(t)
	app := admintest.AddLink(t, s, "Travel", "Veldhoek", true)
	c, err := s.AddCategory(ctx, field.Form{"name": {"Business"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PinCategory(ctx, c.ID, true); err != nil {
		t.Fatal(err)
	}
	app, err = s.App(ctx, app.ID)
	if err != nil {
		t.Fatal(err)
	}
	sorted := store.AppEdit{Section: "information", Form: map[string][]string{
		"displayName": {"Travel"}, "description": {"d"}, "publisher": {"p"}, "appUrl": {app.Values["appUrl"]}}, Categories: &[]models.ID{c.ID}}
	if err := s.EditApp(ctx, app.ID, app.Version, sorted); err != nil {
		t.Fatal(err)
	}
	admintest.AddInstall(t, s, app, "PC-1", "", models.StateFailed, 1618)
	b := s.As(models.ReadOnlyOperator)
	b.Visit(link.AdminHome())
	b.See("1 assigned")
	b.See("Another installation was running")
	b.See("Travel changed")
	b.Click("Business 1 app 1 failed")
	b.See("Travel")
	b.Status(200)
}

func TestFiguresOpenWhatTheyCount(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	for name, state := range map[string]models.State{"Broken": models.StateFailed, "Fine": models.StateInstalled} {
		admintest.AddInstall(t, s, admintest.AddLink(t, s, name, "Veldhoek", false), "PC-"+name, "", state, 0)
	}
	b := s.As(models.Administrator)
	for figure, of := range map[string]struct{ shown, hidden string }{
		"Failed installs 1":           {"Broken", "Fine"},
		"Installed as intended 50.0%": {"Broken", "Fine"},
	} {
		b.Visit(link.AdminHome())
		b.Click(figure)
		b.Status(200)
		b.See(of.shown)
		b.DontSee(of.hidden)
	}
}
