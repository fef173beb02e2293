package handlers_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// shown is what the pane offers at the moment, as a JavaScript expression.
const shown = `[...document.querySelectorAll("#pane input[name=entry]")].filter(i => i.closest("label").checkVisibility()).map(i => i.value).join(" ")`

// manager is an application manager in Chromium on the page of all apps.
func manager(t *testing.T) (world, *browsertest.Page) {
	t.Helper()
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.Apps())
	return w, p
}

func TestAppTypeIsSearchedAndSelected(t *testing.T) {
	_, p := manager(t)
	p.Click("Add app")
	const search = "Filter by name, platform, or file extension, such as .msi"
	p.WaitText("Select app type")
	p.Type(search, ".apk")
	p.WaitFor("(" + shown + `) === "lineOfBusinessApp"`)
	p.WaitText("added from its installation file")
	p.Type(search, "xyzzy")
	p.WaitText("No app type matches “xyzzy”.")
	p.Type(search, "")
	p.Click("iOS/iPadOS")
	p.WaitFor("(" + shown + `).includes("iosStoreApp") && !(` + shown + `).includes("androidStoreApp")`)
	p.Click("All")
	p.WaitFor("(" + shown + `).includes("androidStoreApp")`)
	p.Accessible()
	p.Type(search, "web link")
	p.Press(kb.Enter)
	p.WaitFor(`document.activeElement.value === "webApp" && document.activeElement.checked`)
	p.Press(kb.Enter)
	p.WaitText("Fields with an asterisk are required.")
}

// The keyboard is enough: arrows move through the whole list, whatever the heading, and Escape leaves without a question.
func TestAppTypeIsChosenWithTheKeyboard(t *testing.T) {
	_, p := manager(t)
	p.Click("Add app")
	p.WaitFor(`document.activeElement.name === "entry"`)
	first := browsertest.Eval[string](p, "document.activeElement.value")
	p.Press(kb.ArrowDown)
	p.WaitFor(`document.activeElement.checked && document.activeElement.value !== "` + first + `"`)
	p.WaitFor(`!document.querySelector("[data-detail='" + document.activeElement.value + "']").hidden`)
	p.Press(kb.ArrowUp)
	p.WaitFor(`document.activeElement.value === "` + first + `"`)
	p.Press(kb.Escape)
	p.WaitFor(`!document.querySelector("dialog[open]") && document.activeElement.innerText === "Add app"`)
}
