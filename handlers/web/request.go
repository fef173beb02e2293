package web

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/access"
)

// Actor is who makes the request; nobody before sign-in.
func Actor(c echo.Context) models.Actor { return models.ActorOf(c.Request().Context()) }

// Rights are what the person who makes the request may do.
func Rights(c echo.Context) access.Rights { return access.RightsOf(Actor(c)) }

// PathID reads an id from the path; anything that is no id is NotFound.
func PathID(c echo.Context, name string) (models.ID, error) { return models.ParseID(c.Param(name)) }

// Version reads the version of the thing that a form was made from, 0 when it is missing or no number.
func Version(c echo.Context) int {
	n, err := strconv.Atoi(c.FormValue("version"))
	if err != nil {
		return 0
	}
	return n
}

// PageOf reads which page of a list is asked for: ?after=, ?before=, ?size=.
func PageOf(c echo.Context) models.Page {
	size, err := strconv.Atoi(c.QueryParam("size"))
	if err != nil {
		size = 0
	}
	return models.Page{After: c.QueryParam("after"), Before: c.QueryParam("before"), Size: max(size, 0)}
}

// SortOf reads the order of a list, ?sort=name or ?sort=-name; without one it is the usual order, written the same way.
func SortOf(c echo.Context, usual string) models.Sort {
	return SortBy(cmp.Or(c.QueryParam("sort"), usual))
}

// SortBy is an order as addresses have it, such as "name" or "-failed".
func SortBy(by string) models.Sort {
	name, desc := strings.CutPrefix(by, "-")
	return models.Sort{By: name, Desc: desc}
}

// Form reads a posted form, as typed. A form that cannot be read is Invalid or TooLarge.
func Form(c echo.Context) (map[string][]string, error) {
	values, err := c.FormParams()
	if err != nil {
		return nil, badForm(err)
	}
	return values, nil
}

// Now is the time of the request.
func Now(c echo.Context) time.Time {
	now, _ := c.Get("now").(time.Time)
	return now
}
