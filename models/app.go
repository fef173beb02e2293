package models

import "time"

// App is something administrators give to people and devices. What all types share are columns; what only its type knows
// is in Values, validated by models/apptype.
type App struct {
	ID             ID
	Type           string // apptype.ID
	Platform       Platform
	Name           string
	NameKey        string // folded, for sorting and for finding equal names
	Description    string
	Publisher      string
	DisplayVersion string // as people read it
	Featured       bool
	InformationURL string
	PrivacyURL     string
	Developer      string
	Owner          string
	Notes          string
	LogoID         ID
	Values         map[string]string `gorm:"column:answers;serializer:json"` // by field key, in stored form
	VersionID      ID                // the current AppVersion; empty when the type has no package
	Hidden         bool              // not listed: a built-in app that lost its last assignment
	Version        int               // rises with every change: two people on one app get a conflict
	Search         string            // folded text that searching looks in
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// AppVersion is one uploaded package of an app.
type AppVersion struct {
	ID             ID
	AppID          ID
	Number         int // 1, 2, 3 ...
	DisplayVersion string
	PackageID      ID
	FileName       string
	Values         map[string]string `gorm:"column:answers;serializer:json"` // the app's values as they were with this package
	CreatedBy      ID
	CreatedAt      time.Time
}

// Counts are the numbers of devices an app stands on, by state; kept on write.
type Counts struct {
	Installed, Failed, Pending, NotInstalled, NotApplicable, Unknown int
}

// Total is the number of devices counted.
func (c Counts) Total() int {
	return c.Installed + c.Failed + c.Pending + c.NotInstalled + c.NotApplicable + c.Unknown
}

// Draft is an app in the making: everything typed so far, valid or not.
type Draft struct {
	ID         ID
	Type       string // empty until an uploaded file decides it
	Entry      string // the pane entry chosen
	UserID     ID
	Form       map[string][]string `gorm:"serializer:json"` // as typed, by field key
	UploadID   ID
	Categories []ID              `gorm:"serializer:json"`
	Assigned   []DraftAssignment `gorm:"serializer:json"`
	Relations  []Relation        `gorm:"serializer:json"`
	Found      Found             `gorm:"serializer:json"` // the app chosen in a catalog
	Replaced   Replaced          `gorm:"serializer:json"` // the file that the present one took the place of
	LogoID     ID
	Step       string // furthest step reached
	Begun      bool   // something was entered; until then it is a page that somebody opened, and no list has it
	Version    int

	PeopleVersion int // the version that people last saved: work in the background may have saved later ones
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// Replaced is what is remembered of a package whose place another one took; zero for none.
type Replaced struct {
	Facts     []FactValue    `json:"facts,omitempty"`
	Signers   []Signer       `json:"signers,omitempty"`
	Signature SignatureState `json:"signature,omitempty"`
}

// Package is what is remembered, to be compared with another package.
func (r Replaced) Package() Package {
	return Package{Facts: r.Facts, Signers: r.Signers, Signature: r.Signature}
}

// Found is an app chosen in a catalog, with what the catalog says about it. It is zero before one is chosen.
type Found struct {
	Source string      `json:"source,omitempty"` // name of the catalog, as apptype.Catalog
	ID     string      `json:"id,omitempty"`     // in the catalog
	Name   string      `json:"name,omitempty"`
	Facts  []FactValue `json:"facts,omitempty"`

	Download  *Download `json:"download,omitempty"`  // what the server downloads and devices install; nil for stores
	PublishBy ID        `json:"publishBy,omitempty"` // who makes the draft an app as soon as its content is there; empty for nobody
	Replaces  ID        `json:"replaces,omitempty"`  // the app whose place it takes then; empty for none
}

// Download is a file that a catalog points to.
type Download struct {
	URL    string `json:"url"`
	Name   string `json:"name"`           // file name without a folder
	SHA256 string `json:"sha256"`         // hex, lower case
	Size   int64  `json:"size,omitempty"` // bytes; 0 when the catalog does not say
}
