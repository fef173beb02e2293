package lookup

import (
	"context"
	"log/slog"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/connect"
	"appdepot/models/store"
)

// Catalogs is the port: every catalog, as models/catalog has them.
type Catalogs interface {
	// Source is the catalog with this name, as the organization has set it up. One that is switched off or not connected is an
	// Unavailable error that says so.
	Source(ctx context.Context, name apptype.Catalog) (catalog.Source, error)
	// Icon fetches a picture that a search listed a short while ago; nil when there is none.
	Icon(ctx context.Context, name apptype.Catalog, address string) []byte
	// Addresses are where the App Store and the Microsoft Store are asked, to be shown.
	Addresses() (appStore, microsoftStore string)
	// Off reports whether the operator keeps all look-ups inside this server.
	Off() bool
}

// What is searched for and found, as models/catalog has it.
type (
	Query = catalog.Query
	Hit   = catalog.Hit
	Item  = catalog.Item
)

// Lookup is the catalogs together with the store.
type Lookup struct {
	store    *store.Store
	catalogs Catalogs
	log      *slog.Logger
}

// New puts the catalogs and the store together.
func New(s *store.Store, c Catalogs, log *slog.Logger) *Lookup { return &Lookup{s, c, log} }

// Search lists what a catalog has, best first. Nothing found is no error.
func (l *Lookup) Search(ctx context.Context, in apptype.Catalog, q Query) ([]Hit, error) {
	source, err := l.catalogs.Source(ctx, in)
	if err != nil {
		return nil, err
	}
	return source.Search(ctx, q)
}

// Item is one app of a catalog, by the ID of a hit. Of one that comes in several installers and of which the query names none,
// people choose first: Choose is called with the variant they chose.
func (l *Lookup) Item(ctx context.Context, in apptype.Catalog, id string, q Query) (Item, error) {
	source, err := l.catalogs.Source(ctx, in)
	if err != nil {
		return Item{}, err
	}
	return source.Item(ctx, id, q)
}

// Choose makes an app of a catalog the one that a draft is about. Version is the one of the draft that was read.
func (l *Lookup) Choose(ctx context.Context, draft models.ID, version int, in apptype.Catalog, item Item) (models.Draft, error) {
	return l.store.ChooseFound(ctx, draft, version, connect.Found(in, item), connect.Logo(ctx, l.store, l.log, item))
}

// Icon fetches a picture that a search of the catalog listed a short while ago; nil when there is none.
func (l *Lookup) Icon(ctx context.Context, in apptype.Catalog, address string) []byte {
	return l.catalogs.Icon(ctx, in, address)
}

// Addresses are where the App Store and the Microsoft Store are asked, to be shown.
func (l *Lookup) Addresses() (appStore, microsoftStore string) { return l.catalogs.Addresses() }

// Off reports whether the operator keeps all look-ups inside this server.
func (l *Lookup) Off() bool { return l.catalogs.Off() }

// Countries are those with an App Store, as two letters.
func Countries() []string { return catalog.Countries() }

// StarterApps are the apps of the catalog that every server has.
func StarterApps() int { return catalog.StarterApps() }
