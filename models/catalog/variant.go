package catalog

import (
	"cmp"
	"slices"
	"strings"

	"appdepot/models"
	"appdepot/models/apptype"
	installers "appdepot/models/installer"
)

// maxVariants bounds what people choose from.
const maxVariants = 400

// item describes the variant of a package that the query chooses, or the one that suits most: the newest version, for 64-bit
// devices, in the language asked for, for everybody on the device. Its name among catalogs is name, its ID is id.
func (p wingetPackage) item(name, id string, q Query) (Item, error) {
	if !p.newestFirst() {
		return Item{}, models.Invalid("%s has no installer for %s that runs unattended. Download it from the publisher and add it as a %s.", name, p.PackageIdentifier).
			Naming(apptype.AnyPackageName(installers.FormatEXE))
	}
	it := Item{Source: name, ID: id}
	chosen, version := installer{}, packageVersion{}
	for _, r := range p.Versions {
		installers := slices.Clone(r.Installers)
		slices.SortStableFunc(installers, func(a, b installer) int { return cmp.Compare(b.score(q), a.score(q)) })
		for _, i := range installers {
			v := i.variant(r.PackageVersion)
			if len(it.Variants) == maxVariants || slices.ContainsFunc(it.Variants, func(o Variant) bool { return o.ID == v.ID }) {
				continue
			}
			it.Variants = append(it.Variants, v)
			if v.ID == q.Variant || q.Variant == "" && it.Variant == "" {
				it.Variant, chosen, version = v.ID, i, r
			}
		}
	}
	if it.Variant == "" {
		return Item{}, models.NotFound("%s no longer offers this installer of %s. Choose another version.", name, p.PackageIdentifier)
	}
	a, words := factList{catalog: name}, version.in(q.Language)
	words.describe(&a)
	a.add(models.FactCatalogID, id)
	a.add(models.FactCatalogVariant, it.Variant)
	chosen.describe(&a, version.PackageVersion)
	it.Name, it.Facts, it.Package = cmp.Or(words.PackageName, p.PackageIdentifier), a.facts, chosen.download()
	return it, nil
}

// score says how well an installer fits when nobody chose: more is better.
func (p installer) score(q Query) int {
	score := map[string]int{"x64": 3000, "neutral": 2500, "x86": 2000, "arm64": 1000}[p.architecture()]
	switch locale := primary(p.InstallerLocale); {
	case q.Language != "" && strings.EqualFold(locale, primary(q.Language)):
		score += 300
	case locale == "":
		score += 200
	case strings.EqualFold(locale, "en"):
		score += 100
	}
	score += map[string]int{"system": 20, "": 10}[p.scope()]
	if p.windowsInstaller() {
		score++
	}
	return score
}

// hit is the package as a line of a search. Kind names the source it comes from.
func (p wingetPackage) hit(id, kind, language string) Hit {
	newest := p.Versions[0]
	w := newest.in(language)
	return Hit{ID: id, Name: firstCharacters(cmp.Or(w.PackageName, p.PackageIdentifier), 200), Publisher: firstCharacters(w.Publisher, 200), Version: firstCharacters(newest.PackageVersion, 50), Kind: kind}
}
