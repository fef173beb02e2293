package list

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Sizes are the numbers of rows that a page of a list may have.
var Sizes = []int{25, 50, 100, 200}

// props reads one page of the list.
func (l List[T]) props(c echo.Context) (ui.ListProps, error) {
	ctx, at := c.Request().Context(), l.listing(c)
	q := l.query(c)
	read, err := l.Read(ctx, q)
	if err != nil {
		return ui.ListProps{}, err
	}
	total, err := l.Count(ctx, q)
	if err != nil {
		return ui.ListProps{}, err
	}
	columns := l.shown(c)
	p := ui.ListProps{
		ID: at.ID, Caption: l.Caption, NoMatch: l.NoMatch, Menu: l.Menu, Bulk: l.Bulk, ClearURL: at.ClearURL(),
		Filter: at.FilterBar(l.Search, l.filters(c, at)...), Export: kit.ExportURL(at), Refresh: c.Request().URL.RequestURI(),
		Columns: l.heads(c, at, q.Sort, columns), Choices: l.choices(c, columns), Keep: l.kept(c),
		Settings: ui.ListSettings{Action: link.ListSettings(), List: l.Name, Return: at.With(map[string][]string{"size": nil}), Sizes: Sizes, Size: size(q)},
	}
	for _, name := range l.Also {
		for _, v := range q.Values[name] {
			p.Filter.Keep = append(p.Filter.Keep, ui.Pair{Name: name, Value: v})
		}
	}
	if l.filtered(q) {
		p.Filter.ClearURL = p.ClearURL
	}
	p.Empty = len(read.Items) == 0 && !l.filtered(q) && q.Page.After+q.Page.Before == ""
	first := first(c)
	for _, item := range read.Items {
		p.Rows = append(p.Rows, l.row(item, columns))
	}
	alone := read.Previous == "" && read.Next == ""
	p.Pager = at.Pager(l.position(c, first, len(read.Items), total, alone), read.Previous, read.Next)
	if p.Pager.Next != "" {
		p.Pager.Next = addressAt(p.Pager.Next, first+len(read.Items))
	}
	if p.Pager.Previous != "" {
		p.Pager.Previous = addressAt(p.Pager.Previous, first-size(q))
	}
	if len(read.Items) > 0 && !alone {
		p.SelectAll, p.AllSelected = say.T(ctx, "Select all: %s", l.total(total)), say.T(ctx, "%s selected", l.total(total))
	}
	return p, nil
}

// First reads the first rows in the usual order, for another page, which has an address of its own.
func (l List[T]) First(c echo.Context, rows int) (ui.ListProps, error) {
	ctx := c.Request().Context()
	columns := l.shown(c)
	read, err := l.Read(ctx, Query{Values: url.Values{}, Sort: web.SortBy(l.Sort), Page: models.Page{Size: rows}})
	if err != nil {
		return ui.ListProps{}, err
	}
	p := ui.ListProps{ID: "list", Caption: l.Caption, Refresh: c.Request().URL.RequestURI()}
	for _, col := range columns {
		if !col.NoCell {
			p.Columns = append(p.Columns, col.head())
		}
	}
	for _, item := range read.Items {
		p.Rows = append(p.Rows, l.row(item, columns))
	}
	return p, nil
}

func size(q Query) int {
	if q.Page.Size == 0 {
		return 50
	}
	return min(q.Page.Size, Sizes[len(Sizes)-1])
}

// first is the number of the first row of the page, which the address before it has counted.
func first(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("row"))
	if err != nil || n < 1 || c.QueryParam("after")+c.QueryParam("before") == "" {
		return 1
	}
	return n
}

