package catalog

import (
	"embed"
	"io/fs"
	"sync"
)

// starterFiles are manifests of widely used Windows apps; data/winget/NOTICE says where they come from.
//
//go:embed data/winget
var starterFiles embed.FS

// starterID stands before the identifiers of the starter catalog's packages.
const starterID = "starter"

// starter is the catalog that comes with Appdepot, so that there is one without any way out.
var starter = sync.OnceValue(func() folderSource {
	files, err := fs.Sub(starterFiles, "data/winget")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	f, err := openFolder(starterID, "Appdepot starter catalog", files)
	if err != nil {
		panic(err)
	}
	return f
})

// StarterApps is how many apps the starter catalog has.
func StarterApps() int { return len(starter().packs) }
