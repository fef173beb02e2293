package monitor

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/admin/kit/installs"
	views "appdepot/views/admin/monitor"
	"appdepot/views/ui"
)

// list is the device install status of an app.
func (r deviceStatus) list(c echo.Context) error {
	h, frame, err := kit.AppFrame(c, r.store, "device-status")
	if err != nil {
		return err
	}
	return installs.Of(c, r.store, h.ID).Serve(c, func(p ui.ListProps) (templ.Component, error) {
		return views.AppDevices(views.AppDevicesProps{AppFrameProps: frame, List: p}), nil
	})
}
