package kit

import (
	"github.com/a-h/templ"
)

// Labelled gives a link a label of its own for those who do not see what stands around it.
func Labelled(attrs templ.Attributes, label string) templ.Attributes {
	attrs["aria-label"] = label
	return attrs
}
