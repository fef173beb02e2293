package catalog

import (
	"context"
)

// Updates are the sources of the Enterprise App Catalog, to be asked about many apps.
type Updates struct{ catalog enterprise }

// Updates looks for newer installers of apps, in the sources that there are now.
func (c *Catalogs) Updates(ctx context.Context) (Updates, error) {
	settings, err := c.options.Settings(ctx)
	return Updates{c.enterprise(settings)}, err
}

// Newer is the latest installer of a package for the same devices and people as the one that an app was made of; ok is false when
// that is still the latest. id and variant are the app's facts catalogId and catalogVariant.
func (u Updates) Newer(ctx context.Context, id, variant string) (latest Variant, ok bool, err error) {
	p, err := u.catalog.pack(ctx, id)
	if err != nil {
		return Variant{}, false, err
	}
	latest, ok = p.newerInstaller(parseVariant(variant))
	return latest, ok, nil
}

// newerInstaller finds the installer; of several in the latest version the one that resembles most.
func (p wingetPackage) newerInstaller(had Variant) (latest Variant, ok bool) {
	if !p.newestFirst() {
		return Variant{}, false
	}
	for _, r := range p.Versions {
		if CompareVersions(r.PackageVersion, had.Version) <= 0 {
			break
		}
		best := -1
		for _, i := range r.Installers {
			v := i.variant(r.PackageVersion)
			if like := v.similarity(had); like > best {
				latest, best = v, like
			}
		}
		if best >= 0 {
			return latest, true
		}
	}
	return Variant{}, false
}

// similarity says how much two installers resemble each other; negative when one cannot take the other's place.
func (v Variant) similarity(o Variant) int {
	if v.Architecture != o.Architecture || v.Scope != o.Scope {
		return -1
	}
	alike := 0
	if v.Kind == o.Kind {
		alike += 2
	}
	if v.Language == o.Language {
		alike++
	}
	return alike
}
