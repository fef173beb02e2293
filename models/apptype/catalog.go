package apptype

// Catalog names a catalogue of apps. models/catalog asks it; types only name it.
type Catalog string

// The catalogues.
const (
	AppStore       Catalog = "appStore"
	MicrosoftStore Catalog = "microsoftStore"
	ManagedPlay    Catalog = "managedGooglePlay"
	Enterprise     Catalog = "enterpriseAppCatalog"
)
