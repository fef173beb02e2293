package catalog

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"appdepot/models"
)

// enterprise is the Enterprise App Catalog: the starter catalog that comes with Appdepot, and what administrators added.
type enterprise struct {
	name    string
	sources []packageSource
}

// packageSource is one place that the Enterprise App Catalog takes packages from.
type packageSource interface {
	// key stands before the identifiers of the source's packages; label is the source's name as people know it.
	key() string
	label() string
	search(ctx context.Context, q Query, text string) ([]Hit, error)
	// pack is one package. none means that the source has no such package.
	pack(ctx context.Context, id string) (p wingetPackage, none bool, err error)
}

// Search asks every source. One that does not answer is a line that says so, unless no source answers.
func (e enterprise) Search(ctx context.Context, q Query) ([]Hit, error) {
	text, err := q.text()
	if err != nil {
		return nil, err
	}
	var hits, silent []Hit
	var last error
	for _, s := range e.sources {
		found, err := s.search(ctx, q, text)
		if err != nil {
			last = err
			silent = append(silent, Hit{Name: s.label(), Kind: s.label(), Unavailable: reasonFor(err)})
			continue
		}
		hits = append(hits, found...)
	}
	if last != nil && len(silent) == len(e.sources) {
		return nil, last
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(rankHit(a, text), rankHit(b, text)), strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})
	return append(hits[:min(len(hits), MaxHits)], silent...), nil
}

// rankHit ranks a hit: names that begin with the text come first.
func rankHit(h Hit, text string) int {
	if strings.HasPrefix(strings.ToLower(h.Name), strings.ToLower(text)) {
		return 0
	}
	return 1
}

// reasonFor is why a source did not answer, for people.
func reasonFor(err error) models.Text {
	if e, ok := err.(*models.Error); ok {
		return e.Text
	}
	return models.T("This source cannot be read. Try again later.")
}

// Item is one package, by the source's key and the package's identifier.
func (e enterprise) Item(ctx context.Context, id string, q Query) (Item, error) {
	p, err := e.pack(ctx, id)
	if err != nil {
		return Item{}, err
	}
	return p.item(e.name, id, q)
}

func (e enterprise) pack(ctx context.Context, id string) (wingetPackage, error) {
	key, identifier, _ := strings.Cut(id, "/")
	for _, s := range e.sources {
		if s.key() != key || !packageID.MatchString(identifier) {
			continue
		}
		p, none, err := s.pack(ctx, identifier)
		if err == nil && none {
			err = errMissing(s.label())
		}
		return p, err
	}
	return wingetPackage{}, models.NotFound("%s does not have this app. Its source may have been removed. Search again.", e.name)
}

// restSource is a source on a server that speaks the winget REST contract.
type restSource struct {
	id     string
	winget winget
}

func (r restSource) key() string   { return r.id }
func (r restSource) label() string { return r.winget.site.name }

func (r restSource) search(ctx context.Context, _ Query, text string) ([]Hit, error) {
	all, err := r.winget.search(ctx, text, "")
	var hits []Hit
	for _, f := range all {
		if packageID.MatchString(f.PackageIdentifier) {
			hits = append(hits, Hit{ID: r.id + "/" + f.PackageIdentifier, Name: firstCharacters(f.PackageName, 200), Publisher: firstCharacters(f.Publisher, 200),
				Version: firstCharacters(f.newest(), 50), Kind: r.label()})
		}
	}
	return hits, err
}

func (r restSource) pack(ctx context.Context, id string) (wingetPackage, bool, error) {
	return r.winget.pack(ctx, id, "")
}

// folderSource is a source of manifests that are files.
type folderSource struct {
	id, name string
	packs    []wingetPackage // sorted by identifier, newest version first
}

func (f folderSource) key() string   { return f.id }
func (f folderSource) label() string { return f.name }

func (f folderSource) search(_ context.Context, q Query, text string) ([]Hit, error) {
	var hits []Hit
	wanted := strings.Fields(strings.ToLower(text))
	for _, p := range f.packs {
		if p.matches(wanted) {
			hits = append(hits, p.hit(f.id+"/"+p.PackageIdentifier, f.name, q.Language))
		}
	}
	return hits, nil
}

// matches reports whether every word is part of the package's name, publisher, identifier or keywords.
func (p wingetPackage) matches(words []string) bool {
	w := p.Versions[0].DefaultLocale
	text := strings.ToLower(strings.Join(append([]string{p.PackageIdentifier, w.PackageName, w.Publisher, w.Moniker}, w.Tags...), "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

func (f folderSource) pack(_ context.Context, id string) (wingetPackage, bool, error) {
	i, ok := slices.BinarySearchFunc(f.packs, id, func(p wingetPackage, id string) int { return strings.Compare(p.PackageIdentifier, id) })
	if !ok {
		return wingetPackage{}, true, nil
	}
	p := f.packs[i]
	p.Versions = slices.Clone(p.Versions)
	return p, false, nil
}
