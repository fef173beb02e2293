package catalog

import (
	"cmp"
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/reason"
)

// The public addresses of the stores.
const (
	AppleAddress     = "https://itunes.apple.com"
	MicrosoftAddress = "https://storeedgefd.dsx.mp.microsoft.com/v9.0"
)

// Options says where catalogs are. The server's operator sets them; models.CatalogSettings is what administrators set.
type Options struct {
	AppStore       string                  // base address instead of AppleAddress
	MicrosoftStore string                  // base address instead of MicrosoftAddress
	Off            bool                    // nothing is asked outside this server
	Folder         string                  // below it lie the folders that administrators may name as sources; empty allows none
	Hosts          []string                // hosts, or hosts with a port, that administrators may name although they are inside
	StandIns       map[string]http.Handler // hosts that are answered by this process instead of the network, such as "play.example"
	Settings       func(context.Context) (models.CatalogSettings, error)

	Resolver *net.Resolver    // nil is the system's
	RootCAs  *x509.CertPool   // nil is the system's
	Now      func() time.Time // nil is time.Now
}

// Catalogs holds every catalog.
type Catalogs struct {
	options   Options
	client    *client
	apple     appStore
	microsoft microsoftStore
	folders   folders
}

// New checks the options.
func New(o Options) (*Catalogs, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Settings == nil {
		o.Settings = func(context.Context) (models.CatalogSettings, error) { return models.CatalogSettings{}, nil }
	}
	c := &Catalogs{options: o, client: newClient(o), folders: folders{below: o.Folder, now: o.Now}}
	apple, err := c.operatorSite("App Store", o.AppStore, AppleAddress)
	if err != nil {
		return nil, err
	}
	apple.pace = &rateLimit{perMinute: appStorePerMinute, now: o.Now}
	microsoft, err := c.operatorSite("Microsoft Store", o.MicrosoftStore, MicrosoftAddress)
	if err != nil {
		return nil, err
	}
	c.apple, c.microsoft = appStore{apple}, microsoftStore{winget{microsoft}}
	return c, nil
}

// StarterOnly are the catalogs of a server without a way out: the starter catalog.
func StarterOnly(settings func(context.Context) (models.CatalogSettings, error)) *Catalogs {
	c, err := New(Options{Off: true, Settings: settings})
	if err != nil {
		panic(err) // these options are right
	}
	return c
}

// operatorSite is a site whose address the operator may have set: then its host may be inside, and need not speak https.
func (c *Catalogs) operatorSite(name, address, public string) (*site, error) {
	base, err := url.Parse(strings.TrimRight(cmp.Or(address, public), "/"))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, fmt.Errorf("the address of the %s look-up is not a web address: %q", name, address)
	}
	return &site{client: c.client, name: name, base: base, own: address != ""}, nil
}

// administratorSite is a site whose address an administrator typed.
func (c *Catalogs) administratorSite(name, address string) (*site, error) {
	base, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	own := err == nil && (slices.Contains(c.options.Hosts, base.Host) || slices.Contains(c.options.Hosts, base.Hostname()) || c.options.StandIns[base.Hostname()] != nil)
	switch {
	case err != nil, base.Host == "", base.User != nil, base.RawQuery != "", base.Fragment != "", base.Scheme != "https" && base.Scheme != "http":
		return nil, models.InvalidField("location", "Enter a catalog URL. It starts with https:// and has no question mark.")
	case base.Scheme == "http" && !own:
		return nil, models.InvalidField("location", "Enter a URL that starts with https://.")
	}
	return &site{client: c.client, name: name, base: base, own: own}, nil
}

// Addresses are the base addresses of the App Store and the Microsoft Store, to be shown.
func (c *Catalogs) Addresses() (appStore, microsoftStore string) {
	return c.apple.site.base.String(), c.microsoft.winget.site.base.String()
}

// Off reports whether the operator keeps all look-ups inside this server.
func (c *Catalogs) Off() bool { return c.options.Off }

