package play

import (
	"context"
	"log/slog"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/catalog"
	"appdepot/models/connect"
	"appdepot/models/store"
)

// Google is the port: managed Google Play as this package needs it. catalog.Play is one.
type Google interface {
	// Search finds apps by name or by package name.
	Search(ctx context.Context, q catalog.Query) ([]catalog.Hit, error)
	// Item is one app, by its package name.
	Item(ctx context.Context, name string, q catalog.Query) (catalog.Item, error)
	// Organization is the account's name, which shows that the service knows it.
	Organization(ctx context.Context) (string, error)
	// Approved lists the apps that the organization may use, as they are now.
	Approved(ctx context.Context, language string) ([]catalog.Item, error)
	// Approve approves an app for the organization. Doing it twice does no harm.
	Approve(ctx context.Context, name string) error
	// MakeWebApp turns a web address into an app. With a key it was called with before, the answer is the app made then.
	MakeWebApp(ctx context.Context, key string, w catalog.WebApp) (catalog.Item, error)
	// MakePrivateApp makes an app of a package, which is approved from then on.
	MakePrivateApp(ctx context.Context, a catalog.PrivateApp) (catalog.Item, error)
}

var _ Google = catalog.Play{}

// Catalogs finds the service. Of makes one of models/catalog.
type Catalogs interface {
	// Play is the organization's connection; there being none is an Unavailable error that says so.
	Play(ctx context.Context) (Google, error)
	// Connect is a connection that need not be the organization's yet.
	Connect(address, account string) (Google, error)
}

// Of finds the service as models/catalog does.
func Of(c *catalog.Catalogs) Catalogs { return catalogs{c} }

type catalogs struct{ *catalog.Catalogs }

func (c catalogs) Play(ctx context.Context) (Google, error) { return c.Catalogs.Play(ctx) }

func (c catalogs) Connect(address, account string) (Google, error) {
	return c.Catalogs.Connect(address, account)
}

// appType is the type of the apps that come from there.
var appType = apptype.OfCatalog(apptype.ManagedPlay).ID

// WebApp is a web address that people get as an app.
type WebApp = catalog.WebApp

// Play is managed Google Play together with the store.
type Play struct {
	store    *store.Store
	catalogs Catalogs
	log      *slog.Logger
}

// New puts the service and the store together.
func New(s *store.Store, c Catalogs, log *slog.Logger) *Play { return &Play{s, c, log} }

// Ready says why managed Google Play cannot be used now; nil when it can. It asks nothing.
func (p *Play) Ready(ctx context.Context) error {
	_, err := p.catalogs.Play(ctx)
	return err
}

// Search finds apps by name or by package name.
func (p *Play) Search(ctx context.Context, q catalog.Query) ([]catalog.Hit, error) {
	service, err := p.catalogs.Play(ctx)
	if err != nil {
		return nil, err
	}
	return service.Search(ctx, q)
}

// found is what the store needs to know about an app.
func (p *Play) found(ctx context.Context, items []catalog.Item) []store.FoundApp {
	var list []store.FoundApp
	for _, i := range items {
		list = append(list, store.FoundApp{Facts: i.Facts, LogoID: connect.Logo(ctx, p.store, p.log, i)})
	}
	return list
}

// Resume is the job that goes on with what a process that is gone had begun.
func (p *Play) Resume(ctx context.Context) error {
	return connect.Resume(ctx, p.store, p.log, map[string]connect.Step{
		approveTask: p.resumeApprove, syncTask: p.resumeSync, webAppTask: p.resumeWebApp, privateAppTask: p.resumePrivateApp,
	})
}

// The kinds of tasks, as they are stored.
const (
	approveTask    = "play.approve"
	syncTask       = "play.sync"
	webAppTask     = "play.webApp"
	privateAppTask = "play.privateApp"
)

// byName is an app of a list.
func byName(list []catalog.Item, name string) (catalog.Item, bool) {
	for _, i := range list {
		if i.ID == name {
			return i, true
		}
	}
	return catalog.Item{}, false
}

// gone reports whether an app can no longer be chosen.
func gone(err error) bool {
	kind := models.KindOf(err)
	return kind == models.KindNotFound || kind == models.KindInvalid
}
