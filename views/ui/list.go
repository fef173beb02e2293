package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"appdepot/views/say"
)

// heads are the heads of the columns with those of the checkbox and the menu.
func (p ListProps) heads(ctx context.Context) []Column {
	heads := append([]Column{{Label: say.T(ctx, "Select all"), Select: true, Width: "check"}}, p.Columns...)
	if p.Menu != "" {
		heads = append(heads, Column{Label: say.T(ctx, "Actions"), Hidden: true, Width: "col-act"})
	}
	return heads
}

// button is a button of the form around the rows.
func (b BulkCommand) button() ButtonProps {
	p := ButtonProps{Label: b.Label, Icon: b.Icon, Style: Ghost, Attrs: templ.Attributes{"formaction": b.URL}}
	if b.Post {
		p.Attrs["formmethod"] = "post"
	}
	return p
}

// refresh reads the list anew, in its place.
func refresh(url, id string) templ.Attributes {
	a := Into(url, id)
	delete(a, "hx-push-url")
	return a
}

// exportPath is an address without its parameters, which a form would replace.
func exportPath(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return path
}

func (c Column) cellClass(cell ListCell) string {
	class := ""
	if cell.Truncate {
		class = "truncate"
	}
	return classes(c.class(), class)
}
