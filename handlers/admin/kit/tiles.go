package kit

import (
	"appdepot/models/store"
	viewkit "appdepot/views/admin/kit"
	"appdepot/views/ui"
)

// CategoryTiles are the tiles of the first apps of a category.
func CategoryTiles(apps []store.CategoryApp) []ui.TileProps {
	var tiles []ui.TileProps
	for _, a := range apps {
		tiles = append(tiles, viewkit.AppTile(a.ID, a.Name, a.LogoID, 24))
	}
	return tiles
}
