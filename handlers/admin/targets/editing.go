package targets

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
)

// opened makes a handler of one that needs what is being edited; open finds it.
func opened[T any](open func(echo.Context) (T, error), h func(echo.Context, T) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := open(c)
		if err != nil {
			return err
		}
		return h(c, v)
	}
}

// inPlace ends a change: for htmx it shows the part anew and makes the address the page's, else it leads to the address.
func inPlace(c echo.Context, part, address string, show func() error) error {
	if web.Part(c) != part {
		return web.Redirect(c, address)
	}
	c.Response().Header().Set("HX-Push-Url", address)
	return show()
}
