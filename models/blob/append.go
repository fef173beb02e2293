package blob

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// CanAppend reports whether files of this bucket can grow, see Append: those in a folder can.
func (b *Bucket) CanAppend() bool { return b.dir != "" }

// Append puts r behind the first at bytes of a file in a folder, and makes the file when it is not there. Whatever was behind
// those bytes is cut off. It returns how many bytes r brought; without an error they survive a power cut. With soon, bytes begin
// their way to the disk while others arrive: for short pieces, after each of which somebody waits for that.
func (b *Bucket) Append(key string, at int64, r io.Reader, soon bool) (int64, error) {
	path := filepath.Join(b.dir, filepath.FromSlash(key))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := b.appendTo(f, at, r, soon)
	if err = errors.Join(err, f.Close()); err != nil || at > 0 {
		return n, err
	}
	return n, syncPath(filepath.Dir(path))
}

func (b *Bucket) appendTo(f *os.File, at int64, r io.Reader, soon bool) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size() < at {
		return 0, fmt.Errorf("%s has lost bytes: it has %d of %d", f.Name(), info.Size(), at)
	}
	if err := f.Truncate(at); err != nil {
		return 0, err
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	w := io.Writer(f)
	if soon {
		w = &flushingWriter{f: f, at: at, begun: at}
	}
	n, err := io.CopyBuffer(plainWriter{&carefulWriter{Writer: w, b: b}}, r, make([]byte, 256<<10))
	if err != nil {
		return n, errors.Join(err, f.Truncate(at)) // a full disk has its room back
	}
	return n, f.Sync()
}

// flushingWriter writes to a file, and has what it wrote brought to the disk meanwhile.
type flushingWriter struct {
	f         *os.File
	at, begun int64
}

// flushEvery is after how many bytes that begins.
const flushEvery = 4 << 20

func (e *flushingWriter) Write(p []byte) (int, error) {
	n, err := e.f.Write(p)
	e.at += int64(n)
	if e.at-e.begun >= flushEvery {
		beginWriting(e.f, e.begun, e.at-e.begun)
		e.begun = e.at
	}
	return n, err
}
