package handlers_test

import (
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// A page that has something new to show is not loaded again under a finger: it waits until the press is over. What was typed, even
// while the page is already on its way, and the place where, are as before.
func TestPageIsLoadedAgainWhenNobodyIsBusy(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	p := w.browser(models.ApplicationManager)
	p.Open(link.SelectAppType())
	p.ClickOn("label:has([value=webApp])")
	p.Click("Select")
	p.WaitText("Add app")
	p.Type("Publisher", "Harb")
	if browsertest.Eval[bool](p, `(() => {
		let loads = false;
		window.before = true;
		document.addEventListener("reload-soon", () => (loads = true));
		const press = (type) => document.querySelector(".wizard-foot button").dispatchEvent(new PointerEvent(type, {bubbles: true}));
		press("pointerdown");
		document.dispatchEvent(new Event("reload-wanted"));
		setTimeout(press, 0, "pointerup");
		document.addEventListener("reload-soon", () => setTimeout(() => {
			const publisher = document.querySelector("[name=publisher]");
			publisher.value += "our";
			publisher.dispatchEvent(new Event("input", {bubbles: true}));
		}));
		return loads;
	})()`) {
		t.Error("the page is loaded while a button is held down")
	}
	p.WaitFor(`!window.before && document.readyState === "complete"`)
	p.WaitFor(`document.querySelector("[name=publisher]").value === "Harbour"`)
	p.WaitFor(`document.activeElement.name === "publisher" && document.activeElement.selectionStart === 7`)
}
