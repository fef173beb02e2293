package monitor

import (
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/models"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/say"
)

// export is the device install status as a file.
func (r deviceStatus) export(c echo.Context) error {
	ctx := say.ForFile(c.Request().Context())
	h, _, err := kit.AppFrame(c, r.store, "device-status")
	if err != nil {
		return err
	}
	head := []string{
		say.T(ctx, "Device"), say.T(ctx, "Primary user"), say.T(ctx, "Email"), say.T(ctx, "Operating system"), say.T(ctx, "Status"),
		say.T(ctx, "Status details"), say.T(ctx, "Error code"), say.T(ctx, "Version"), say.T(ctx, "Last check-in"),
		say.T(ctx, "Reason code"),
	}
	q := installQuery(c, h.ID)
	rows := kit.AllPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		list, err := r.store.Installs(ctx, q)
		for _, l := range list.Items {
			code, seen := "", ""
			if l.ErrorCode != 0 {
				code = strconv.Itoa(int(l.ErrorCode))
			}
			if l.LastSeenAt != nil {
				seen = l.LastSeenAt.UTC().Format(time.RFC3339)
			}
			rows = append(rows, []string{l.DeviceName, l.UserName, l.UserEmail, l.Platform.Name() + " " + l.OSVersion,
				viewkit.StateName(ctx, l.State), say.Reason(ctx, l.Reason), code, l.Version, seen, string(l.Reason.Code)})
		}
		return rows, list.Next, err
	})
	return kit.SendCSV(c, "device-status.csv", head, rows)
}

// export is the user install status as a file.
func (r userStatus) export(c echo.Context) error {
	ctx := c.Request().Context()
	h, _, err := kit.AppFrame(c, r.store, "user-status")
	if err != nil {
		return err
	}
	head := []string{say.T(ctx, "Name"), say.T(ctx, "Email"), say.T(ctx, "Installations"), say.T(ctx, "Failures"), say.T(ctx, "Not installed"), say.T(ctx, "Pending")}
	q := installUserQuery(c, h.ID)
	rows := kit.AllPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		list, err := r.store.InstallUsers(ctx, q)
		for _, u := range list.Items {
			rows = append(rows, []string{u.Name, u.Email, strconv.Itoa(u.Counts.Installed), strconv.Itoa(u.Counts.Failed),
				strconv.Itoa(u.Counts.NotInstalled), strconv.Itoa(u.Counts.Pending)})
		}
		return rows, list.Next, err
	})
	return kit.SendCSV(c, "user-status.csv", head, rows)
}
