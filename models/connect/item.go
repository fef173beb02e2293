package connect

import (
	"bytes"
	"context"
	"log/slog"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/store"
)

// Logo keeps the picture of an app in a catalog, and gives its ID. One that is no picture after all is left out.
func Logo(ctx context.Context, s *store.Store, log *slog.Logger, i catalog.Item) models.ID {
	if len(i.Icon) == 0 {
		return ""
	}
	image, err := s.AddImage(ctx, bytes.NewReader(i.Icon))
	if err != nil {
		log.InfoContext(ctx, "picture of a catalog was not kept", "app", i.ID, "error", err)
		return ""
	}
	return image.ID
}

// Found is an item of a catalog as a draft keeps it.
func Found(from apptype.Catalog, i catalog.Item) models.Found {
	return models.Found{Source: string(from), ID: i.ID, Name: i.Name, Facts: i.Facts, Download: i.Package}
}
