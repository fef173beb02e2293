package handlers_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/admin/admintest"
	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// Why a device has an app stands beside the list that leads there, where there is room; the address, Back, Escape and the focus are as on
// any page. Where there is none it is a page.
func TestWhyStandsBesideTheList(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	app := admintest.AddLink(t, w.Site, "Tolwerk", "Veldhoek", true)
	device := admintest.AddInstall(t, w.Site, app, "PC-1", "", models.StateFailed, 1603)
	other := admintest.AddLink(t, w.Site, "Camera", "Veldhoek", true)
	w.AddInstall(t, models.Install{AppID: other.ID, DeviceID: device.ID, State: models.StateInstalled, Wanted: models.Required})
	admintest.AddInstall(t, w.Site, app, "PC-2", "", models.StateInstalled, 0)
	list, why := link.Device(string(device.ID)), link.DeviceApp(string(device.ID), string(app.ID))

	p := w.browser(models.ApplicationManager)
	p.SetSize(1440, 900)
	p.Open(list)
	const open = `document.querySelector("dialog[open] .beside") && document.querySelector("#list").checkVisibility()`
	p.Click("Tolwerk")
	p.WaitPath(why)
	p.WaitFor(open + ` && document.activeElement.id === "pane-title"`)
	p.WaitFor(`document.querySelector("#list").getBoundingClientRect().right <= document.querySelector("dialog[open]").getBoundingClientRect().left`)
	p.WaitFor(`document.querySelector("tr.is-selected").innerText.includes("Tolwerk")`)
	p.Accessible()
	p.Click("Camera") // the list goes on
	p.WaitPath(link.DeviceApp(string(device.ID), string(other.ID)))
	p.WaitFor(`document.querySelector("dialog[open]").innerText.includes("Camera") && document.querySelector("tr.is-selected").innerText.includes("Camera")`)
	p.Press(kb.Escape)
	p.WaitPath(list)
	p.WaitFor(`!document.querySelector("dialog[open]") && document.activeElement.innerText === "Camera"`)

	p.Click("Tolwerk")
	p.WaitPath(why)
	p.WaitFor(open)
	browsertest.Eval[bool](p, `history.back() || true`)
	p.WaitPath(list)
	p.WaitFor(`!document.querySelector("dialog[open]") && document.activeElement.innerText === "Tolwerk"`)
	browsertest.Eval[bool](p, `history.forward() || true`)
	p.WaitPath(why) // beside the list, or as a page of its own
	p.WaitText("Tolwerk")

	p.Open(link.AppSection(string(app.ID), "device-status"))
	p.Click("PC-1")
	p.WaitPath(why)
	p.WaitFor(open)
	p.ClickOn("dialog[open] [data-close]")
	p.WaitPath(link.AppSection(string(app.ID), "device-status"))
	p.WaitFor(`!document.querySelector("dialog[open]")`)

	p.SetSize(390, 844)
	p.Open(list)
	p.Click("Tolwerk")
	p.WaitPath(why)
	p.WaitFor(`!document.querySelector("dialog[open]") && !document.querySelector("#list") && document.querySelector("h1").innerText.includes("Tolwerk")`)
}

// What deletes looks like the other commands until it is confirmed.
func TestCommandsThatDeleteAreQuiet(t *testing.T) {
	w := newWorld(t)
	w.person(models.Administrator) // set-up is behind us
	app := admintest.AddLink(t, w.Site, "Tolwerk", "Veldhoek", false)
	p := w.browser(models.Administrator)
	p.Open(link.App(string(app.ID)))
	looks := browsertest.Eval[[]string](p, `[...document.querySelectorAll("[role=toolbar] a")].map(e => { const s = getComputedStyle(e); return s.color + " " + s.borderColor })`)
	for _, look := range looks {
		if look != looks[0] {
			t.Errorf("the commands look like %q", looks)
		}
	}
	p.Click("Delete")
	p.WaitFor(`document.querySelector("dialog[open] .btn-danger-solid")`)
}
