package installer

import (
	"bytes"
	"errors"
	"io"
)

const maxInner = 32 << 20 // bytes of a compressed file inside that is looked into; stored ones are read where they lie

var errCompressed = errors.New("too long to be unpacked in memory")

// within gives a file of the archive as a source of its own: where it lies when it is stored, unpacked in memory when it is
// small. Of a larger one there is errCompressed.
func (a *archive) within(f *entry) (*source, error) {
	var (
		r    io.ReaderAt
		size int64
	)
	switch {
	case f.Flags&flagEncrypted == 0 && f.Method == methodStore:
		raw, err := a.raw(f)
		if err != nil {
			return nil, err
		}
		r, size = raw, raw.Size()
	case f.Size > maxInner:
		return nil, errCompressed
	default:
		b, err := a.read(f, maxInner)
		if err != nil {
			return nil, err
		}
		r, size = bytes.NewReader(b), int64(len(b))
	}
	return a.src.inside(r, size), nil
}
