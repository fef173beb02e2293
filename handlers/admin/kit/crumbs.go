package kit

import (
	"github.com/labstack/echo/v4"

	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AllApps is the breadcrumb of everything about apps.
func AllApps(c echo.Context) ui.Link {
	return ui.Link{URL: link.Apps(), Label: say.T(c.Request().Context(), "All apps")}
}
