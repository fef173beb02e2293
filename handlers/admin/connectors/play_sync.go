package connectors

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/reason"
	"appdepot/views/link"
	"appdepot/views/say"
)

// sync takes over the apps that managed Google Play has approved for the organization.
func (r playConnection) sync(c echo.Context) error {
	ctx := c.Request().Context()
	back := map[bool]string{true: link.PlayApps(), false: link.Connectors()}[c.FormValue("from") == "apps"]
	added, err := web.ServerOf(c).Play.Sync(ctx, say.Language(ctx))
	return kit.Finish(c, unavailableAsInvalid(err), syncedReason(len(added)), back)
}

// syncedReason says what a synchronization brought.
func syncedReason(added int) models.Reason {
	if added == 0 {
		return reason.NothingNewApproved
	}
	return reason.ApprovedAppsAdded.Of(added)
}
