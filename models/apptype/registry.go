package apptype

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"appdepot/models"
)

var registry []*Definition

// register adds a type at its place; every type's file calls it once.
func register(d Definition) *Definition {
	at, twice := slices.BinarySearchFunc(registry, &d, func(a, b *Definition) int { return cmp.Compare(a.Place, b.Place) })
	if twice {
		panic(fmt.Sprintf("apptype: %s stands at the place of %s", d.ID, registry[at].ID))
	}
	if _, twice := Get(d.ID); twice || d.Place == 0 {
		panic(fmt.Sprintf("apptype: %s is registered twice, or without a place", d.ID))
	}
	registry = slices.Insert(registry, at, d.list())
	return &d
}

// All lists the types in the order of the pane. Callers do not change them.
func All() []*Definition { return registry }

// Addable lists the types that people add themselves, in the order of the pane.
func Addable() []*Definition {
	return slices.DeleteFunc(slices.Clone(registry), func(d *Definition) bool { return d.Entry.ID == "" })
}

// Get finds a type by its ID.
func Get(id string) (*Definition, bool) {
	for _, d := range registry {
		if d.ID == id {
			return d, true
		}
	}
	return nil, false
}

// OfCatalog is the type of the apps that a catalog brings, or that are looked up in it; nil for a catalog of no type.
func OfCatalog(c Catalog) *Definition {
	for _, d := range registry {
		if c != "" && d.Lookup == c {
			return d
		}
	}
	return nil
}

// Entry is one line of the "Select app type" pane. Texts are English source text.
type Entry struct {
	ID       string // permanent: drafts keep it
	Heading  string
	Label    string
	Summary  string // what kind of app this is
	Installs string // what happens on a device
	Needs    string // what to have at hand before beginning
	Choose   Choose
	Glyph    string // of an entry with several types; where it has one, its type's
}

// Choose says how the type of a new app is found among those of its entry.
type Choose string

// Most entries stand for one type; where it is more, the file that is uploaded decides, or people choose several apps from what
// their types supply.
const (
	OnlyType    Choose = ""
	ByFile      Choose = "file"
	BySelection Choose = "selection"
	// InCatalog is an entry whose apps are chosen in a catalog that the organization is connected to, several at once and
	// without a draft.
	InCatalog Choose = "catalog"
	// ByDownload is an entry whose one type takes its content from a catalog, where the app is chosen on the first step.
	ByDownload Choose = "download"
)

// PaneEntry is an entry with the types it stands for.
type PaneEntry struct {
	Entry
	Types []*Definition
}

// Glyph is the drawing of an entry: its own, or that of its one type.
func (e PaneEntry) Glyph() string { return cmp.Or(e.Entry.Glyph, e.Types[0].Glyph) }

// Pane lists the entries that have a type that people add, in order; entries with the same heading stand together. Callers do not
// change them.
func Pane() []PaneEntry { return pane() }

// pane is computed when every type's file has registered it.
var pane = sync.OnceValue(func() []PaneEntry {
	var pane []PaneEntry
	for _, d := range registry {
		if d.Entry.ID == "" {
			continue // comes by itself
		}
		i := slices.IndexFunc(pane, func(e PaneEntry) bool { return e.ID == d.Entry.ID })
		if i < 0 {
			pane = append(pane, PaneEntry{Entry: d.Entry, Types: []*Definition{d}})
			continue
		}
		pane[i].Types = append(pane[i].Types, d)
	}
	return pane
})

// NotAddable lists the types that are in no pane, because their apps come by themselves, each as an entry of its own.
func NotAddable() (entries []PaneEntry) {
	for _, d := range registry {
		if d.Entry.ID == "" {
			e := PaneEntry{Entry: d.Entry, Types: []*Definition{d}}
			e.ID = d.ID
			entries = append(entries, e)
		}
	}
	return entries
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
		if d.Package != nil && !d.Package.Fetched {
			all = append(all, d.Package.Extensions...)
		}
	}
	return all
}

// ForPlatform reports whether an app of the entry can be meant for a platform; Android stands for devices of either kind of management.
func (e PaneEntry) ForPlatform(platform models.Platform) bool {
	return slices.ContainsFunc(e.Types, func(d *Definition) bool {
		return d.Platform.Covers(platform) || platform == models.Android && d.Platform == models.AndroidEnterprise
	})
}

// SharesLabel reports whether another entry has the same label, so that only the heading tells them apart.
func (e PaneEntry) SharesLabel() bool {
	return slices.ContainsFunc(Pane(), func(o PaneEntry) bool { return o.ID != e.ID && o.Label == e.Label })
}

// Alternatives are the entries that take files of the same kind, and so could be meant instead.
func (e PaneEntry) Alternatives() (others []PaneEntry) {
	mine := e.Extensions()
	for _, o := range Pane() {
		takes := func(extension string) bool { return slices.Contains(mine, extension) }
		if o.ID != e.ID && slices.ContainsFunc(o.Extensions(), takes) {
			others = append(others, o)
		}
	}
	return others
}

// Extensions lists the file name endings that some type takes, each once, in the order of the pane.
func Extensions() (all []string) {
	for _, e := range Pane() {
		for _, extension := range e.Extensions() {
			if !slices.Contains(all, extension) {
				all = append(all, extension)
			}
		}
	}
	return all
}

// FileHelp says what people do with an installer that is several files, as English source text; empty when they do nothing.
func (e PaneEntry) FileHelp() models.Text {
	for _, d := range e.Types {
		if d.Package != nil && d.Package.Help != "" {
			return models.Text{Source: d.Package.Help}
		}
	}
	return models.Text{}
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
