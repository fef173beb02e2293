package list

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// List describes a list of things. It is made for each request, with its words in the reader's language: take them from Context.
type List[T any] struct {
	Name    string // of the file, and of what a person keeps of the list, such as "device-status"
	Path    string // of the list; the file is at Path + ".csv"
	Caption string
	Search  string             // label of the search field
	Things  func(n int) string // "148 apps"
	More    func(n int) string // "More than 1,000 apps"
	NoMatch string             // no row passes the filters
	Sort    string             // the usual order, such as "name" or "-failed"
	Columns []Column[T]        // in their order; one of them is the Name
	Filters []ui.Filter        // without what is set
	Also    []string           // further parameters that leave rows out, such as days
	Row     func(T) Row
	Detail  func(T) templ.Component // what is open below a row, nil when it is closed
	Bulk    []ui.BulkCommand        // for selected rows, besides Export
	Menu    string                  // the id of the menu of every row; empty for none
	Read    func(context.Context, Query) (models.Listing[T], error)
	Count   func(context.Context, Query) (models.Total, error)
}

// Row is what a list does with a row as a whole. URL is the thing's page, without JavaScript the place of its menu.
type Row struct{ ID, Name, URL string }

// Column is a column of a list. Cell is what stands in it, nil for the text; Text is what stands in the file. A cell that says more than one thing has Parts in the
// file instead. The texts of Label and Parts are in the reader's language.
type Column[T any] struct {
	Key      string // in what a person keeps
	Label    string
	Width    string // as in ui.Column
	Priority string
	Sort     string // the first order by this column, such as "name" or "-modified"; empty when it does not sort
	Name     bool   // names the row: it always stays, at least 240 pixels wide
	Optional bool   // shown when a person chooses it
	Number   bool
	Truncate bool // on one line
	NoCell   bool // only in the file
	NoFile   bool // only on the page
	Cell     func(T) templ.Component
	Under    func(T) templ.Component // stands below the name where there is no room for the column
	Text     func(T) string
	Parts    []Part[T]
}

// Part is one column of the file.
type Part[T any] struct {
	Label string
	Text  func(T) string
}

// Query says which rows to read: the filters as they stand in the address, order and page. IDs keeps only these, nil keeps all.
type Query struct {
	url.Values
	IDs  []models.ID
	Sort models.Sort
	Page models.Page
}

// Search is what was typed into the search field.
func (q Query) Search() string { return q.Get("q") }

// YesNo is a filter of one thing that is so or not; nil when it is not set.
func (q Query) YesNo(name string) *bool {
	if len(q.Values[name]) != 1 {
		return nil
	}
	yes := q.Get(name) == "yes"
	return &yes
}

// Texts are the values of a filter, of the type that they have in the store.
func Texts[S ~string](q Query, name string) []S {
	var list []S
	for _, v := range q.Values[name] {
		if v != "" {
			list = append(list, S(v))
		}
	}
	return list
}

// Context is the context that a list takes its words from: those of a file do not depend on where and when it is read.
func Context(c echo.Context) context.Context {
	if isFile(c) {
		return say.ForFile(c.Request().Context())
	}
	return c.Request().Context()
}

func isFile(c echo.Context) bool { return strings.HasSuffix(c.Path(), ".csv") }

// Serve answers with what the address asks for: the list as a file, the counts of a filter, or the page.
func (l List[T]) Serve(c echo.Context, page func(ui.ListProps) (templ.Component, error)) error {
	if isFile(c) {
		return l.export(c)
	}
	if filter := c.QueryParam("count"); filter != "" {
		return l.counts(c, filter)
	}
	props, err := l.props(c)
	if err != nil {
		return err
	}
	p, err := page(props)
	if err != nil {
		return err
	}
	return web.Page(c, 200, p)
}

// query reads what is asked for from the address.
func (l List[T]) query(c echo.Context) Query {
	kept := web.User(c).Lists[l.Name]
	q := Query{Values: c.QueryParams(), Sort: web.SortOf(c, l.Sort), Page: web.PageOf(c)}
	q.Page.Size = cmp.Or(q.Page.Size, kept.Size)
	return q
}

// filtered reports whether a query leaves rows out.
func (l List[T]) filtered(q Query) bool {
	return slices.ContainsFunc(l.parameters(), func(name string) bool { return strings.Join(q.Values[name], "") != "" })
}

// parameters are those that leave rows out.
func (l List[T]) parameters() []string {
	names := append([]string{"q"}, l.Also...)
	for _, f := range l.Filters {
		names = append(names, f.Name)
	}
	return names
}

// shown are the columns that the person wants to see.
func (l List[T]) shown(c echo.Context) []Column[T] {
	kept := web.User(c).Lists[l.Name].Columns
	var columns []Column[T]
	for _, col := range l.Columns {
		chosen := !col.Optional
		if kept != nil {
			chosen = slices.Contains(kept, col.Key)
		}
		if col.Name || col.Key == "" || chosen {
			columns = append(columns, col)
		}
	}
	return columns
}

// listing makes the list's addresses.
func (l List[T]) listing(c echo.Context) kit.Listing {
	return kit.Listing{C: c, Path: l.Path, ID: "list"}
}
