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
	return p.violations("html", allRules)
}

// Rules of axe-core, by their tags and by their names.
const (
	allRules   = `"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"`
	colorRules = `"color-contrast", "link-in-text-block"`
)

// violations runs rules on the part of the page that a selector finds.
func (p *Page) violations(part, rules string) []Violation {
	p.t.Helper()
	if !Eval[bool](p, `typeof axe === "object"`) {
		p.do("load axe-core", chromedp.Evaluate[chromedp.Void](axe))
	}
	return Eval[[]Violation](p, `axe.run(`+quote(part)+`, {
		runOnly: [`+rules+`],
		resultTypes: ["violations"],
	}).then(r => r.violations.map(v => ({
		id: v.id, impact: v.impact, help: v.help,
		nodes: v.nodes.map(n => n.target.join(" ") + "  " + n.html + "  " + n.failureSummary.replace(/\s+/g, " ")),
	})))`)
}

// Accessible fails the test for every violation on the page.
func (p *Page) Accessible() {
	p.t.Helper()
	p.fail(p.Violations())
}

// AccessibleInBothThemes fails the test for every violation in the part of the page that a selector finds: in the light theme, and in the dark
// one, where nothing but colors can be wrong that was right before. It leaves the page dark.
func (p *Page) AccessibleInBothThemes(part string) {
	p.t.Helper()
	p.SetTheme("light")
	p.fail(p.violations(part, allRules))
	p.SetTheme("dark")
	p.fail(p.violations(part, colorRules))
}

func (p *Page) fail(list []Violation) {
	p.t.Helper()
	for _, v := range list {
		p.t.Errorf("%s breaks %s", p.Path(), v)
	}
}