func addressAt(address string, row int) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	if q.Del("row"); row > 1 {
		q.Set("row", strconv.Itoa(row))
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// total says how many rows there are in all.
func (l List[T]) total(n models.Total) string {
	if n.More {
		return l.More(n.Count)
	}
	return l.Things(n.Count)
}

// position says which rows a page shows, and of how many.
func (l List[T]) position(c echo.Context, first, n int, total models.Total, alone bool) string {
	ctx := c.Request().Context()
	switch last := say.Number(ctx, first+n-1); {
	case alone || n == 0:
		return l.total(total)
	case total.More:
		return say.T(ctx, "%s–%s · %s", say.Number(ctx, first), last, l.total(total))
	default:
		return say.T(ctx, "%s–%s of %s", say.Number(ctx, first), last, l.total(total))
	}
}

func (l List[T]) row(item T, columns []Column[T]) ui.ListRow {
	r := l.Row(item)
	row := ui.ListRow{ID: r.ID, Name: r.Name, URL: r.URL}
	for _, col := range columns {
		if col.NoCell {
			continue
		}
		cell := ui.ListCell{Truncate: col.Truncate}
		if col.Cell != nil {
			cell.Content = col.Cell(item)
		} else {
			cell.Text = col.Text(item)
		}
		if col.Under != nil {
			cell.Under = col.Under(item)
		}
		row.Cells = append(row.Cells, cell)
	}
	if l.Detail != nil {
		row.Detail = l.Detail(item)
	}
	return row
}

// heads are the columns' heads.
func (l List[T]) heads(c echo.Context, at kit.Listing, by models.Sort, columns []Column[T]) []ui.Column {
	var heads []ui.Column
	for _, col := range columns {
		if col.NoCell {
			continue
		}
		h := col.head()
		if col.Sort != "" {
			h = at.Sorted(by, col.Sort, h)
		}
		heads = append(heads, h)
	}
	return heads
}

// choices are the columns that a person may show and hide.
func (l List[T]) choices(c echo.Context, shown []Column[T]) []ui.Option {
	var choices []ui.Option
	for _, col := range l.Columns {
		if col.Name || col.Key == "" || col.NoCell {
			continue
		}
		set := slices.ContainsFunc(shown, func(s Column[T]) bool { return s.Key == col.Key })
		choices = append(choices, ui.Option{Value: col.Key, Label: col.Label, Set: set})
	}
	return choices
}

// filters are the filters with what is set, and where their counts are.
func (l List[T]) filters(c echo.Context, at kit.Listing) []ui.Filter {
	filters := slices.Clone(l.Filters)
	for i := range filters {
		if !filters[i].NoCounts {
			filters[i].Counts = at.With(map[string][]string{"count": {filters[i].Name}})
		}
	}
	return filters
}

// kept are the parameters that a command for everything the filters find needs.
func (l List[T]) kept(c echo.Context) []ui.Pair {
	var pairs []ui.Pair
	for _, name := range l.parameters() {
		for _, v := range c.QueryParams()[name] {
			if v != "" {
				pairs = append(pairs, ui.Pair{Name: name, Value: v})
			}
		}
	}
	if sort := c.QueryParam("sort"); sort != "" {
		pairs = append(pairs, ui.Pair{Name: "sort", Value: sort})
	}
	return pairs
}

// counts answers with how many rows have each value of a filter, as JSON: the list with the other filters as they are.
func (l List[T]) counts(c echo.Context, name string) error {
	ctx := c.Request().Context()
	i := slices.IndexFunc(l.Filters, func(f ui.Filter) bool { return f.Name == name && !f.NoCounts })
	if i < 0 {
		return models.NotFound("This list has no such filter. Go back to the list.")
	}
	counts := map[string]string{}
	for _, o := range l.Filters[i].Options {
		q := l.query(c)
		q.Values = url.Values{}
		for k, v := range c.QueryParams() {
			q.Values[k] = v
		}
		q.Values[name] = []string{o.Value}
		n, err := l.Count(ctx, q)
		if err != nil {
			return err
		}
		counts[o.Value] = say.Number(ctx, n.Count)
		if n.More {
			counts[o.Value] = say.T(ctx, "%s+", say.Number(ctx, n.Count))
		}
	}
	return c.JSON(200, counts)
}

func (c Column[T]) head() ui.Column {
	return ui.Column{Label: c.Label, Width: c.Width, Priority: c.Priority, Number: c.Number, Name: c.Name, Hidden: c.Key == ""}
}
