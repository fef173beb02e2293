package enterprise

import (
	"context"
	"io"
	"log/slog"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/field"
	"appdepot/models/forms"
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

// AddSource adds the source in the answers to forms.CatalogSource once it has answered.
func (e *Enterprise) AddSource(ctx context.Context, form field.Form) (models.CatalogSource, error) {
	if err := e.check(ctx, form); err != nil {
		return models.CatalogSource{}, err
	}
	return e.store.AddCatalogSource(ctx, form)
}

// EditSource changes a source to the answers to forms.CatalogSource once it has answered where it is to be. Version is the one that
// was read.
func (e *Enterprise) EditSource(ctx context.Context, id models.ID, version int, form field.Form) error {
	if err := e.check(ctx, form); err != nil {
		return err
	}
	return e.store.EditCatalogSource(ctx, id, version, form)
}

// check asks the source that was typed one question.
func (e *Enterprise) check(ctx context.Context, form field.Form) error {
	source, err := forms.ReadCatalogSource(form)
	if err != nil {
		return err
	}
	return e.catalog.CheckSource(ctx, source)
}
