package blob

import (
	"errors"
	"io"
	"math"
)

// ErrFull is the error of bytes for which the disk of a folder has no room, but for what is kept free.
var ErrFull = errors.New("the disk has no room beyond what is kept free")

// KeepFree has files in a folder leave that many bytes of its disk free, for what else lives on it: a database that cannot write is worse
// than an upload that has to wait. It counts from the next bytes on.
func (b *Bucket) KeepFree(bytes int64) { b.keepFree.Store(bytes) }

// Room is how many bytes more can be written; where nobody can tell, as with a bucket that is no folder, there is room for all.
func (b *Bucket) Room() (int64, error) {
	if b.dir == "" {
		return math.MaxInt64, nil
	}
	free, err := freeBytes(b.dir)
	return free - b.keepFree.Load(), err
}

// roomFor is how often the disk is asked: others fill it as well.
const roomFor = 4 << 20

// carefulWriter writes while there is room.
type carefulWriter struct {
	io.Writer
	b    *Bucket
	left int64 // that may be written before the disk is asked again
}

func (w *carefulWriter) Write(p []byte) (int, error) {
	n := int64(len(p))
	if w.left < n {
		room, err := w.b.Room()
		if err != nil {
			return 0, err
		}
		if w.left = min(room, max(n, roomFor)); w.left < n {
			return 0, ErrFull
		}
	}
	w.left -= n
	return w.Writer.Write(p)
}
