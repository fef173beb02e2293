package office

import (
	"slices"
	"strings"

	"appdepot/models"
)

// Config is what the designer shows of the document.
func (d Document) Config() Config {
	add := d.root.first("Add")
	c := Config{Bits: "64", Channel: "Current", RemoveMSI: len(d.root.all("RemoveMSI")) > 0,
		AcceptEULA: d.root.first("Display").get("AcceptEULA") == "TRUE"}
	if bits := add.get("OfficeClientEdition"); bits == "32" {
		c.Bits = bits
	}
	if i := slices.IndexFunc(Channels, func(ch Channel) bool { return ch.Offered && ch.ID == add.get("Channel") }); i >= 0 {
		c.Channel = Channels[i].ID
	}
	if v := add.get("Version"); IsVersion(v) {
		c.Version = v
	}
	for _, p := range d.root.all("Property") {
		c.SharedLicense = c.SharedLicense || p.get("Name") == "SharedComputerLicensing" && p.get("Value") == "1"
	}
	c.OpenDocument = slices.ContainsFunc(d.root.first("AppSettings").all("User"), func(u *node) bool {
		return u.same(formats(true).children[0], "Key", "Name", "Value")
	})
	for _, p := range Products {
		if p.Kind == Other && slices.ContainsFunc(add.all("Product"), func(n *node) bool { return n.get("ID") == p.ID }) {
			c.Others = append(c.Others, p.ID)
		}
	}
	c.suite(add)
	return c
}

// same reports whether two elements agree in some of their attributes.
func (n *node) same(other *node, attributes ...string) bool {
	return !slices.ContainsFunc(attributes, func(name string) bool { return n.get(name) != other.get(name) })
}

// suite reads apps and languages from the suite, or from the first product when there is no suite.
func (c *Config) suite(add *node) {
	products := add.all("Product")
	if len(products) == 0 {
		c.Apps = Start().Apps
		return
	}
	from := products[max(0, slices.IndexFunc(products, func(n *node) bool { return kindOf(n.get("ID")) == Suite }))]
	missing := names(from.all("ExcludeApp"), func(n *node) string { return n.get("ID") })
	for _, a := range Offered() {
		if !slices.Contains(missing, a.ID) {
			c.Apps = append(c.Apps, a.ID)
		}
	}
	for _, l := range from.all("Language") {
		if code := l.get("ID"); slices.ContainsFunc(Languages, func(known Language) bool { return known.Code == code }) {
			c.Languages = append(c.Languages, code)
		}
	}
}

// Beyond lists what would be lost, and what would be added, if the document became what the designer shows of it. Nothing
// means that the designer knows all of it.
func (d Document) Beyond() []Problem {
	said, shown := d.root.facts(configuration, ""), d.Config().tree().facts(configuration, "")
	var usual []string
	if !d.Config().OpenDocument {
		settings := element("Configuration")
		settings.children = []*node{formats(false)}
		usual = keysOf(settings.facts(configuration, ""))
	}
	var beyond []Problem
	for _, f := range missing(said, shown, usual) {
		text := models.T("Line %s, column %s: the designer cannot show %s.", f.line, f.column, f.what)
		if f.first {
			text = models.T("Line %s, column %s: the designer puts the Windows languages before %s.", f.line, f.column, f.what)
		}
		beyond = append(beyond, Problem{f.line, f.column, f.name, text})
	}
	for _, f := range missing(shown, said, usual) {
		if !f.first {
			beyond = append(beyond, Problem{Element: f.name, Text: models.T("The designer would add %s.", f.what)})
		}
	}
	return beyond
}

// fact is one thing that a configuration says. Key is the same for the same thing in any two configurations.
type fact struct {
	*node
	key   string
	what  string // as people read it
	first bool   // about being the first language
}

// facts lists everything that the elements in n say, leaving out what is so anyway.
func (n *node) facts(r *rule, key string) []fact {
	var all []fact
	for _, c := range n.children {
		rule := r.children[c.name]
		id := key + "/" + c.identity(rule)
		if rule.counts {
			all = append(all, fact{c, id, "<" + c.identity(rule) + ">", false})
		}
		if c.name == "Language" && n.first("Language") == c {
			all = append(all, fact{c, id + "#first", c.get("ID"), true})
		}
		for _, a := range c.attributes {
			v, _ := rule.of(c, a.name)
			if slices.Contains(rule.identity, a.name) || a.value == v.absent {
				continue
			}
			all = append(all, fact{c, id + "@" + a.name + "=" + a.value, "<" + c.identity(rule) + " " + a.name + `="` + a.value + `">`, false})
		}
		all = append(all, c.facts(rule, id)...)
	}
	return all
}

// missing are the facts of some that are neither in others nor usual, without those about something that is missing itself.
func missing(some, others []fact, usual []string) []fact {
	known := append(keysOf(others), usual...)
	var gone []fact
	for _, f := range some {
		within := func(g fact) bool {
			rest, inside := strings.CutPrefix(f.key, g.key)
			return inside && rest != "" && strings.ContainsAny(rest[:1], "/@#")
		}
		if !slices.Contains(known, f.key) && !slices.ContainsFunc(gone, within) {
			gone = append(gone, f)
		}
	}
	return gone
}

func keysOf(facts []fact) []string { return names(facts, func(f fact) string { return f.key }) }