// Source is the catalog with this name, as the organization has set it up. One that is switched off or not connected is an
// Unavailable error that says so.
func (c *Catalogs) Source(ctx context.Context, name apptype.Catalog) (Source, error) {
	settings, err := c.options.Settings(ctx)
	if err != nil {
		return nil, err
	}
	switch name {
	case apptype.AppStore:
		return c.apple, c.refusal("App Store", settings.AppStoreOff)
	case apptype.MicrosoftStore:
		return c.microsoft, c.refusal("Microsoft Store", settings.MicrosoftStoreOff)
	case apptype.ManagedPlay:
		return c.connected(settings.Play)
	case apptype.Enterprise:
		return c.enterprise(settings), nil
	}
	return nil, fmt.Errorf("no catalog is named %q", name)
}

// Icon fetches a picture that a search of the catalog with this name listed a short while ago, as Hit.Icon; nil when there is
// none. Addresses that no search listed are not fetched.
func (c *Catalogs) Icon(ctx context.Context, name apptype.Catalog, address string) []byte {
	if _, listed := c.client.answers.get(iconAnswer + address); !listed {
		return nil
	}
	source, err := c.Source(ctx, name)
	if err != nil {
		return nil
	}
	switch from := source.(type) {
	case appStore:
		return from.site.icon(ctx, address)
	case microsoftStore:
		return from.winget.site.icon(ctx, address)
	case Play:
		return from.site.icon(ctx, address)
	}
	return nil
}

// refusal says why a store is not asked; nil when it is.
func (c *Catalogs) refusal(name string, off bool) error {
	switch {
	case c.options.Off:
		return reason.LookupsOff.Unavailable()
	case off:
		return models.Unavailable("Search in the %s is off. Enter the app details manually, or ask an Administrator to turn it on under Connectors.", name)
	}
	return nil
}

// Play is the connection to managed Google Play.
func (c *Catalogs) Play(ctx context.Context) (Play, error) {
	settings, err := c.options.Settings(ctx)
	if err != nil {
		return Play{}, err
	}
	return c.connected(settings.Play)
}

func (c *Catalogs) connected(connection models.PlayConnection) (Play, error) {
	if !connection.Connected() {
		return Play{}, models.Unavailable("Managed Google Play is not connected. Ask an Administrator to connect it under Connectors.")
	}
	return c.Connect(connection.Address, connection.Account)
}

// Connect is a connection that need not be the organization's yet. It asks nothing; Play.Organization does.
func (c *Catalogs) Connect(address, account string) (Play, error) {
	if err := c.refusal("managed Google Play", false); err != nil {
		return Play{}, err
	}
	at, err := c.administratorSite("Managed Google Play", address)
	return Play{at, account}, err
}

// enterprise puts the sources together.
func (c *Catalogs) enterprise(settings models.CatalogSettings) enterprise {
	e := enterprise{name: "Enterprise App Catalog", sources: []packageSource{starter()}}
	for _, s := range settings.Sources {
		e.sources = append(e.sources, c.packageSource(s))
	}
	return e
}

func (c *Catalogs) packageSource(s models.CatalogSource) packageSource {
	var err error
	if s.Kind == models.WingetFolder {
		f, err := c.folders.open(s)
		if err == nil {
			return f
		}
		return failingSource{s, err}
	}
	if err = c.refusal(s.Name, false); err == nil {
		var at *site
		if at, err = c.administratorSite(s.Name, s.Location); err == nil {
			return restSource{string(s.ID), winget{at}}
		}
	}
	return failingSource{s, err}
}

// CheckSource has a source answer once, before it is kept. Problems with what was typed are in the error's field "location".
func (c *Catalogs) CheckSource(ctx context.Context, s models.CatalogSource) error {
	switch found := c.packageSource(s).(type) {
	case failingSource:
		return found.err
	case folderSource:
		if len(found.packs) == 0 {
			return models.InvalidField("location", "This folder has no winget manifests (.yaml) that devices can install. Check the path.")
		}
	case restSource:
		_, err := found.winget.search(ctx, "a", "")
		return err
	}
	return nil
}

// failingSource is a source that cannot be opened, and why.
type failingSource struct {
	source models.CatalogSource
	err    error
}

func (c failingSource) key() string   { return string(c.source.ID) }
func (c failingSource) label() string { return c.source.Name }

func (c failingSource) search(context.Context, Query, string) ([]Hit, error) { return nil, c.err }
func (c failingSource) pack(context.Context, string) (wingetPackage, bool, error) {
	return wingetPackage{}, false, c.err
}
