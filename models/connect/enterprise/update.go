package enterprise

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/connect"
	"appdepot/models/store"
)

// askedAtOnce is how many questions a list of updates asks the catalog at a time.
const askedAtOnce = 8

// Update is an app that is older than what its catalog has, or of which the catalog does not say what it has.
type Update struct {
	App     store.CatalogApp
	Latest  string      // version; empty when Problem says why nobody knows
	Problem models.Text // empty when Latest is known
}

// Updates lists the apps for which there is an update, by name. Known is how many apps come from the catalog.
func (e *Enterprise) Updates(ctx context.Context) (list []Update, known int, err error) {
	apps, err := e.store.CatalogApps(ctx)
	if err != nil {
		return nil, 0, err
	}
	updates, err := e.catalog.Updates(ctx)
	if err != nil {
		return nil, 0, err
	}
	lines := make([]*Update, len(apps))
	var asking errgroup.Group
	asking.SetLimit(askedAtOnce)
	for i, a := range apps {
		asking.Go(func() (err error) {
			lines[i], err = updateOf(ctx, updates, a)
			return err
		})
	}
	err = asking.Wait()
	for _, line := range lines {
		if line != nil {
			list = append(list, *line)
		}
	}
	return list, len(apps), err
}

// updateOf is nil for an app that is up to date.
func updateOf(ctx context.Context, updates catalog.Updates, a store.CatalogApp) (*Update, error) {
	latest, newer, err := updates.Newer(ctx, a.Values[apptype.CatalogApp], a.Values[apptype.CatalogVariant])
	if e, told := errors.AsType[*models.Error](err); told {
		return &Update{App: a, Problem: e.Text}, nil
	}
	if err != nil || !newer {
		return nil, err
	}
	return &Update{App: a, Latest: latest.Version}, nil
}

// Newer is an app of the catalog with the latest version that there is of it.
type Newer struct {
	App     models.App
	Version string
	variant string // ID of the installer in the catalog
}

// Newer finds the latest version of an app; there being none is an error that says so.
func (e *Enterprise) Newer(ctx context.Context, app models.ID) (Newer, error) {
	a, err := e.store.App(ctx, app)
	if err != nil {
		return Newer{}, err
	}
	if a.Values[apptype.CatalogApp] == "" {
		return Newer{}, models.Invalid("%s is not from the Enterprise App Catalog.", a.Name)
	}
	updates, err := e.catalog.Updates(ctx)
	if err != nil {
		return Newer{}, err
	}
	latest, ok, err := updates.Newer(ctx, a.Values[apptype.CatalogApp], a.Values[apptype.CatalogVariant])
	if err == nil && !ok {
		err = models.Invalid("%s is up to date. The Enterprise App Catalog has no newer version for the same devices.", a.Name)
	}
	return Newer{a, latest.Version, latest.ID}, err
}

// Update begins the newer version of an app: what the catalog says about it, in this language, becomes a draft whose content is
// downloaded in the background. See store.SupersedeFound.
func (e *Enterprise) Update(ctx context.Context, app models.ID, language string) (Newer, error) {
	n, err := e.Newer(ctx, app)
	if err != nil {
		return n, err
	}
	source, err := e.catalog.Source(ctx, apptype.Enterprise)
	if err != nil {
		return n, err
	}
	item, err := source.Item(ctx, n.App.Values[apptype.CatalogApp], catalog.Query{Variant: n.variant, Language: language})
	if err != nil {
		return n, err
	}
	_, err = e.store.SupersedeFound(ctx, app, connect.Found(apptype.Enterprise, item), connect.Logo(ctx, e.store, e.log, item))
	return n, err
}
