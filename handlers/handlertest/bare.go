package handlertest

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/labstack/echo/v4"

	"appdepot/models/store/storetest"
)

// Bare is an Echo server without middleware that shows the first 50 apps: one GORM query, one templ page.
func Bare(t testing.TB, f storetest.Fixture) http.Handler { return BareOf(t, f, 0) }

// BareOf shows as many lines as a page of so many bytes has, from one query all the same; with size 0, each app once.
func BareOf(t testing.TB, f storetest.Fixture, size int) http.Handler {
	read := f.FirstApps(t)
	lines := 50
	if size > 0 {
		apps, err := read(t.Context())
		var page bytes.Buffer
		if err == nil {
			err = bare(apps, len(apps)).Render(t.Context(), &page)
		}
		if err != nil {
			t.Fatal(err)
		}
		lines = max(1, size*len(apps)/page.Len())
	}
	e := echo.New()
	e.GET("/", func(c echo.Context) error {
		apps, err := read(c.Request().Context())
		if err != nil {
			return err
		}
		return bare(apps, lines).Render(c.Request().Context(), c.Response())
	})
	return e
}
