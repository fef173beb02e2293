package browsertest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Allow names a part of a console error that the test expects, such as "404 (Not Found)" when it opens a missing page.
func (p *Page) Allow(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowed = append(p.allowed, part)
}

// handleEvent keeps what goes wrong in the tab: uncaught exceptions, console.error, and the browser's own errors, breaches of
// the content security policy among them.
func (p *Page) handleEvent(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			said += " " + thrown.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			said = "console.error:"
			for _, a := range e.Args {
				said += fmt.Sprintf(" %s%s", a.Value, a.Description)
			}
		}
	case *log.EventEntryAdded:
		// A refused form is an answer with status 422: Chromium calls every such answer a failure to load.
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "status of 422") {
			said = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	}
	if said != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.errors = append(p.errors, said)
	}
}

// report fails the test for every error that was not allowed, and begins anew.
func (p *Page) report() {
	p.t.Helper()
	// Events come before the answer to a later question: after this one, all have been heard.
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("true")); err != nil {
		p.t.Errorf("the tab does not answer: %s", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, said := range p.errors {
		if !slices.ContainsFunc(p.allowed, func(part string) bool { return strings.Contains(said, part) }) {
			p.t.Errorf("the browser's console says: %s", said)
		}
	}
	p.errors, p.allowed = nil, nil
}

// command sends one command of the DevTools protocol.
func command[P, R any](p *Page, c cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, c, params); err != nil {
		p.fatalf("%s: %s", c.Method, err)
	}
}
