package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/jpeg" // the forms that a picture may have
	_ "image/png"

	_ "golang.org/x/image/webp"

	"appdepot/models"
)

const (
	MaxBytes = models.MaxImageBytes // of one picture: what is larger could not become the icon
	MaxSide  = models.MaxImageSide
	MaxTries = 16  // pictures that are looked at before there is no icon
	BestSide = 512 // pixels: larger pictures show nothing more and are made smaller
)

// MediaType gives the media type of a picture by its header, "" when it is none or too large to show.
func MediaType(b []byte) string {
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || !shown(c.Width, c.Height) {
		return ""
	}
	return "image/" + format
}

func shown(width, height int) bool {
	return width >= 1 && height >= 1 && width <= MaxSide && height <= MaxSide
}

// HeadBytes are enough of a picture to know its size, but for JPEG pictures with long notes in front.
const HeadBytes = 16 << 10

// Side is the shorter side of a picture in pixels, by its first bytes; 0 when it is none or too large to show.
func Side(head []byte) int {
	if h := headOfCgBI(head); h != nil {
		width, height := binary.BigEndian.Uint32(h), binary.BigEndian.Uint32(h[4:])
		if width > MaxCgBISide || height > MaxCgBISide {
			return 0
		}
		return int(min(width, height))
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(head))
	if err != nil || !shown(c.Width, c.Height) {
		return 0
	}
	return min(c.Width, c.Height)
}

// Rank orders pictures by the length of their side: what need not be made larger for BestSide comes before what is smaller; of
// those the smallest is best, of these the largest. It is 0 for no picture and at most twice BestSide.
func Rank(side int) int {
	if side < BestSide {
		return max(side, 0)
	}
	return BestSide + max(1, BestSide-(side-BestSide)/4)
}
