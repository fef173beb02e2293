package archive

import (
	"bytes"
	"errors"
	"io"

	"appdepot/models/installer/input"
)

const maxInner = 32 << 20 // bytes of a compressed file inside that is looked into; stored ones are read where they lie

// ErrCompressed says that a file inside is compressed and too long to be unpacked in memory.
var ErrCompressed = errors.New("too long to be unpacked in memory")

// Inner gives a file of the archive as a source of its own: where it lies when it is stored, unpacked in memory when it is
// small. Of a larger one there is ErrCompressed.
func (a *Archive) Inner(f *Entry) (*input.Source, error) {
	var (
		r    io.ReaderAt
		size int64
	)
	switch {
	case f.Flags&flagEncrypted == 0 && f.Method == MethodStore:
		raw, err := a.Raw(f)
		if err != nil {
			return nil, err
		}
		r, size = raw, raw.Size()
	case f.Size > maxInner:
		return nil, ErrCompressed
	default:
		b, err := a.Read(f, maxInner)
		if err != nil {
			return nil, err
		}
		r, size = bytes.NewReader(b), int64(len(b))
	}
	return a.Source.Inside(r, size), nil
}
