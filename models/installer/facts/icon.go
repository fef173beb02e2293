package facts

import (
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

// Icon is the picture of an app: as it lies in the package, or drawn from what does. Its header was decoded: it is of the media type
// it claims, a square, and at most picture.BestSide pixels wide.
type Icon struct {
	Media  string `json:"media"`  // "image/png", "image/jpeg" or "image/webp"
	Source string `json:"source"` // path inside the package
	Data   []byte `json:"data"`
}

// NewIcon makes an icon of a picture found at a place in a package; nil for what is no picture.
func NewIcon(b []byte, source string) *Icon {
	b = picture.Icon(b)
	media := picture.MediaType(b)
	if media == "" || len(b) > picture.MaxBytes {
		return nil
	}
	return &Icon{Media: media, Source: input.CleanText(source, input.MaxText), Data: b}
}
