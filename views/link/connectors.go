package link

// Connectors says which catalogues apps are looked up in.
func Connectors() string { return "/connectors" }

// StoreLookups switches look-ups in a store "on" or "off"; store is "app-store" or "microsoft-store".
func StoreLookups(store, state string) string { return in(Connectors(), store, state) }

// PlayConnection is a command of the connection to managed Google Play: "connect", "sync", "disconnect".
func PlayConnection(command string) string { return in(Connectors(), "google-play", command) }

// CatalogSources are sources of the Enterprise App Catalog; CatalogSource is a command of one: "edit", "remove".
func CatalogSources() string                  { return in(Connectors(), "sources") }
func NewCatalogSource() string                { return in(CatalogSources(), "new") }
func CatalogSource(id, command string) string { return in(CatalogSources(), id, command) }
