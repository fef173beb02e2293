package catalog

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"appdepot/models"
)

// enterprise is the Enterprise App Catalog: the starter catalogue that comes with Appdepot, and what administrators added.
type enterprise struct {
	name    string
	shelves []shelf
}

// shelf is one place that the Enterprise App Catalog takes packages from.
type shelf interface {
	// key stands before the identifiers of the shelf's packages; label is the shelf's name as people know it.
	key() string
	label() string
	search(ctx context.Context, q Query, text string) ([]Hit, error)
	// take is one package. none means that the shelf has no such package.
	take(ctx context.Context, id string) (p pack, none bool, err error)
}

// Search asks every shelf. One that does not answer is a line that says so, unless no shelf answers.
func (e enterprise) Search(ctx context.Context, q Query) ([]Hit, error) {
	text, err := q.text()
	if err != nil {
		return nil, err
	}
	var hits, silent []Hit
	var last error
	for _, s := range e.shelves {
		found, err := s.search(ctx, q, text)
		if err != nil {
			last = err
			silent = append(silent, Hit{Name: s.label(), Kind: s.label(), Barred: reason(err)})
			continue
		}
		hits = append(hits, found...)
	}
	if last != nil && len(silent) == len(e.shelves) {
		return nil, last
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(closeness(a, text), closeness(b, text)), strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})
	return append(hits[:min(len(hits), MostHits)], silent...), nil
}

// closeness ranks a hit: names that begin with the text come first.
func closeness(h Hit, text string) int {
	if strings.HasPrefix(strings.ToLower(h.Name), strings.ToLower(text)) {
		return 0
	}
	return 1
}

// reason is why a shelf did not answer, for people.
func reason(err error) models.Text {
	if e, ok := err.(*models.Error); ok {
		return e.Text
	}
	return models.T("This source could not be read. Try again later.")
}

// Item is one package, by the shelf's key and the package's identifier.
func (e enterprise) Item(ctx context.Context, id string, q Query) (Item, error) {
	p, err := e.pack(ctx, id)
	if err != nil {
		return Item{}, err
	}
	return p.item(e.name, id, q)
}

func (e enterprise) pack(ctx context.Context, id string) (pack, error) {
	key, identifier, _ := strings.Cut(id, "/")
	for _, s := range e.shelves {
		if s.key() != key || !packageID.MatchString(identifier) {
			continue
		}
		p, none, err := s.take(ctx, identifier)
		if err == nil && none {
			err = missing(s.label())
		}
		return p, err
	}
	return pack{}, models.NotFound("%s does not have this app. The source it came from may have been removed; search again.", e.name)
}

// rest is a shelf on a server that speaks the winget REST contract.
type rest struct {
	id     string
	winget winget
}

func (r rest) key() string   { return r.id }
func (r rest) label() string { return r.winget.site.name }

func (r rest) search(ctx context.Context, _ Query, text string) ([]Hit, error) {
	all, err := r.winget.search(ctx, text, "")
	var hits []Hit
	for _, f := range all {
		if packageID.MatchString(f.PackageIdentifier) {
			hits = append(hits, Hit{ID: r.id + "/" + f.PackageIdentifier, Name: short(f.PackageName, 200), Publisher: short(f.Publisher, 200),
				Version: short(f.newest(), 50), Kind: r.label()})
		}
	}
	return hits, err
}

func (r rest) take(ctx context.Context, id string) (pack, bool, error) {
	return r.winget.pack(ctx, id, "")
}

// folder is a shelf of manifests that are files.
type folder struct {
	id, name string
	packs    []pack // sorted by identifier, newest version first
}

func (f folder) key() string   { return f.id }
func (f folder) label() string { return f.name }

func (f folder) search(_ context.Context, q Query, text string) ([]Hit, error) {
	var hits []Hit
	wanted := strings.Fields(strings.ToLower(text))
	for _, p := range f.packs {
		if p.has(wanted) {
			hits = append(hits, p.hit(f.id+"/"+p.PackageIdentifier, f.name, q.Language))
		}
	}
	return hits, nil
}

// has reports whether every word is part of the package's name, publisher, identifier or keywords.
func (p pack) has(words []string) bool {
	w := p.Versions[0].DefaultLocale
	text := strings.ToLower(strings.Join(append([]string{p.PackageIdentifier, w.PackageName, w.Publisher, w.Moniker}, w.Tags...), "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

func (f folder) take(_ context.Context, id string) (pack, bool, error) {
	i, ok := slices.BinarySearchFunc(f.packs, id, func(p pack, id string) int { return strings.Compare(p.PackageIdentifier, id) })
	if !ok {
		return pack{}, true, nil
	}
	p := f.packs[i]
	p.Versions = slices.Clone(p.Versions)
	return p, false, nil
}
