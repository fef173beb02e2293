package kit

import (
	"appdepot/models"
	"appdepot/views/link"
	"appdepot/views/ui"
)

// PartialUpload is a file of which a part has arrived, for the page that goes on with it; nil for none.
func PartialUpload(u models.Upload, page string) *ui.PartialUpload {
	if u.ID == "" {
		return nil
	}
	return &ui.PartialUpload{ID: string(u.ID), Name: u.Name, Mark: u.Mark, Size: u.Size, Received: u.Received, Back: page}
}

// FileTile is the picture of an uploaded file: the icon in it, or that of any file.
func FileTile(u models.Upload, p models.Package) ui.TileProps {
	tile := ui.TileProps{ID: string(u.ID), Name: u.Name, Icon: "box", Size: 40}
	if p.IconID != "" {
		tile.Image = link.Image(string(p.IconID))
	}
	return tile
}
