package installer

import (
	"bytes"
	"image"
	_ "image/jpeg" // formats an icon may have
	_ "image/png"

	_ "golang.org/x/image/webp"
)

const (
	maxIcon      = 1 << 20 // bytes of one picture
	maxIconSide  = 2048
	maxIconTries = 16
)

// bitmap gives the media type of a picture by its header, "" when it is none or too large to show.
func bitmap(b []byte) string {
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxIconSide || c.Height > maxIconSide {
		return ""
	}
	return "image/" + format
}
