package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/store"
)

// data says where everything is kept.
type data struct {
	Data     string     `default:"./data" env:"APPDEPOT_DATA" help:"Folder for the database and the package files."`
	Database string     `env:"DATABASE_URL" help:"postgres:// URL of the database; empty is SQLite in the data folder."`
	Packages string     `name:"packages-url" env:"APPDEPOT_PACKAGES_URL" help:"Where package files are kept, such as s3://bucket?region=eu-central-1; empty is a folder in the data folder."`
	Key      string     `name:"secret-key-url" env:"APPDEPOT_SECRET_KEY_URL" help:"Where the key is that protects secrets in the database: a file, base64key:// with the key itself, or a key management service such as awskms:///alias/appdepot?region=eu-central-1; empty is the file secret.key in the data folder."`
	KeepFree int64      `name:"keep-free" default:"1024" env:"APPDEPOT_KEEP_FREE" help:"MB that uploads leave free on the disk of the package files: the database may need them."`
	LogLevel slog.Level `default:"info" env:"APPDEPOT_LOG_LEVEL" help:"debug, info, warn or error."`
}

// open opens the data; zero limits are the usual ones. The caller calls close, whatever open returned.
func (d data) open(ctx context.Context, limits models.SessionLimits) (s *store.Store, close func() error, err error) {
	o, closeFolder, err := d.folder(ctx)
	if err != nil {
		return nil, closeFolder, err
	}
	o.Sessions = limits
	if s, err = store.Open(ctx, o); err != nil {
		return nil, closeFolder, err
	}
	return s, func() error { return errors.Join(s.Close(), closeFolder()) }, nil
}

// folder opens what the store needs besides the database. The caller calls close, whatever folder returned.
func (d data) folder(ctx context.Context) (o store.Options, close func() error, err error) {
	if err := blob.PrivateFolder(d.Data); err != nil {
		return o, func() error { return nil }, fmt.Errorf("make the data folder: %w", err)
	}
	packages, err := blob.Open(ctx, cmp.Or(d.Packages, filepath.Join(d.Data, "packages")))
	if err != nil {
		return o, func() error { return nil }, err
	}
	packages.KeepFree(d.KeepFree << 20)
	o = d.options()
	o.Packages = packages
	return o, packages.Close, nil
}

// exists refuses a folder in which no server was: whoever mistyped it wants nothing made there.
func (d data) exists() error {
	if d.Database != "" {
		return nil
	}
	if _, err := os.Stat(d.options().Database); err != nil {
		return fmt.Errorf("find the database: %w. Name the server's data folder with --data or APPDEPOT_DATA, or its database with --database or DATABASE_URL", err)
	}
	return nil
}

// options say where the database is, and the key for its secrets.
func (d data) options() store.Options {
	return store.Options{
		Database:  cmp.Or(d.Database, filepath.Join(d.Data, "appdepot.db")),
		SecretKey: cmp.Or(d.Key, filepath.Join(d.Data, "secret.key")),
		Log:       slog.Default(),
	}
}

func (d data) log() *slog.Logger {
	l := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: d.LogLevel}))
	slog.SetDefault(l)
	return l
}

// migrate is the command that only updates the schema.
type migrate struct {
	data
}

// Run opens the database, which updates it.
func (m migrate) Run(ctx context.Context) (err error) {
	m.log()
	_, close, err := m.open(ctx, models.SessionLimits{})
	return errors.Join(err, close())
}
