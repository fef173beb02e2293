package picture

import (
	"bytes"
	_ "golang.org/x/image/webp"
	"image"
	_ "image/jpeg"
	_ "image/png"
)

const (
	MaxBytes    = 1 << 20 // bytes of one picture
	maxIconSide = 2048
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
