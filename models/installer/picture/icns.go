package picture

import (
	"encoding/binary"
	"slices"
)

// icnsTypes are the elements of an .icns file that may be a PNG, the best first: 256, 512, 128, 1024, 64 and 32 pixels wide.
var icnsTypes = []string{"ic08", "ic13", "ic09", "ic14", "ic07", "ic10", "ic12", "ic11"}

// FromICNS gives the best PNG in an .icns file, nil when there is none: other elements are JPEG 2000 or raw pixels.
func FromICNS(b []byte) []byte {
	if len(b) < 8 || string(b[:4]) != "icns" {
		return nil
	}
	var best []byte
	rank := len(icnsTypes)
	for b = b[8:]; len(b) >= 8; {
		length := int(binary.BigEndian.Uint32(b[4:]))
		if length < 8 || length > len(b) {
			break
		}
		i := slices.Index(icnsTypes, string(b[:4]))
		if i >= 0 && i < rank && length-8 <= MaxBytes && MediaType(b[8:length]) == "image/png" {
			best, rank = b[8:length], i
		}
		b = b[length:]
	}
	return best
}
