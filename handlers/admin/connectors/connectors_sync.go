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

// syncPlay takes over the apps that managed Google Play has approved for the organisation.
func (p portal) syncPlay(c echo.Context) error {
	ctx := c.Request().Context()
	back := map[bool]string{true: link.PlayApps(), false: link.Connectors()}[c.FormValue("from") == "apps"]
	added, err := web.ServerOf(c).Play.Sync(ctx, say.Language(ctx))
	return kit.Finish(c, mustAnswer(err), nowHere(len(added)), back)
}

// nowHere says what a synchronisation brought.
func nowHere(added int) models.Reason {
	if added == 0 {
		return reason.NothingNewApproved
	}
	return reason.ApprovedAppsAdded.Of(added)
}
