package handlertest

import (
	"net/http"
	"testing"

	"github.com/labstack/echo/v4"

	"appdepot/models/store/storetest"
)

// Bare is an Echo server without middleware that shows the first 50 apps: one GORM query, one templ page.
func Bare(t testing.TB, f storetest.Fixture) http.Handler {
	read := f.FirstApps(t)
	e := echo.New()
	e.GET("/", func(c echo.Context) error {
		apps, err := read(c.Request().Context())
		if err != nil {
			return err
		}
		return bare(apps).Render(c.Request().Context(), c.Response())
	})
	return e
}
