package kit

import (
	"context"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/field"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/say"
)

// PostedForm reads a posted form. The content of a file that was chosen for a program's text takes the place of what was typed, and
// moments are in UTC.
func PostedForm(c echo.Context) (field.Form, error) {
	values, err := web.Form(c)
	if err != nil || c.Request().MultipartForm == nil {
		return field.InUTC(field.Form(values)), err
	}
	for name, files := range c.Request().MultipartForm.File {
		key, program := strings.CutSuffix(name, form.FileSuffix)
		if !program || len(files) == 0 || files[0].Size == 0 {
			continue
		}
		text, err := textOf(files[0])
		if err != nil {
			return nil, err
		}
		values[key] = []string{text}
	}
	return field.InUTC(field.Form(values)), nil
}

// textOf is the text in an uploaded file. Windows writes many scripts as UTF-16 behind a byte order mark.
func textOf(file *multipart.FileHeader) (string, error) {
	r, err := file.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(transform.NewReader(r, unicode.BOMOverride(unicode.UTF8.NewDecoder())))
	return string(b), err
}

// ShowForm shows a form.
func ShowForm(c echo.Context, p viewkit.FormPaneProps) error {
	return web.Page(c, http.StatusOK, viewkit.FormPane(p))
}

// FinishForm ends a posted form: the same form again with what was wrong, or another page with a notice of what was done.
func FinishForm(c echo.Context, err error, again viewkit.FormPaneProps, done models.Reason, to string) error {
	if e := web.UserError(err); e != nil {
		return web.Page(c, web.Status(err), viewkit.FormPane(WithErrors(again, e)))
	}
	return Finish(c, err, done, to)
}

// WithErrors is a form with what is wrong: at the answers, or where none is to blame above them.
func WithErrors(p viewkit.FormPaneProps, e *models.Error) viewkit.FormPaneProps {
	p.State.Errors = e.Fields
	if len(e.Fields) == 0 {
		p.Problem = e.Text
	}
	return p
}

// Finish ends a command: another page with a notice of what was done.
func Finish(c echo.Context, err error, done models.Reason, to string) error {
	if err != nil {
		return err
	}
	if err := web.Success(c, done); err != nil {
		return err
	}
	return web.Redirect(c, to)
}

// Confirm asks before something that cannot be undone.
func Confirm(c echo.Context, p viewkit.ConfirmProps) error {
	return web.Page(c, http.StatusOK, viewkit.Confirm(p))
}

// CountOnPage says how many things a page of a list shows; things is the number with its noun.
func CountOnPage(c echo.Context, things, previous, next string) string {
	if previous == "" && next == "" {
		return things
	}
	return say.T(c.Request().Context(), "%s on this page", things)
}

// IDs reads ids from a form, leaving out what is none.
func IDs(values []string) []models.ID {
	var list []models.ID
	for _, v := range values {
		if id, err := models.ParseID(v); err == nil {
			list = append(list, id)
		}
	}
	return list
}

// ErrorText is everything an error says, for forms that have one place for it.
func ErrorText(ctx context.Context, e *models.Error) string {
	var parts []string
	if !e.Text.Empty() {
		parts = append(parts, say.Text(ctx, e.Text))
	}
	for _, field := range slices.Sorted(maps.Keys(e.Fields)) {
		parts = append(parts, say.Text(ctx, e.Fields[field]))
	}
	return strings.Join(parts, " ")
}
