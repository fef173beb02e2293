package admin

import (
	"encoding/csv"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/views/admin"
	"appdepot/views/say"
)

// exportPage is how many rows of an export are read at a time.
const exportPage = 200

// exported is the address of a list as a CSV file: the same search, filters and order, all pages.
func exported(l listing) string { return listing{l.c, l.path + ".csv", l.id}.with(nil) }

// appDevicesCSV is the device install status as a file.
func (p portal) appDevicesCSV(c echo.Context) error {
	ctx := c.Request().Context()
	h, _, err := p.appFrame(c, "device-status")
	if err != nil {
		return err
	}
	head := []string{
		say.T(ctx, "Device"), say.T(ctx, "Primary user"), say.T(ctx, "Email"), say.T(ctx, "Operating system"), say.T(ctx, "Status"),
		say.T(ctx, "Status details"), say.T(ctx, "Error code"), say.T(ctx, "Version"), say.T(ctx, "Last check-in"),
		say.T(ctx, "Reason code"),
	}
	q := installQuery(c, h.ID)
	rows := allPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		list, err := p.store.Installs(ctx, q)
		for _, l := range list.Items {
			code, seen := "", ""
			if l.ErrorCode != 0 {
				code = strconv.Itoa(int(l.ErrorCode))
			}
			if l.LastSeenAt != nil {
				seen = l.LastSeenAt.UTC().Format(time.RFC3339)
			}
			rows = append(rows, []string{l.DeviceName, l.UserName, l.UserEmail, l.Platform.Name() + " " + l.OSVersion,
				admin.StateName(ctx, l.State), say.Reason(ctx, l.Reason), code, l.Version, seen, string(l.Reason.Code)})
		}
		return rows, list.Next, err
	})
	return sendCSV(c, "device-status.csv", head, rows)
}

// appUsersCSV is the user install status as a file.
func (p portal) appUsersCSV(c echo.Context) error {
	ctx := c.Request().Context()
	h, _, err := p.appFrame(c, "user-status")
	if err != nil {
		return err
	}
	head := []string{say.T(ctx, "Name"), say.T(ctx, "Email"), say.T(ctx, "Installations"), say.T(ctx, "Failures"), say.T(ctx, "Not installed"), say.T(ctx, "Pending")}
	q := installUserQuery(c, h.ID)
	rows := allPages(func(page models.Page) (rows [][]string, next string, err error) {
		q.Page = page
		list, err := p.store.InstallUsers(ctx, q)
		for _, u := range list.Items {
			rows = append(rows, []string{u.Name, u.Email, strconv.Itoa(u.Counts.Installed), strconv.Itoa(u.Counts.Failed),
				strconv.Itoa(u.Counts.NotInstalled), strconv.Itoa(u.Counts.Pending)})
		}
		return rows, list.Next, err
	})
	return sendCSV(c, "user-status.csv", head, rows)
}

// allPages reads a list page by page from its start.
func allPages(read func(models.Page) ([][]string, string, error)) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for page := (models.Page{Size: exportPage}); ; {
			rows, next, err := read(page)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
			if page.After = next; next == "" {
				return
			}
		}
	}
}

// sendCSV streams a table as a file. Cells that a spreadsheet would calculate are marked as text.
func sendCSV(c echo.Context, name string, head []string, rows iter.Seq2[[]string, error]) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	w := csv.NewWriter(c.Response())
	if err := w.Write(head); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				row[i] = "'" + cell
			}
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
