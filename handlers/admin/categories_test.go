package admin_test

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

func TestCategories(t *testing.T) {
	s := handlertest.New(t)
	b := s.As(models.ApplicationManager)
	b.Visit(link.Categories())
	b.See("No categories yet")
	b.Within(".empty", func() { b.Click("Create category") })
	b.Fill("Name", "Warehouse")
	b.Press("Create category")
	b.AtPath(link.Categories())
	b.See("Warehouse")

	b.Visit(link.NewCategory())
	b.Fill("Name", "WAREHOUSE")
	b.Press("Create category")
	b.Status(422)
	b.See("There is already a category named WAREHOUSE.")
	if got := b.Value("Name"); got != "WAREHOUSE" {
		t.Errorf("the name typed became %q", got)
	}

	b.Visit(link.Categories())
	b.Click("Commands for Warehouse")
	b.Press("Pin to dashboard")
	b.See("Pinned")
	b.Click("Commands for Warehouse")
	b.Click("Rename")
	b.Fill("Name", "Depot")
	b.Press("Rename")
	b.See("The category was renamed to Depot.")
	b.Visit(link.AdminHome())
	b.See("Welcome to Appdepot")

	b.Visit(link.Categories())
	b.Click("Commands for Depot")
	b.Click("Delete")
	b.Press("Delete category")
	b.See("No categories yet")
}

func TestDashboard(t *testing.T) {
	s := handlertest.New(t)
	ctx := storetest.System(t)
	app := addLink(t, s, "Travel", "Veldhoek", true)
	c, err := s.AddCategory(ctx, "Business")
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
	stand(t, s, app, "PC-1", "", models.StateFailed, 1618)
	b := s.As(models.ReadOnlyOperator)
	b.Visit(link.AdminHome())
	b.See("1 assigned")
	b.See("Another installation was running")
	b.See("Travel changed")
	b.Click("Business 1 app 1 failed")
	b.See("Travel")
	b.Status(200)
}
