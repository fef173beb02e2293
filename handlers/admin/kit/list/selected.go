package list

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
)

// MostSelected is how many rows one command takes.
const MostSelected = 1000

// Selected are the rows that a command of the list was given: those with the ids in the form or the address or, when all of them were asked for,
// all that the filters find.
func (l List[T]) Selected(c echo.Context) ([]T, error) {
	sent, err := web.Form(c)
	if err != nil {
		return nil, err
	}
	q := Query{Values: sent, IDs: kit.IDs(sent["id"]), Sort: web.SortOf(c, l.Sort)}
	switch {
	case q.Get("all") != "":
		q.IDs = nil
	case len(q.IDs) == 0:
		return nil, models.Invalid("Nothing is selected. Go back to the list and select at least one row.")
	}
	var all []T
	for q.Page.Size = Sizes[len(Sizes)-1]; ; {
		read, err := l.Read(c.Request().Context(), q)
		if err != nil {
			return nil, err
		}
		if all = append(all, read.Items...); len(all) > MostSelected {
			return nil, models.Invalid("You can change up to %s rows at once. Filter the list first.", MostSelected)
		}
		if q.Page.After = read.Next; read.Next == "" {
			return all, nil
		}
	}
}
