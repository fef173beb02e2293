package apptype

// Catalog names a catalog of apps. models/catalog asks it; types only name it.
type Catalog string

// The catalogs.
const (
	AppStore       Catalog = "appStore"
	MicrosoftStore Catalog = "microsoftStore"
	ManagedPlay    Catalog = "managedGooglePlay"
	Enterprise     Catalog = "enterpriseAppCatalog"
)
