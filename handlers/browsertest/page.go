package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// waitTimeout is how long a step waits for what it needs.
const waitTimeout = time.Minute

// Page is one test's tab, with cookies and storage of its own.
type Page struct {
	t    testing.TB
	ctx  context.Context
	base string
	tree bool // the browser keeps the accessibility tree

	mu      sync.Mutex
	errors  []string
	allowed []string
}

// New opens an empty tab for a server such as "http://127.0.0.1:8080": 1280 by 800 pixels, light, without animations.
func New(t testing.TB, base string) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(requireBrowser(t), chromedp.WithNewBrowserContext())
	p := &Page{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx); err != nil { // opens the tab; its life must not end with a step's
		t.Fatalf("open a tab: %s", err)
	}
	if err := chromedp.Listen(ctx, p.handleEvent); err != nil {
		t.Fatalf("listen to the tab: %s", err)
	}
	t.Cleanup(func() {
		p.report()
		cancel()
	})
	p.SetSize(1280, 800)
	p.SetTheme("light")
	return p
}

// Lend gives the page to a test that ends before the page's own: what goes wrong until then is that test's failure. Opening a tab and
// signing in takes longer than most pages do.
func (p *Page) Lend(t testing.TB) {
	own := p.t
	p.t = t
	t.Cleanup(func() {
		p.report()
		p.t = own
	})
}

// SetSize sets the size of the window in CSS pixels.
func (p *Page) SetSize(width, height int) {
	p.t.Helper()
	p.do("set the size", chromedp.EmulateViewport(int64(width), int64(height)))
}

// SetPhone makes the browser that of an Android phone, with a touch screen in CSS pixels.
func (p *Page) SetPhone(width, height int) {
	p.t.Helper()
	p.do("be a phone", chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateMobile, chromedp.EmulateTouch))
	command(p, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
		UserAgent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
	})
}

// SetTheme makes the system prefer "light" or "dark".
func (p *Page) SetTheme(theme string) {
	p.t.Helper()
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// SetLanguage asks for pages in a language, for example "nl".
func (p *Page) SetLanguage(tag string) {
	p.t.Helper()
	command(p, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": tag}})
}

// SetTimeZone puts the browser into a time zone, for example "Europe/Amsterdam".
func (p *Page) SetTimeZone(name string) {
	p.t.Helper()
	command(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
}

// SetScripts switches the scripts of pages opened from now on; false makes a browser without JavaScript.
func (p *Page) SetScripts(on bool) {
	p.t.Helper()
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// Open goes to a path on the server and waits until it is loaded.
func (p *Page) Open(path string) {
	p.t.Helper()
	p.do("open "+path, chromedp.Navigate(p.base+path))
}

// Path is the current address on the server: path and query.
func (p *Page) Path() string {
	p.t.Helper()
	return Eval[string](p, "location.pathname + location.search")
}

// WaitPath waits until the current address has this path, whatever its query.
func (p *Page) WaitPath(path string) {
	p.t.Helper()
	p.WaitFor("location.pathname === " + quote(path))
}

// WaitText waits until a text can be read on the page. White space is not compared.
func (p *Page) WaitText(text string) {
	p.t.Helper()
	p.WaitFor(`document.body.innerText.replace(/\s+/g, " ").includes(` + quote(strings.Join(strings.Fields(text), " ")) + ")")
}

// WaitGone waits until a text can no longer be read on the page.
func (p *Page) WaitGone(text string) {
	p.t.Helper()
	p.WaitFor(`!document.body.innerText.replace(/\s+/g, " ").includes(` + quote(strings.Join(strings.Fields(text), " ")) + ")")
}

// WaitFor waits until a JavaScript expression is true; it may be asked of several pages when one leads to the next.
func (p *Page) WaitFor(expression string) {
	p.t.Helper()
	if err := p.wait(expression); err != nil {
		p.fatalf("after %s this is not so: %s (%s)", waitTimeout, expression, err)
	}
}

// wait asks again and again, because a wait inside the page ends when the page does.
func (p *Page) wait(expression string) error {
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	again := time.NewTicker(25 * time.Millisecond)
	defer again.Stop()
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if is {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("last answer: %t, %v", is, err)
		case <-again.C:
		}
	}
}

// Eval gives the value of a JavaScript expression, awaiting a promise. The page's content security policy does not
// apply to it.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fatalf("evaluate %.200s: %s", expression, err)
	}
	return value
}

// Window writes what a window of this size shows to a PNG file, with so many pixels for one of CSS.
func (p *Page) Window(path string, width, height int, scale float64) {
	p.t.Helper()
	p.do("set the size", chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateScale(scale)))
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	shown, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.fatalf("take a picture: %s", err)
	}
	if err := os.WriteFile(path, shown, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// Screenshot writes the whole page, beyond the window too, to a PNG file.
func (p *Page) Screenshot(path string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.fatalf("take a picture: %s", err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	err := chromedp.Do(ctx, steps...)
	for err != nil && strings.Contains(err.Error(), "Could not find node with given id") { // it was found, and then replaced by another like it
		err = chromedp.Do(ctx, steps...)
	}
	if err != nil {
		p.fatalf("%s: %s", what, err)
	}
}

// fatalf ends the test with a sentence and what can be read on the page.
func (p *Page) fatalf(format string, args ...any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, waitTimeout)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + " ---\n" + document.body.innerText`))
	if err != nil {
		text = err.Error()
	}
	p.t.Fatalf("%s\n--- %s", fmt.Sprintf(format, args...), text)
}

// quote writes a string as JavaScript.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string can always be written
	return string(b)
}
