package handlers_test

import (
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/views/link"
)

// Assignments are changed in place, at a short address that a reload keeps, and a conflict is settled on the page.
func TestAssigningWithScripts(t *testing.T) {
	w := newWorld(t)
	app := w.webApp()
	group, err := w.AddGroup(w.Fixture.As(t, models.Administrator), field.Form{"name": {"Drivers"}, "kind": {string(models.UserGroup)}})
	w.must(err)
	p := w.browser(models.ApplicationManager)
	p.Open(link.Assignments(string(app.ID)))
	p.Click("+ Add all devices, Required")
	p.WaitText("Unsaved changes")
	p.WaitFor(`location.pathname.startsWith("/assignment-edits/")`)
	p.Accessible()
	edit := p.Path()
	p.Click("+ Add group, Required")
	p.WaitFor(`document.querySelector("dialog[open]")`)
	p.ClickOn(".option input[value='" + string(group.ID) + "']")
	p.Click("Select groups")
	p.WaitFor(`[...document.querySelectorAll("#assign th")].some(h => h.textContent.includes("Drivers"))`)
	p.Open(link.Apps()) // left, and found again
	p.Open(link.Assignments(string(app.ID)))
	p.WaitPath(edit)
	p.WaitText("Drivers")

	w.must(w.AssignApp(w.Fixture.As(t, models.Administrator), app.ID, app.Version, []models.DraftAssignment{
		{Intent: models.Uninstall, Mode: models.Exclude, Target: models.TargetGroup, GroupID: group.ID}}))
	p.Allow("409")
	p.Click("Save")
	p.WaitText("Uninstall, excluded: Drivers")
	p.Accessible()
	p.Click("Apply my changes")
	p.WaitGone("Another administrator changed")
	p.Click("Save")
	p.WaitPath(link.AppSection(string(app.ID), "properties"))
	lines, err := w.Assignments(w.Fixture.As(t, models.Administrator), app.ID)
	w.must(err)
	if len(lines) != 3 {
		t.Errorf("saved %+v", lines)
	}
	if len(edit) > 100 || strings.Contains(edit, string(group.ID)) {
		t.Errorf("the address is %s", edit)
	}
}
