package catalog

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"appdepot/models"
)

// folders opens the folders that administrators named as sources. They lie below one that the operator named, links included,
// and what was read is remembered for a while.
type folders struct {
	below string
	now   func() time.Time
	mu    sync.Mutex
	read  map[models.CatalogSource]readManifestFolder
}

type readManifestFolder struct {
	folder folderSource
	until  time.Time
}

// open reads a source, unless that was done a short while ago.
func (f *folders) open(s models.CatalogSource) (folderSource, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := models.CatalogSource{ID: s.ID, Name: s.Name, Location: s.Location}
	if kept, ok := f.read[key]; ok && s.ID != "" && f.now().Before(kept.until) {
		return kept.folder, nil
	}
	opened, err := f.readSource(s)
	if err != nil {
		return folderSource{}, err
	}
	if f.read == nil {
		f.read = map[models.CatalogSource]readManifestFolder{}
	}
	for k := range f.read {
		if k.ID == s.ID {
			delete(f.read, k)
		}
	}
	f.read[key] = readManifestFolder{opened, f.now().Add(answersKept)}
	return opened, nil
}

func (f *folders) readSource(s models.CatalogSource) (folderSource, error) {
	location := path.Clean(strings.ReplaceAll(s.Location, `\`, "/"))
	switch {
	case f.below == "":
		return folderSource{}, models.InvalidField("location", "This server has no folder for catalog sources. Ask the server operator to set APPDEPOT_CATALOG_DIR.")
	case strings.TrimSpace(s.Location) == "" || !filepath.IsLocal(location):
		return folderSource{}, models.InvalidField("location", "Enter the path relative to the folder for catalog sources, such as manifests/ours.")
	}
	root, err := os.OpenRoot(f.below)
	if err != nil {
		return folderSource{}, models.Unavailable("Appdepot cannot read the folder for catalog sources. Ask the server operator to check that it exists and is readable.").Because(err)
	}
	defer root.Close()
	at, err := root.OpenRoot(filepath.FromSlash(location))
	if err != nil {
		return folderSource{}, models.InvalidField("location", "This folder does not exist or cannot be read. Check the path.")
	}
	defer at.Close()
	return openFolder(string(s.ID), s.Name, at.FS())
}
