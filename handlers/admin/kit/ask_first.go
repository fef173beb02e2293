package kit

import (
	"maps"

	"github.com/labstack/echo/v4"

	"appdepot/models"
	"appdepot/models/field"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/form"
	"appdepot/views/layout"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// AskFirst asks before a yes that gives something up. The question carries what was posted, and comes back to the form at the action
// with it, whatever the answer is.
func AskFirst(c echo.Context, frame layout.AdminProps, action string, fields []field.Field, f field.Field, now, posted field.Form) error {
	ctx := c.Request().Context()
	props := viewkit.ConfirmProps{Frame: frame, Carried: maps.Clone(posted), Question: ui.ConfirmationProps{
		Title: say.Text(ctx, models.Text{Source: f.Confirm.Question}), Button: say.Text(ctx, models.Text{Source: f.Confirm.Button}),
		Action: action, Answer: f.Key,
	}}
	delete(props.Carried, f.Key)
	props.Carried.Set(form.Command, field.Refresh)
	if f.Remarks != nil {
		for _, sentence := range f.Remarks(field.WithDefaults(fields, now)) {
			props.Sentences = append(props.Sentences, say.Text(ctx, sentence))
		}
	}
	return Confirm(c, props)
}
