package browsertest

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axe string

// Violation is a rule of axe-core that the page breaks.
type Violation struct {
	Rule   string   `json:"id"`     // for example "color-contrast"
	Impact string   `json:"impact"` // minor, moderate, serious or critical
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"` // the elements: selector, HTML, and what is wrong
}

func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n    %s", v.Rule, v.Impact, v.Help, strings.Join(v.Nodes, "\n    "))
}

// Violations runs axe-core on the page: WCAG 2.2 A and AA, and its best practices.
func (p *Page) Violations() []Violation {
	p.t.Helper()
	if !Eval[bool](p, `typeof axe === "object"`) {
		p.do("load axe-core", chromedp.Evaluate[chromedp.Void](axe))
	}
	return Eval[[]Violation](p, `axe.run({
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	}).then(r => r.violations.map(v => ({
		id: v.id, impact: v.impact, help: v.help,
		nodes: v.nodes.map(n => n.target.join(" ") + "  " + n.html + "  " + n.failureSummary.replace(/\s+/g, " ")),
	})))`)
}

// Accessible fails the test for every violation on the page.
func (p *Page) Accessible() {
	p.t.Helper()
	for _, v := range p.Violations() {
		p.t.Errorf("%s breaks %s", p.Path(), v)
	}
}
