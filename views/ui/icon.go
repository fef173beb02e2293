package ui

import (
	"strings"
	"sync"

	"github.com/a-h/templ"

	"appdepot/static"
)

// icons keeps what was printed: a page of a list has hundreds of the same few icons.
var icons sync.Map

type iconKey struct{ name, class string }

// Icon is a picture from the sprite, by its name there: "add", "chevron-down-16". It is decoration; the
// words stand beside it.
func Icon(name string, class ...string) templ.Component {
	key := iconKey{name, strings.Join(class, " ")}
	if known, ok := icons.Load(key); ok {
		return known.(templ.Component)
	}
	icon := templ.Raw(`<svg class="` + classes("icon", iconSize(name), key.class) + `" aria-hidden="true"><use href="` +
		static.URL("icons/icons.svg") + "#" + name + `"></use></svg>`)
	icons.Store(key, icon)
	return icon
}

// Glyph is the drawing of an app type, by its name: "globe". It is decoration, as an Icon is, and takes the color of the words beside
// it. A page of a list has hundreds, so it is short: what is drawn stands in the style sheet.
func Glyph(name string) templ.Component {
	return templ.Raw(`<i class="glyph g-` + name + `"></i>`)
}

func iconSize(name string) string {
	switch name = strings.TrimSuffix(name, "-filled"); {
	case strings.HasSuffix(name, "-16"):
		return "icon-16"
	case strings.HasSuffix(name, "-24"):
		return "icon-24"
	}
	return ""
}
