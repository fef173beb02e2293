package kit

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/views/say"
)

// AppNames is the name of a draft's app, or of the first of several and how many more there are.
func AppNames(ctx context.Context, d models.Draft, first models.App) string {
	if n := len(d.Form[apptype.Selection]); n > 1 {
		return say.T(ctx, "%s and %s more", first.Name, say.Number(ctx, n-1))
	}
	return first.Name
}
