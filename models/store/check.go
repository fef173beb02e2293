package store

import (
	"context"
	"errors"
	"fmt"

	"appdepot/models"
	"appdepot/models/secret"
	"appdepot/models/store/db"
	"appdepot/models/store/reach"
)

// Checked is what Check has looked at.
type Checked struct {
	Schema   int64 // number of the last migration of the database
	Keys     int   // data keys that open
	Packages int
	Bytes    int64    // of the packages
	Problems []string // in English, for operators; empty when nothing is damaged
}

// Check looks for damage in a database, the keys for its secrets and its package files. It reads all of them, changes nothing, and works
// while servers run. An error means that it could not look.
func Check(ctx context.Context, o Options) (Checked, error) {
	var c Checked
	open, err := db.OpenToCheck(ctx, db.Options{Address: o.Database, Driver: o.Driver, Clock: o.Clock})
	if err != nil {
		return c, fmt.Errorf("open the database: %w", err)
	}
	defer open.Close()
	if c.Problems, err = open.Damage(ctx); err != nil || len(c.Problems) > 0 {
		return c, err // what else a damaged database says may be wrong
	}
	if c.Schema, err = open.SchemaVersion(ctx); err != nil {
		return c, err
	}
	err = errors.Join(c.checkKeys(ctx, open, o), c.checkPackages(ctx, open, o))
	return c, err
}

// checkKeys tries the outer key.
func (c *Checked) checkKeys(ctx context.Context, open *db.Database, o Options) error {
	keeper, err := secret.NewKeeper(keyAddress(o))
	if err != nil {
		return err
	}
	defer keeper.Close()
	rows, err := open.DataKeys(ctx)
	if err != nil {
		return fmt.Errorf("read the keys for secrets: %w", err)
	}
	for _, row := range rows {
		if _, err := row.Unwrapped(ctx, keeper); err != nil {
			c.Problems = append(c.Problems, err.Error())
			continue
		}
		c.Keys++
	}
	return nil
}

// checkPackages compares every package file with its hash.
func (c *Checked) checkPackages(ctx context.Context, open *db.Database, o Options) error {
	s := &Store{db: &reach.Database{Database: open}, packages: o.Packages}
	packages, err := db.Find[models.Package](ctx, open.Rows(ctx).Select("id", "sha256", "size", "format").Order("id"))
	if err != nil {
		return fmt.Errorf("read the packages: %w", err)
	}
	for _, p := range packages {
		c.Packages++
		c.Bytes += p.Size
		if err := s.compare(ctx, p); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.Problems = append(c.Problems, fmt.Sprintf("package %s: %v", p.ID, err))
		}
	}
	return nil
}

// compare reads a package and compares it with its hash.
func (s *Store) compare(ctx context.Context, p models.Package) error {
	d, _, err := s.damageIn(ctx, p)
	if err != nil || d == "" {
		return err
	}
	return errors.New(map[models.Damage]string{
		models.DamageMissing:    "no such file in the package store",
		models.DamageSize:       "the file has another size than it had",
		models.DamageContent:    "the file is damaged: its SHA-256 is another than it was",
		models.DamageUnreadable: "the file cannot be opened or read: look at its permissions and its disk",
	}[d])
}
