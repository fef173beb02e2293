package enterprise

import (
	"context"
	"io"
	"log/slog"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/store"
)

// Catalog is the port: the Enterprise App Catalog, as models/catalog has it.
type Catalog interface {
	// Source is the catalog with this name, as the organization has set it up.
	Source(ctx context.Context, name apptype.Catalog) (catalog.Source, error)
	// Updates looks for newer installers of apps, in the sources that there are now.
	Updates(ctx context.Context) (catalog.Updates, error)
	// CheckSource finds out whether a source answers.
	CheckSource(ctx context.Context, source models.CatalogSource) error
	// Open opens a file that the catalog points to. Reading it to the end fails when it is not the file that is meant; size is -1 when
	// nobody says how large it is.
	Open(ctx context.Context, file models.Download) (content io.ReadCloser, size int64, err error)
}

// Enterprise is the Enterprise App Catalog together with the store.
type Enterprise struct {
	store   *store.Store
	catalog Catalog
	log     *slog.Logger
}

// New puts the catalog and the store together.
func New(s *store.Store, c Catalog, log *slog.Logger) *Enterprise { return &Enterprise{s, c, log} }

// AddSource adds a source of the catalog once it has answered.
func (e *Enterprise) AddSource(ctx context.Context, typed models.CatalogSource) (models.CatalogSource, error) {
	if err := e.catalog.CheckSource(ctx, typed); err != nil {
		return typed, err
	}
	return e.store.AddCatalogSource(ctx, typed)
}

// EditSource changes a source of the catalog once it has answered where it is to be. Version is the one that was read.
func (e *Enterprise) EditSource(ctx context.Context, id models.ID, version int, typed models.CatalogSource) error {
	if err := e.catalog.CheckSource(ctx, typed); err != nil {
		return err
	}
	return e.store.EditCatalogSource(ctx, id, version, typed)
}
