package connectors

import (
	"bytes"
	"context"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/admin/kit"
	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/say"
)

// syncPlay takes over the apps that managed Google Play has approved for the organisation.
func (p portal) syncPlay(c echo.Context) error {
	back := map[bool]string{true: link.PlayApps(), false: link.Connectors()}[c.FormValue("from") == "apps"]
	added, err := p.synced(c)
	return kit.Did(c, mustAnswer(err), nowHere(len(added)), back)
}

// nowHere says what a synchronisation brought.
func nowHere(added int) models.Text {
	if added == 0 {
		return models.T("Nothing new: all approved apps were here already.")
	}
	return models.T("Approved apps that are new here: %s. They are under All apps now, assigned to nobody.", added)
}

// synced adds approved apps that are not there yet.
func (p portal) synced(c echo.Context) (added []models.App, err error) {
	ctx := c.Request().Context()
	play, err := web.Of(c).Catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	items, err := play.Approved(ctx, say.Language(ctx))
	if err != nil {
		return nil, err
	}
	if added, err = p.addFound(c, items...); err != nil {
		return nil, err
	}
	return added, p.store.SyncedPlay(ctx, len(added))
}

// addFound makes apps of what managed Google Play describes.
func (p portal) addFound(c echo.Context, items ...catalog.Item) ([]models.App, error) {
	var found []store.FoundApp
	for _, i := range items {
		found = append(found, store.FoundApp{Facts: i.Facts, LogoID: p.logoOf(c, i)})
	}
	return p.store.AddFoundApps(c.Request().Context(), apptype.OfCatalog(apptype.ManagedPlay).ID, found)
}

// approved approves apps in managed Google Play and adds them. All of them are looked at before the first is approved.
func (p portal) approved(c echo.Context, names []string) ([]models.App, error) {
	ctx := c.Request().Context()
	play, err := web.Of(c).Catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	items, err := itemsOf(ctx, play, names)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		if err := play.Approve(ctx, i.ID); err != nil {
			return nil, err
		}
	}
	return p.addFound(c, items...)
}

func itemsOf(ctx context.Context, play catalog.Play, names []string) ([]catalog.Item, error) {
	if len(names) == 0 {
		return nil, models.Invalid("Select at least one app, then add it.")
	}
	var items []catalog.Item
	for _, name := range names[:min(len(names), catalog.MostHits)] {
		item, err := play.Item(ctx, name, catalog.Query{Language: say.Language(ctx)})
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// logoOf keeps the picture of an app in a catalogue. One that is no picture after all is left out.
func (p portal) logoOf(c echo.Context, i catalog.Item) models.ID {
	if len(i.Icon) == 0 {
		return ""
	}
	image, err := p.store.AddImage(c.Request().Context(), bytes.NewReader(i.Icon))
	if err != nil {
		web.Of(c).Log.Info("picture of a catalogue was not kept", "app", i.ID, "error", err)
		return ""
	}
	return image.ID
}
