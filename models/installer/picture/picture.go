package picture

import (
	"bytes"
	_ "golang.org/x/image/webp"
	"image"
	_ "image/jpeg"
	_ "image/png"

	"appdepot/models"
)

const (
	MaxBytes    = models.MaxImageBytes // of one picture: what is larger could not become the icon
	maxIconSide = models.MaxImageSide
	MaxTries    = 16 // pictures that are looked at before there is no icon
)

// MediaType gives the media type of a picture by its header, "" when it is none or too large to show.
func MediaType(b []byte) string {
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxIconSide || c.Height > maxIconSide {
		return ""
	}
	return "image/" + format
}
