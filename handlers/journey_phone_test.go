package handlers_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"appdepot/handlers/browsertest"
	"appdepot/handlers/handlertest"
	"appdepot/models"
	"appdepot/models/store/storetest"
	"appdepot/views/link"
)

// A person with a laptop and a phone uses the Company Portal on the phone.
func TestTheCompanyPortalOnAPhone(t *testing.T) {
	t.Parallel()
	s := handlertest.New(t)
	ctx, eva := storetest.System(t), s.Person(t, models.PortalUser)
	for name, device := range map[string]models.Device{
		"LAPTOP-EVA": {Platform: models.Windows, OSVersion: "10.0.26100.2033"},
		"Eva's phone with a name longer than its screen": {Platform: models.Android, OSVersion: "15", Model: "Fairphone 5"},
	} {
		device.Name, device.Ownership, device.PrimaryUserID, device.Enrolled = name, models.Personal, eva.ID, true
		if _, err := s.AddDevice(ctx, device); err != nil {
			t.Fatal(err)
		}
	}

	p := browsertest.New(t, s.URL)
	p.SetPhone(390, 844)
	p.Open(link.SignIn())
	p.Type("Email", eva.Email)
	p.Type("Password", storetest.Password)
	passwordIsShown(t, p)
	p.Click("Keep me signed in")
	p.Accessible()
	p.Click("Sign in")
	p.WaitPath(link.Company())
	p.WaitText("For Eva's phone with a name longer than its screen, Android 15")
	switchDevice(t, p)
	p.WaitText("For LAPTOP-EVA, Windows 11 24H2")
	p.Open(link.CompanyApps())
	p.WaitText("For LAPTOP-EVA")
	for _, language := range []string{"en", "nl"} {
		p.SetLanguage(language)
		p.SetPhone(360, 740)
		p.Open(link.CompanyInstalled())
		if n := browsertest.Eval[int](p, tabLines); n != 1 {
			t.Errorf("in %s a tab of the bar does not fit on one line", language)
		}
	}
	p.SetLanguage("en")
	p.SetScripts(false)
	p.Open(link.Company())
	p.ClickOn("summary")
	p.ClickOn(".cp-devices a:not([aria-current])")
	p.WaitText("For Eva's phone")
}

// passwordIsShown shows and hides the password on the page, and holds Caps Lock down.
func passwordIsShown(t *testing.T, p *browsertest.Page) {
	t.Helper()
	const seen = `document.querySelector("#password").type === "text"`
	p.Click("Show password")
	p.WaitFor(seen + ` && document.querySelector("[aria-pressed=true]").computedName === "Show password"`)
	p.Click("Show password")
	p.WaitFor("!(" + seen + `) && !document.querySelector("[aria-pressed=true]")`)
	for on, says := range map[bool]string{true: "Caps Lock is on.", false: ""} {
		browsertest.Eval[bool](p, fmt.Sprintf(`document.querySelector("#password").dispatchEvent(new KeyboardEvent("keydown", {key: "A", modifierCapsLock: %t}))`, on))
		if told := browsertest.Eval[string](p, `document.querySelector("password-input [role=status]").innerText`); told != says {
			t.Errorf("with Caps Lock %t the page says %q", on, told)
		}
	}
}

// tabLines is on how many lines a word of the bar at the bottom stands, at most.
const tabLines = `Math.max(...[...document.querySelectorAll(".cp-tabbar a")].map(a => {
	const words = document.createRange();
	words.selectNodeContents(a.lastChild);
	return words.getClientRects().length + (a.scrollWidth > a.clientWidth ? 1 : 0);
}))`

// switchDevice opens the menu of devices, which lies above everything, keeps the focus, and closes as dialogs do; then it picks the laptop.
func switchDevice(t *testing.T, p *browsertest.Page) {
	t.Helper()
	const open = `!!document.querySelector("dialog[open]")`
	p.Click("Switch device")
	p.WaitFor(open)
	p.Accessible()
	if at := browsertest.Eval[string](p, `[[195, 843], [2, 840], [388, 780]].map(([x, y]) => document.elementFromPoint(x, y).closest("dialog") ? "" : x + "," + y).join(" ")`); at != "  " {
		t.Errorf("the menu of devices does not cover the bottom of the screen at %s", at)
	}
	if !browsertest.Eval[bool](p, `document.activeElement.matches("dialog [aria-current]")`) {
		t.Error("the focus is not at the device that is shown")
	}
	for range 4 {
		p.Press(kb.Tab)
		if !browsertest.Eval[bool](p, `document.activeElement === document.body || !!document.activeElement.closest("dialog")`) {
			t.Error("the focus leaves the menu of devices")
		}
	}
	p.Press(kb.Escape)
	p.WaitFor("!" + open + ` && document.activeElement.ariaHasPopup === "dialog"`)
	p.Click("Switch device")
	p.WaitFor(open)
	p.ClickAt(195, 60)
	p.WaitFor("!" + open)
	p.Click("Switch device")
	p.Click("LAPTOP-EVA Windows 11 24H2")
}
