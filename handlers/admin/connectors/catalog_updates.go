package connectors

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/errgroup"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/store"
	views "appdepot/views/admin/connectors"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/link"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// catalogUpdates lists the apps that are older than what their catalogue has now.
func (p portal) catalogUpdates(c echo.Context) error {
	ctx := c.Request().Context()
	apps, err := p.store.CatalogApps(ctx)
	if err != nil {
		return err
	}
	updates, err := web.Of(c).Catalogs.Updates(ctx)
	if err != nil {
		return err
	}
	page := views.CatalogUpdatesProps{
		Frame: web.Admin(c, say.T(ctx, "Enterprise App Catalog apps with updates"), kit.AllApps(c)), Known: len(apps),
	}
	lines := make([]*views.CatalogUpdate, len(apps))
	var asking errgroup.Group
	asking.SetLimit(askedAtOnce)
	for i, a := range apps {
		asking.Go(func() (err error) {
			lines[i], err = updateLine(ctx, updates, a)
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return err
	}
	for _, line := range lines {
		if line != nil {
			page.Rows = append(page.Rows, *line)
		}
	}
	return web.Page(c, http.StatusOK, views.CatalogUpdates(page))
}

// askedAtOnce is how many questions a page asks catalogues at a time.
const askedAtOnce = 8

// updateLine is the line of an app that is older than what its catalogue has, or of which nobody knows; nil for the others.
func updateLine(ctx context.Context, updates catalog.Updates, a store.CatalogApp) (*views.CatalogUpdate, error) {
	line := views.CatalogUpdate{ID: string(a.ID), Name: a.Name, Publisher: a.Publisher, Version: a.DisplayVersion, Tile: ui.TileProps{ID: string(a.ID), Name: a.Name, Size: 32}}
	if a.LogoID != "" {
		line.Tile.Image = link.Image(string(a.LogoID))
	}
	if a.DraftID != "" {
		line.Draft = link.Draft(string(a.DraftID))
	}
	latest, newer, err := updates.Newer(ctx, a.Values[apptype.CatalogApp], a.Values[apptype.CatalogVariant])
	if e, told := errors.AsType[*models.Error](err); told {
		line.Problem = e.Text
		return &line, nil
	}
	if err != nil || !newer {
		return nil, err
	}
	line.Latest = latest.Version
	return &line, nil
}

// newer is an app of the catalogue with its latest installer.
type newer struct {
	app    models.App
	latest catalog.Variant
}

// newerOf finds the latest installer of an app; there being none is an error that says so.
func (p portal) newerOf(c echo.Context) (newer, error) {
	id, err := web.PathID(c, "id")
	if err != nil {
		return newer{}, err
	}
	ctx := c.Request().Context()
	app, err := p.store.App(ctx, id)
	if err != nil {
		return newer{}, err
	}
	if app.Values[apptype.CatalogApp] == "" {
		return newer{}, models.Invalid("%s does not come from the Enterprise App Catalog.", app.Name)
	}
	updates, err := web.Of(c).Catalogs.Updates(ctx)
	if err != nil {
		return newer{}, err
	}
	latest, ok, err := updates.Newer(ctx, app.Values[apptype.CatalogApp], app.Values[apptype.CatalogVariant])
	if err == nil && !ok {
		err = models.Invalid("%s is up to date: the Enterprise App Catalog has nothing newer for the same devices.", app.Name)
	}
	return newer{app, latest}, err
}

// sureUpdate says what an update brings before it is made.
func (p portal) sureUpdate(c echo.Context) error {
	ctx := c.Request().Context()
	n, err := p.newerOf(c)
	if err != nil {
		return err
	}
	assigned, err := p.store.Assignments(ctx, n.app.ID)
	if err != nil {
		return err
	}
	return kit.Sure(c, viewkit.SureProps{
		Frame: web.Admin(c, n.app.Name, ui.Link{Label: say.T(ctx, "Enterprise App Catalog apps with updates"), URL: link.CatalogUpdates()}),
		Question: ui.ConfirmationProps{
			Title: say.T(ctx, "Update %s from %s to %s?", n.app.Name, cmp.Or(n.app.DisplayVersion, "?"), n.latest.Version), Action: link.AppUpdate(string(n.app.ID)),
			Button: say.T(ctx, "Update"), Cancel: link.CatalogUpdates(), Harmless: true,
		},
		Sentences: []string{
			say.T(ctx, "A new app with version %s is made. This server downloads its content first and checks it; until then nothing changes.", n.latest.Version),
			say.N(ctx, "Then it takes over the %s assignment of the old app, its categories and its dependencies, and supersedes it. Apps that depend on the old one then depend on the new one.",
				"Then it takes over the %s assignments of the old app, its categories and its dependencies, and supersedes it. Apps that depend on the old one then depend on the new one.", len(assigned)),
			say.T(ctx, "Devices that must have the app install the new version at their next check-in. The old app stays, assigned to nobody, until you delete it; to go back, assign it again."),
			say.T(ctx, "Commands, requirements and detection rules are those of the new version: what you changed there, also scripts, is not carried over. When somebody else signed it than the old version, it waits as a draft until you have looked at it."),
		},
	})
}

// updateApp makes the newer version of an app.
func (p portal) updateApp(c echo.Context) error {
	ctx := c.Request().Context()
	n, err := p.newerOf(c)
	if err != nil {
		return err
	}
	source, err := web.Of(c).Catalogs.Source(ctx, apptype.Enterprise)
	if err != nil {
		return err
	}
	item, err := source.Item(ctx, n.app.Values[apptype.CatalogApp], catalog.Query{Variant: n.latest.ID, Language: say.Language(ctx)})
	if err != nil {
		return err
	}
	_, err = p.store.SupersedeFound(ctx, n.app.ID, foundIn(apptype.Enterprise, item), p.logoOf(c, item))
	return kit.Did(c, err, models.T("The update of %s to %s is being downloaded. It becomes an app by itself as soon as it is there.", n.app.Name, n.latest.Version), link.CatalogUpdates())
}

// foundIn is an item of a catalogue as a draft keeps it.
func foundIn(from apptype.Catalog, item catalog.Item) models.Found {
	return models.Found{Source: string(from), ID: item.ID, Name: item.Name, Facts: item.Facts, Download: item.Package}
}

// fetchAgain downloads the content of a draft once more.
func (p portal) fetchAgain(c echo.Context) error {
	id, err := web.PathID(c, "id")
	if err != nil {
		return err
	}
	d, err := p.store.FetchAgain(c.Request().Context(), id, web.Version(c))
	if err != nil {
		return err
	}
	return web.Done(c, link.DraftStep(string(id), store.WizardSteps(d)[0].Key))
}
