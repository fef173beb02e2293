package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"appdepot/models/blob"
	"appdepot/models/store"
)

// check is the command that looks for damage.
type check struct{ data }

// Run prints what was looked at, and ends with an error where something is damaged.
func (c check) Run(ctx context.Context) (err error) {
	c.log()
	if err := c.exists(); err != nil {
		return err
	}
	folder := filepath.Join(c.Data, "packages")
	if _, err := os.Stat(folder); c.Packages == "" && err != nil { // it would be made otherwise
		return fmt.Errorf("find the package files: %w", err)
	}
	packages, err := blob.Open(ctx, cmp.Or(c.Packages, folder))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, packages.Close()) }()
	o := c.options()
	o.Packages = packages
	found, err := store.Check(ctx, o)
	if err != nil {
		return err
	}
	for _, problem := range found.Problems {
		fmt.Println("damaged:", problem)
	}
	if n := len(found.Problems); n > 0 {
		return fmt.Errorf("damage was found in %d places; nothing was changed", n)
	}
	fmt.Printf("database: schema %d, whole\nkeys for secrets: %d, all open\npackages: %d with %d bytes, all as they were uploaded\n",
		found.Schema, found.Keys, found.Packages, found.Bytes)
	return nil
}
