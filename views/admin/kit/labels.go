package kit

import (
	"github.com/a-h/templ"
)

// WithLabel gives a link a label of its own for those who do not see what stands around it.
func WithLabel(attrs templ.Attributes, label string) templ.Attributes {
	attrs["aria-label"] = label
	return attrs
}
