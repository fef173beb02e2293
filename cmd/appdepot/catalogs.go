package main

import (
	"appdepot/cmd/appdepot/demo"
	"appdepot/models/catalog"
	"appdepot/models/store"
)

// catalogs says where apps are looked up.
type catalogs struct {
	AppStore       string   `name:"app-store-url" env:"APPDEPOT_APP_STORE_URL" help:"Address of the App Store's search; empty is Apple's."`
	MicrosoftStore string   `name:"microsoft-store-url" env:"APPDEPOT_MICROSOFT_STORE_URL" help:"Address of the Microsoft Store's catalog; empty is Microsoft's."`
	NoLookups      bool     `name:"no-lookups" env:"APPDEPOT_NO_LOOKUPS" help:"Look nothing up outside this server."`
	CatalogDir     string   `name:"catalog-dir" env:"APPDEPOT_CATALOG_DIR" help:"Folder below which administrators may name folders of winget manifests as sources."`
	CatalogHosts   []string `name:"catalog-hosts" env:"APPDEPOT_CATALOG_HOSTS" help:"Hosts that administrators may name as catalogs although they are not on the public internet, such as winget.example.org."`
}

// open makes the catalogs. The demo has a managed Google Play of its own, inside the process.
func (c catalogs) open(s *store.Store, isDemo bool) (*catalog.Catalogs, error) {
	o := catalog.Options{
		AppStore: c.AppStore, MicrosoftStore: c.MicrosoftStore, Off: c.NoLookups, Folder: c.CatalogDir, Hosts: c.CatalogHosts,
		Settings: s.CatalogSettings,
	}
	if isDemo {
		o.StandIns = demo.StandIns()
	}
	return catalog.New(o)
}
