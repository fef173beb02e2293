package kit

import (
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/views/ui"
)

// Listing makes the addresses of a list whose whole state is in its address: the search q, the filters, sort, size and
// the page's cursor.
type Listing struct {
	C    echo.Context
	Path string // of the list
	ID   string // of the element that filtering, sorting and turning pages replaces
}

// With is the list's address with some parameters replaced; a list of none removes one. It starts at the first page.
func (l Listing) With(set map[string][]string) string {
	q := url.Values{}
	for name, values := range l.C.QueryParams() {
		if name != "after" && name != "before" {
			q[name] = values
		}
	}
	for name, values := range set {
		q[name] = values
	}
	for name, values := range q {
		if len(values) == 0 || len(values) == 1 && values[0] == "" {
			delete(q, name)
		}
	}
	if len(q) == 0 {
		return l.Path
	}
	return l.Path + "?" + q.Encode()
}

// ClearURL is the list without search and filters, in the order it has.
func (l Listing) ClearURL() string {
	return l.withOnly("sort", "size")
}

// withOnly is the list with only some of its parameters.
func (l Listing) withOnly(keep ...string) string {
	drop := map[string][]string{}
	for name := range l.C.QueryParams() {
		if !slices.Contains(keep, name) {
			drop[name] = nil
		}
	}
	return l.With(drop)
}

// Sorted makes a column one that sorts. By is the order of the list now; usual is the column's first order, such as "name"
// or "-modified".
func (l Listing) Sorted(by models.Sort, usual string, col ui.Column) ui.Column {
	name := strings.TrimPrefix(usual, "-")
	next := usual
	if by.By == name {
		col.Sort = "ascending"
		if by.Desc {
			col.Sort = "descending"
		}
		next = name
		if !by.Desc {
			next = "-" + name
		}
	}
	col.URL = l.With(map[string][]string{"sort": {next}})
	return col
}

// Pager is the foot of the list.
func (l Listing) Pager(shown, previous, next string) ui.Pager {
	p := ui.Pager{Shown: shown}
	if previous != "" {
		p.Previous = l.With(map[string][]string{"before": {previous}})
	}
	if next != "" {
		p.Next = l.With(map[string][]string{"after": {next}})
	}
	return p
}

// FilterBar is the search field and the chips, which keep the list's order.
func (l Listing) FilterBar(label string, filters ...ui.Filter) ui.FilterBarProps {
	bar := ui.FilterBarProps{Action: l.Path, List: l.ID, Label: label, Query: l.C.QueryParam("q")}
	for _, name := range []string{"sort", "size"} {
		if v := l.C.QueryParam(name); v != "" {
			bar.Keep = append(bar.Keep, ui.Pair{Name: name, Value: v})
		}
	}
	for _, f := range filters {
		bar.Filters = append(bar.Filters, l.Filter(f))
	}
	return bar
}

// Filter marks the options that are set.
func (l Listing) Filter(f ui.Filter) ui.Filter {
	values := l.C.QueryParams()[f.Name]
	for i, o := range f.Options {
		f.Options[i].Set = slices.Contains(values, o.Value)
	}
	f.ClearURL = l.With(map[string][]string{f.Name: nil})
	return f
}
