package office

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"appdepot/models"
)

// child finds the rule of an element in another and adds it there; nil when it does not belong there.
func (r *reader) child(in opened, n *node) *rule {
	if in.rule == nil {
		return nil
	}
	known, ok := in.rule.children[n.name]
	switch meant := resembling(in.rule.children, n.name); {
	case ok && known.once && len(in.all(n.name)) > 0:
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: %s appears more than once in %s. Keep one.", n.line, n.column, n.name, in.name))
	case ok:
		in.children = append(in.children, n)
		return known
	case meant != "":
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: write %s as %s.", n.line, n.column, n.name, meant))
	case len(in.rule.children) == 0:
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: %s is not allowed. %s cannot contain elements.", n.line, n.column, short(n.name), in.name))
	default:
		r.about(n.line, n.column, n.name, models.T("Line %s, column %s: %s is not allowed in %s. Allowed elements: %s.", n.line, n.column, short(n.name), in.name, keys(in.rule.children)))
	}
	return nil
}

// attributes reads what an element says and checks it.
func (r *reader) attributes(o opened, all []xml.Attr) {
	for _, a := range all {
		switch name := full(a.Name); {
		case !has(o.rule.attributes, name):
			r.unknown(o, name)
		case slices.ContainsFunc(o.node.attributes, func(b attribute) bool { return b.name == name }):
			r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s has the attribute %s twice. Remove one.", o.line, o.column, o.name, name))
		default:
			o.set(name, a.Value)
		}
	}
	// Names are read before the values that depend on them.
	for _, later := range []bool{false, true} {
		for i, a := range o.node.attributes {
			if (a.name == "Value") == later {
				o.node.attributes[i].value = r.value(o, a)
			}
		}
	}
	for _, name := range o.rule.required {
		if !slices.ContainsFunc(o.node.attributes, func(a attribute) bool { return a.name == name }) {
			r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s is missing the attribute %s.", o.line, o.column, o.name, name))
		}
	}
}

func (r *reader) unknown(o opened, name string) {
	switch meant := resembling(o.rule.attributes, name); {
	case meant != "":
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: write the attribute %s of %s as %s.", o.line, o.column, name, o.name, meant))
	case len(o.rule.attributes) == 0:
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s cannot have attributes. Remove %s.", o.line, o.column, o.name, short(name)))
	default:
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s has no attribute %s. Allowed attributes: %s.", o.line, o.column, o.name, short(name), keys(o.rule.attributes)))
	}
}

// value checks one attribute and gives its value in its usual form.
func (r *reader) value(o opened, a attribute) string {
	allowed, _ := o.rule.of(o.node, a.name)
	usual, ok := allowed.read(a.value)
	switch {
	case ok:
	case allowed.like != "":
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s of %s cannot be \"%s\". Use a value such as %s.", o.line, o.column, a.name, o.name, short(a.value), allowed.like))
	case len(allowed.words) > 0:
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s of %s cannot be \"%s\". Allowed values: %s.", o.line, o.column, a.name, o.name, short(a.value), strings.Join(allowed.words, ", ")))
	default:
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s of %s is too long. Shorten it.", o.line, o.column, a.name, o.name))
	}
	return usual
}

// end checks what is only known when all of an element was read.
func (r *reader) end(o opened) {
	if o.rule == nil {
		return
	}
	if o.rule.needs != "" && len(o.all(o.rule.needs)) == 0 {
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s is missing the element %s.", o.line, o.column, o.name, o.rule.needs))
	}
	if o.get("DownloadPath") != "" && o.get("Version") == "" {
		r.about(o.line, o.column, o.name, models.T("Line %s, column %s: %s has the attribute %s but is missing %s.", o.line, o.column, o.name, "DownloadPath", "Version"))
	}
	seen := map[string]bool{}
	for _, c := range o.children {
		rule := o.rule.children[c.name]
		id := c.identity(rule)
		if len(rule.identity) > 0 && seen[id] {
			r.about(c.line, c.column, c.name, models.T("Line %s, column %s: %s appears twice. Remove one.", c.line, c.column, id))
		}
		seen[id] = true
		r.language(c)
	}
}

// language checks that what is said for a language that is only found on the device stands with such a language.
func (r *reader) language(n *node) {
	only := func(attribute string, ids ...string) {
		if n.name == "Language" && n.get(attribute) != "" && !slices.Contains(ids, n.get("ID")) {
			r.about(n.line, n.column, n.name, models.T("Line %s, column %s: use the attribute %s only with the language %s.", n.line, n.column, attribute, ids[0]))
		}
	}
	only("Fallback", "MatchOS", "MatchInstalled")
	only("TargetProduct", "MatchInstalled")
}

// identity is what tells an element from others, as people read it.
func (n *node) identity(r *rule) string {
	id := n.name
	for _, name := range r.identity {
		id += " " + name + `="` + n.get(name) + `"`
	}
	return id
}

func has[V any](m map[string]V, key string) bool { _, ok := m[key]; return ok }

func keys[V any](m map[string]V) string { return strings.Join(slices.Sorted(maps.Keys(m)), ", ") }

// resembling is the key that differs from a name in its case only, "" when there is none.
func resembling[V any](m map[string]V, name string) string {
	for key := range m {
		if strings.EqualFold(key, name) {
			return key
		}
	}
	return ""
}
