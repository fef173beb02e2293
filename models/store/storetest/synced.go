package storetest

import (
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// Sync writes an app straight into an SQLite store, as the synchronization with a source does that brings apps by itself.
func (f Fixture) Sync(t testing.TB, d *apptype.Definition, form field.Form) models.App {
	t.Helper()
	values, errs := d.Decode(form)
	must(t, errs.Err())
	app := models.App{ID: models.NewID(), Version: 1, CreatedAt: f.Clock.Now(), UpdatedAt: f.Clock.Now()}
	d.Apply(values, &app)
	app.NameKey, app.Search = strings.ToLower(app.Name), strings.ToLower(app.Name)
	insert(t, f.bare(t), []models.App{app})
	return app
}
