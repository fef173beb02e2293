package kit

import (
	"appdepot/models/store"
	"appdepot/views/icon"
	"appdepot/views/ui"
)

// CategoryTiles are the tiles of the first apps of a category.
func CategoryTiles(apps []store.CategoryApp) []ui.TileProps {
	var tiles []ui.TileProps
	for _, a := range apps {
		tiles = append(tiles, icon.App(a.ID, a.Type, a.Name, a.LogoID, 24))
	}
	return tiles
}
