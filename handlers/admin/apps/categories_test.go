package apps_test

import (
	"testing"

	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/views/link"
)

func TestCategories(t *testing.T) {
	t.Parallel()
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
	b.See("A category named WAREHOUSE already exists.")
	if got := b.Value("Name"); got != "WAREHOUSE" {
		t.Errorf("the name typed became %q", got)
	}

	b.Visit(link.Categories())
	b.Click("Actions for Warehouse")
	b.Press("Pin to dashboard")
	b.See("Pinned")
	b.Click("Actions for Warehouse")
	b.Click("Rename")
	b.Fill("Name", "Depot")
	b.Press("Rename category")
	b.See("The category was renamed to Depot.")
	b.Visit(link.AdminHome())
	b.See("Welcome to Appdepot")

	b.Visit(link.Categories())
	b.Click("Actions for Depot")
	b.Click("Delete")
	b.Press("Delete category")
	b.See("No categories yet")
}
