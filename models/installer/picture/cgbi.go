package picture

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"

	"appdepot/models/installer/input"
)

// Apple's tools turn the pictures of iOS apps into a form of their own: a chunk "CgBI" first, compressed data without the
// frame of zlib, blue before red, and colors multiplied by their opacity.
const (
	pngMagic    = "\x89PNG\r\n\x1a\n"
	MaxCgBISide = 1024
)

// PlainPNG turns a picture of Apple's form into one that browsers show. Any other picture stays as it is, and so does one
// that makes no sense.
func PlainPNG(b []byte) []byte {
	if headOfCgBI(b) == nil {
		return b
	}
	framed, ok := framePNG(b)
	if !ok {
		return b
	}
	from, err := png.Decode(bytes.NewReader(framed))
	if err != nil {
		return b
	}
	var out bytes.Buffer
	if err := png.Encode(&out, straight(from)); err != nil {
		return b
	}
	return out.Bytes()
}

// headOfCgBI is where width and height stand in a picture of Apple's form, nil for any other.
func headOfCgBI(b []byte) []byte {
	const head = 8 + 16 + 8 // magic, the chunk CgBI, length and name of the chunk IHDR
	if len(b) < head+8 || string(b[:8]) != pngMagic || string(b[12:16]) != "CgBI" || string(b[head-4:head]) != "IHDR" {
		return nil
	}
	return b[head:]
}

// framePNG drops the first chunk and gives the data the frame that it lacks.
func framePNG(b []byte) ([]byte, bool) {
	out := []byte(pngMagic)
	var data []byte
	limit := int64(0)
	for b = b[8:]; len(b) >= 12; {
		length := binary.BigEndian.Uint32(b)
		if uint64(length) > uint64(len(b)-12) {
			return nil, false
		}
		kind, content := string(b[4:8]), b[8:8+length]
		switch kind {
		case "IHDR":
			if len(content) != 13 {
				return nil, false
			}
			width, height := binary.BigEndian.Uint32(content), binary.BigEndian.Uint32(content[4:])
			if width > MaxCgBISide || height > MaxCgBISide {
				return nil, false
			}
			limit = int64(width+8) * int64(height+8) * 8
			out = appendChunk(out, kind, content)
		case "IDAT":
			data = append(data, content...)
		case "IEND":
			plain, err := input.ReadCapped(flate.NewReader(bytes.NewReader(data)), limit, "icon")
			if err != nil {
				return nil, false
			}
			out = appendChunk(out, "IDAT", deflated(plain))
			return appendChunk(out, kind, nil), true
		}
		b = b[12+length:]
	}
	return nil, false
}

func appendChunk(out []byte, kind string, content []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	begins := len(out)
	out = append(append(out, kind...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[begins:]))
}

func deflated(b []byte) []byte {
	var out bytes.Buffer
	w, _ := zlib.NewWriterLevel(&out, zlib.NoCompression) // the level is a valid one, and writing to memory cannot fail
	_, _ = io.Copy(w, bytes.NewReader(b))
	_ = w.Close()
	return out.Bytes()
}

// straight swaps red and blue and divides colors by their opacity.
func straight(from image.Image) image.Image {
	to := image.NewNRGBA(from.Bounds())
	for y := to.Rect.Min.Y; y < to.Rect.Max.Y; y++ {
		for x := to.Rect.Min.X; x < to.Rect.Max.X; x++ {
			c, ok := from.At(x, y).(color.NRGBA)
			if !ok {
				c = color.NRGBAModel.Convert(from.At(x, y)).(color.NRGBA)
			}
			to.SetNRGBA(x, y, color.NRGBAModel.Convert(color.RGBA{min(c.B, c.A), min(c.G, c.A), min(c.R, c.A), c.A}).(color.NRGBA))
		}
	}
	return to
}
