package browsertest

import (
	"fmt"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What can be clicked, and what can be typed into.
const (
	clickable = `a[href], button, summary, label, option, input[type=submit], input[type=checkbox], input[type=radio], ` +
		`[role=button], [role=menuitem], [role=option], [role=tab], [role=switch]`
	typable = `input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=hidden]), textarea`
)

// Click clicks the link, button, check box, radio button, tab or menu item with this accessible name.
func (p *Page) Click(name string) {
	p.t.Helper()
	p.do("click "+name, chromedp.Click(p.named(clickable, name)))
}

// ClickOn clicks the first element that a CSS selector finds.
func (p *Page) ClickOn(selector string) {
	p.t.Helper()
	p.do("click "+selector, chromedp.Click(p.chosen(selector)))
}

// ClickAt clicks a point of the window, in CSS pixels.
func (p *Page) ClickAt(x, y float64) {
	p.t.Helper()
	p.do("click the window", chromedp.MouseClickXY(x, y))
}

// RightClick presses the right button of the mouse over the first element that a CSS selector finds, and lets it go.
func (p *Page) RightClick(selector string) {
	p.t.Helper()
	p.WaitFor("document.querySelector(" + quote(selector) + ")")
	at := Eval[[]float64](p, `(e => {
		e.scrollIntoView({block: "center", inline: "center"});
		const r = e.getBoundingClientRect();
		return [r.left + r.width / 2, r.top + r.height / 2];
	})(document.querySelector(`+quote(selector)+`))`)
	p.do("right-click "+selector,
		chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]),
		chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonRight, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseReleased, at[0], at[1], chromedp.ButtonRight, chromedp.ClickCount(1)))
}

// Type replaces what the text field with this accessible name holds, key by key.
func (p *Page) Type(name, text string) {
	p.t.Helper()
	field := p.named(typable, name)
	p.do("type into "+name, chromedp.Focus(field))
	Eval[bool](p, "document.activeElement.select(), true")
	if text == "" {
		text = kb.Delete
	}
	p.do("type into "+name, chromedp.SendKeys(field, text))
}

// Press presses a key, or types text, where the focus is: "/" or kb.Escape.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.do("press a key", chromedp.KeyEvent(keys))
}

// Select picks an option by its text in the drop-down list with this accessible name.
func (p *Page) Select(name, option string) {
	p.t.Helper()
	list := p.named("select", name)
	picked := Eval[bool](p, fmt.Sprintf(`(list => {
		const option = [...list.options].find(o => o.label.trim() === %s);
		if (!option) return false;
		option.selected = true;
		for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, {bubbles: true}));
		return true;
	})(%s)`, quote(option), list))
	if !picked {
		p.fatalf("the list %q has no option %q", name, option)
	}
}

// Attach puts files of the disk into the file field with this label.
func (p *Page) Attach(label string, paths ...string) {
	p.t.Helper()
	field := p.named("input[type=file]", label)
	p.do("attach to "+label, chromedp.SetUploadFiles(field, paths, chromedp.NodeReady))
}

// named waits for the one element that matches the CSS selector, can be seen, and has this accessible name; file fields
// are known by their label, because browsers add the chosen file to the name.
func (p *Page) named(selector, name string) chromedp.JSPath {
	p.t.Helper()
	all := fmt.Sprintf(`[...document.querySelectorAll(%s)].filter(e => e.type === "file"
		? e.ariaLabel === %[2]s || [...e.labels].some(l => l.computedName === %[2]s || l.innerText.trim() === %[2]s)
		: e.checkVisibility({visibilityProperty: true}) && e.computedName === %[2]s)`, quote(selector), quote(name))
	if !p.tree { // otherwise every computed name builds the whole tree anew; where nobody asks for names, keeping it costs more
		command(p, accessibility.Enable, cdp.Empty{})
		p.tree = true
	}
	// Names are dear to compute, so the element is remembered, until the page is another or the element is gone from it.
	if err := p.wait("(all => all.length === 1 && (window.elementNamed = all[0]))(" + all + ")"); err != nil {
		if n := Eval[int](p, "("+all+").length"); n > 1 {
			p.fatalf("%d things are called %q; use ClickOn with a CSS selector", n, name)
		}
		p.fatalf("nothing to use is called %q", name)
	}
	return chromedp.JSPath("(window.elementNamed?.isConnected ? window.elementNamed : (" + all + ")[0])")
}

// chosen waits for an element by CSS selector.
func (p *Page) chosen(selector string) chromedp.CSS {
	p.t.Helper()
	p.WaitFor("document.querySelector(" + quote(selector) + ")")
	return chromedp.CSS(selector)
}
