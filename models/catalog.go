package models

import "time"

// LongestSearch is the most characters that people can search catalogs for.
const LongestSearch = 200

// CatalogSettings says which catalogs this organization looks apps up in.
type CatalogSettings struct {
	AppStoreOff       bool
	MicrosoftStoreOff bool
	Play              PlayConnection
	Sources           []CatalogSource
}

// PlayConnection is the tenant's connection to managed Google Play: the address of a catalog that speaks Appdepot's contract
// (models/catalog/play.go), and the account there. It is connected when Address is not empty.
type PlayConnection struct {
	Address     string    `json:"address"`
	Account     string    `json:"account"`
	Name        string    `json:"name,omitempty"` // of the organization, as the catalog knows it
	ConnectedAt time.Time `json:"connectedAt,omitzero"`
	SyncedAt    time.Time `json:"syncedAt,omitzero"`
}

// Connected reports whether there is a connection.
func (p PlayConnection) Connected() bool { return p.Address != "" }

// CatalogKind is how a source of the Enterprise App Catalog is read.
type CatalogKind string

// The kinds of sources.
const (
	WingetFolder CatalogKind = "folder" // manifests in a folder of the server; Location is its path below the operator's folder
	WingetREST   CatalogKind = "rest"   // a server that speaks the winget REST contract; Location is its address
)

// CatalogSource is a source of the Enterprise App Catalog that an administrator added. Names are unique without regard to case.
type CatalogSource struct {
	ID        ID
	Name      string
	NameKey   string // folded name, unique
	Kind      CatalogKind
	Location  string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}
