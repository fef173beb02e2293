package kit

import (
	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
)

// UploadRows says of each upload what it is for and where it goes on.
func UploadRows(c echo.Context, s *store.Store) ([]viewkit.UploadRow, error) {
	ctx := c.Request().Context()
	lines, err := s.Uploads(ctx)
	if err != nil {
		return nil, err
	}
	drafts, err := s.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[models.ID]string{}
	for _, d := range drafts {
		titles[d.ID] = DraftTitle(c, d.Draft)
	}
	var rows []viewkit.UploadRow
	for _, l := range lines {
		row := viewkit.UploadRow{
			ID: string(l.ID), Name: l.Name, User: l.UserName, Size: l.Size, Received: l.Received,
			Started: l.CreatedAt, Expires: store.UploadExpires(l.Upload), State: l.State,
		}
		switch {
		case l.State != models.UploadReceiving:
			row.For, row.URL = say.T(ctx, "New app"), link.UploadResults(string(l.ID))
		case l.DraftID != "":
			row.For, row.URL = titles[l.DraftID], link.Draft(string(l.DraftID))
		case l.AppID != "":
			row.For, row.URL = l.AppName, link.AppSection(string(l.AppID), "versions")
		default:
			row.For, row.URL = say.T(ctx, "New app"), link.NewUpload()
		}
		rows = append(rows, row)
	}
	return rows, nil
}
