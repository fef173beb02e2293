package handlers_test

import (
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/link"
)

// Dependencies are chosen in the pane, answered in place and saved, and the picture of them leads on.
func TestDependenciesWithScripts(t *testing.T) {
	w := newWorld(t)
	w.Fixture.As(t, models.Administrator) // set up
	apps := w.Windows(t, "Route Planner", "Maps Runtime", "Fonts", "Old printer")
	id := func(name string) string { return string(apps[name].ID) }
	p := w.browser(models.ApplicationManager)
	p.Open(link.AppRelations(id("Route Planner"), apptype.Dependencies))
	p.Click("+ Add dependency")
	p.WaitFor(`document.querySelector("dialog[open]")`)
	p.Type("Search apps by name", "run")
	p.WaitFor(`[...document.querySelectorAll("dialog .option")].filter(o => o.checkVisibility()).length === 1`)
	p.ClickOn(".option input[value='" + id("Maps Runtime") + "']")
	p.Type("Search apps by name", "")
	p.WaitFor(`[...document.querySelectorAll("dialog .option")].filter(o => o.checkVisibility()).length === 3`)
	p.ClickOn(".option input[value='" + id("Fonts") + "']")
	p.Accessible()
	p.Click("Add apps")
	p.WaitText("Unsaved changes")

	p.ClickOn("tr:has(form[action*='" + id("Fonts") + "']) button[value=no]")
	p.WaitText("Fonts is not assigned and not installed automatically")
	p.WaitFor(`document.activeElement?.textContent === "No"`) // the focus stays where it was
	p.Accessible()
	p.Click("Save")
	p.WaitPath(link.AppSection(id("Route Planner"), "relationships"))
	p.WaitText("The dependencies of Route Planner were saved.")
	p.Accessible()
	p.ClickOn("svg.graph a[href='" + link.AppSection(id("Maps Runtime"), "relationships") + "']")
	p.WaitPath(link.AppSection(id("Maps Runtime"), "relationships"))
	p.WaitText("Depends on this app and installs it automatically")
}
