package kit

import (
	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AssignmentEditors says who has changes to an app's assignments that are not saved yet; the person's own have an address.
func AssignmentEditors(c echo.Context, s *store.Store, app models.ID) ([]ui.Link, error) {
	ctx := c.Request().Context()
	lines, err := s.AssignmentEditors(ctx, models.AppOf(app))
	var notes []ui.Link
	for _, l := range lines {
		ago := say.AgoWithin(ctx, l.UpdatedAt, web.Now(c))
		if l.UserID == web.Actor(c).UserID {
			notes = append(notes, ui.Link{Label: say.T(ctx, "You have unsaved changes. Last change: %s", ago), URL: link.AssignmentEdit(string(l.ID))})
			continue
		}
		notes = append(notes, ui.Link{Label: say.T(ctx, "%s has unsaved changes. Last change: %s", l.UserName, ago)})
	}
	return notes, err
}
