package help

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/checkin"
	"appdepot/models/remedy"
	views "appdepot/views/admin/help"
	"appdepot/views/say"
)

// show explains an error code.
func (codes) show(c echo.Context) error {
	ctx := c.Request().Context()
	code, ok := checkin.ParseCode(c.Param("code"))
	if !ok {
		return models.NotFound("This error code does not exist.")
	}
	known := remedy.Of(code)
	title := say.T(ctx, "Error code %s", checkin.Code(code))
	page := views.CodeProps{Frame: web.Admin(c, title, kit.AllApps(c)), Title: title, Short: say.T(ctx, "Unknown error"), Means: say.Text(ctx, known.Means)}
	if short := remedy.Short(code); !short.Empty() {
		page.Short = say.Text(ctx, short)
	}
	for _, s := range known.Steps {
		page.Steps = append(page.Steps, say.Text(ctx, s))
	}
	return web.Page(c, http.StatusOK, views.Code(page))
}
