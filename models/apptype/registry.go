package apptype

import (
	"cmp"
	"fmt"
	"slices"
)

// order lists every app type there can be, as the "Select app type" pane does. A type is offered once a file of this
// package registers it.
var order = []string{
	"androidStoreApp", "iosStoreApp", "winGetApp", "androidManagedStoreApp", "officeSuiteApp", "macOSOfficeSuiteApp",
	"windowsMicrosoftEdgeApp", "macOSMicrosoftEdgeApp", "macOSMicrosoftDefenderApp", "webApp", "iosiPadOSWebClip", "macOSWebClip",
	"windowsWebApp", "managedIOSStoreApp", "managedAndroidStoreApp", "androidLobApp", "iosLobApp", "windowsMobileMSI",
	"windowsUniversalAppX", "macOSLobApp", "win32LobApp", "win32CatalogApp", "macOSDmgApp", "macOSPkgApp",
	"androidManagedSystemApp", "iosVppApp", "macOSVppApp", "microsoftStoreForBusinessApp",
}

var registry []*Definition

// register adds a type at its place; every type's file calls it once.
func register(d Definition) *Definition {
	rank := func(d *Definition) int { return slices.Index(order, d.ID) }
	if rank(&d) < 0 {
		panic(fmt.Sprintf("apptype: %s has no place in the order", d.ID))
	}
	at, twice := slices.BinarySearchFunc(registry, &d, func(a, b *Definition) int { return cmp.Compare(rank(a), rank(b)) })
	if twice {
		panic(fmt.Sprintf("apptype: %s is registered twice", d.ID))
	}
	registry = slices.Insert(registry, at, &d)
	return &d
}

// All lists the types in the order of the pane. Callers do not change them.
func All() []*Definition { return registry }

// Get finds a type by its ID.
func Get(id string) (*Definition, bool) {
	for _, d := range registry {
		if d.ID == id {
			return d, true
		}
	}
	return nil, false
}

// Entry is one line of the "Select app type" pane. Texts are English source text.
type Entry struct {
	ID       string // permanent: drafts keep it
	Heading  string
	Label    string
	Summary  string // what kind of app this is
	Installs string // what happens on a device
	Choose   Choose
}

// Choose says how the type of a new app is found among those of its entry.
type Choose string

// Most entries stand for one type; where it is more, the file that is uploaded decides.
const (
	OnlyType Choose = ""
	ByFile   Choose = "file"
)

// PaneEntry is an entry with the types it stands for.
type PaneEntry struct {
	Entry
	Types []*Definition
}

// Pane lists the entries that have a type, in order; entries with the same heading stand together.
func Pane() []PaneEntry {
	var pane []PaneEntry
	for _, d := range registry {
		i := slices.IndexFunc(pane, func(e PaneEntry) bool { return e.ID == d.Entry.ID })
		if i < 0 {
			pane = append(pane, PaneEntry{Entry: d.Entry, Types: []*Definition{d}})
			continue
		}
		pane[i].Types = append(pane[i].Types, d)
	}
	return pane
}

// PaneEntryOf finds an entry of the pane by its ID.
func PaneEntryOf(id string) (PaneEntry, bool) {
	for _, e := range Pane() {
		if e.ID == id {
			return e, true
		}
	}
	return PaneEntry{}, false
}

// Extensions lists the file name endings that the entry's types take, with their dot; none when there is nothing to upload.
func (e PaneEntry) Extensions() (all []string) {
	for _, d := range e.Types {
		if d.Package != nil {
			all = append(all, d.Package.Extensions...)
		}
	}
	return all
}

// MaxBytes is the largest file that one of the entry's types takes; 0 when there is nothing to upload.
func (e PaneEntry) MaxBytes() (most int64) {
	for _, d := range e.Types {
		if d.Package != nil {
			most = max(most, d.Package.MaxBytes)
		}
	}
	return most
}
