package archive

import (
	"bytes"
	"errors"
	"io"

	"appdepot/models/installer/input"
)

// maxInner is how many bytes a compressed file inside may have to be looked into, with all around it; stored ones are read where
// they lie.
const maxInner = 32 << 20

// ErrCompressed says that a file inside is compressed and too long to be unpacked in memory.
var ErrCompressed = errors.New("too long to be unpacked in memory")

// Inner gives a file of the archive as a source of its own: where it lies when it is stored, unpacked in memory when it is
// small. Of a larger one there is ErrCompressed.
func (a *Archive) Inner(f *Entry) (*input.Source, error) {
	var (
		r    io.ReaderAt
		size int64
		held int64
	)
	switch {
	case f.Flags&flagEncrypted == 0 && f.Method == MethodStore:
		raw, err := a.Raw(f)
		if err != nil {
			return nil, err
		}
		r, size = raw, raw.Size()
	case f.Size > maxInner-a.Source.Held:
		return nil, ErrCompressed
	default:
		b, err := a.Read(f, maxInner-a.Source.Held)
		if err != nil {
			return nil, err
		}
		r, size, held = bytes.NewReader(b), int64(len(b)), int64(len(b))
	}
	inner := a.Source.Inside(r, size)
	inner.Held += held
	return inner, nil
}
