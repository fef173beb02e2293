package admin

import (
	"bytes"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/catalog"
	"appdepot/models/store"
	"appdepot/views/link"
	"appdepot/views/say"
)

// syncPlay takes over the apps that managed Google Play has approved for the organisation.
func (p portal) syncPlay(c echo.Context) error {
	added, err := p.synced(c)
	done := models.T("Nothing new: all approved apps were here already.")
	if added > 0 {
		done = models.T("Approved apps that are new here: %s. They are under All apps now, assigned to nobody.", added)
	}
	return did(c, mustAnswer(err), done, link.Connectors())
}

// synced adds approved apps that are not there yet.
func (p portal) synced(c echo.Context) (added int, err error) {
	ctx := c.Request().Context()
	play, err := web.Of(c).Catalogs.Play(ctx)
	if err != nil {
		return 0, err
	}
	items, err := play.Approved(ctx, say.Language(ctx))
	if err != nil {
		return 0, err
	}
	var found []store.FoundApp
	for _, i := range items {
		found = append(found, store.FoundApp{Facts: i.Facts, LogoID: p.logoOf(c, i)})
	}
	if added, err = p.store.AddFoundApps(ctx, "androidManagedStoreApp", found); err != nil {
		return 0, err
	}
	return added, p.store.SyncedPlay(ctx, added)
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
