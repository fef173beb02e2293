package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/store/db"
)

// Package is one package with everything that was read from it.
func (s *Store) Package(ctx context.Context, id models.ID) (models.Package, error) {
	p, err := db.First[models.Package](ctx, s.db.Read.Where("id = ?", id))
	return db.Allowed(ctx, access.ReadApps, access.Package, p, err, noPackage())
}

// VersionPackages are the packages of an app's versions, by their ID.
func (s *Store) VersionPackages(ctx context.Context, app models.ID) (map[models.ID]models.Package, error) {
	q, err := s.db.Visible(ctx, access.ReadApps)
	if err != nil {
		return nil, err
	}
	list, err := db.Find[models.Package](ctx, q.Where("id IN (SELECT package_id FROM app_versions WHERE app_id = ?)", app))
	packages := map[models.ID]models.Package{}
	for _, p := range list {
		packages[p.ID] = p
	}
	return packages, err
}

// dropPackage removes a package that nothing refers to, and gives the keys of its parts, which tidy deletes once the
// transaction has committed. A package that something refers to stays, and there are no keys.
func (t *tx) dropPackage(id models.ID) (keys []string, err error) {
	if err := t.Model(&models.PackagePart{}).Where("package_id = ?", id).Pluck("key", &keys).Error; err != nil {
		return nil, err
	}
	n, err := db.Delete[models.Package](t.Ctx, t.DB.Where("id = ?", id).Where(unusedPackage))
	if err != nil || n == 0 {
		return nil, err
	}
	return keys, nil
}

// unusedPackage is the condition of a package that nothing refers to.
const unusedPackage = `NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.package_id = packages.id)
	AND NOT EXISTS (SELECT 1 FROM app_versions WHERE app_versions.package_id = packages.id)`

func noPackage() error {
	return models.NotFound("This package no longer exists. It may have been deleted with its app.")
}
