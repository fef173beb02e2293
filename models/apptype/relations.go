package apptype

// The keys of the steps that ask for other apps: those that an app depends on, and those whose place it takes. They have no
// fields. Only Windows apps (Win32) have these steps; the wizard of the Enterprise App Catalog leaves them out, and its apps
// are related once they exist (reference: 1.3.15, 1.3.16).
const (
	Dependencies = "dependencies"
	Supersedence = "supersedence"
)

// Related are the types whose apps can depend on each other and supersede each other.
var Related = []string{"win32LobApp", "win32CatalogApp"}
