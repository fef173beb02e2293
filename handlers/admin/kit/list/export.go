package list

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/models"
)

// export sends the list as a file: the columns and rows that the person sees, all pages; with ids only these rows.
func (l List[T]) export(c echo.Context) error {
	ctx := Context(c)
	q := l.query(c)
	q.IDs = kit.IDs(q.Values["id"])
	if c.QueryParam("all") != "" {
		q.IDs = nil
	}
	var head []string
	var parts []Part[T]
	for _, col := range l.shown(c) {
		if !col.NoFile {
			parts = append(parts, col.parts()...)
		}
	}
	for _, p := range parts {
		head = append(head, p.Label)
	}
	rows := kit.AllPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		read, err := l.Read(ctx, q)
		for _, item := range read.Items {
			row := make([]string, len(parts))
			for i, p := range parts {
				row[i] = p.Text(item)
			}
			rows = append(rows, row)
		}
		return rows, read.Next, err
	})
	return kit.SendCSV(c, l.Name+".csv", head, rows)
}

func (c Column[T]) parts() []Part[T] {
	if c.Parts != nil {
		return c.Parts
	}
	return []Part[T]{{c.Label, c.Text}}
}
