package link

// Connectors says which catalogs apps are looked up in.
func Connectors() string { return "/connectors" }

// StoreLookups switches look-ups in a store "on" or "off"; store is "app-store" or "microsoft-store".
func StoreLookups(store, state string) string { return in(Connectors(), store, state) }

// PlayConnection is a command of the connection to managed Google Play: "connect", "sync", "disconnect".
func PlayConnection(command string) string { return in(Connectors(), "google-play", command) }

// PlayApps are the apps of managed Google Play to choose from; PlayWebApp makes one of a web address.
func PlayApps() string   { return in(Apps(), "google-play") }
func PlayWebApp() string { return in(PlayApps(), "web-app") }

// PlayPrivateApp takes the package of a private app; ArrivedPrivateApp goes on with those that have arrived piece by piece.
func PlayPrivateApp() string    { return in(PlayApps(), "private-app") }
func ArrivedPrivateApp() string { return in(PlayPrivateApp(), "arrived") }

// PrivateAppOf makes a private app of a file that was uploaded.
func PrivateAppOf(upload string) string { return in(PlayPrivateApp(), upload) }

// CatalogUpdates lists the apps that their catalog has a newer version of; AppUpdate makes it.
func CatalogUpdates() string     { return in(Apps(), "updates") }
func AppUpdate(id string) string { return in(Apps(), id, "update") }

// CatalogSources are sources of the Enterprise App Catalog; CatalogSource is a command of one: "edit", "remove".
func CatalogSources() string                  { return in(Connectors(), "sources") }
func NewCatalogSource() string                { return in(CatalogSources(), "new") }
func CatalogSource(id, command string) string { return in(CatalogSources(), id, command) }
