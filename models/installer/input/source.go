package input

import (
	"bytes"
	"io"
	"strings"
	"unicode"

	"appdepot/models"
	"appdepot/models/field"
	"appdepot/models/reason"
)

// The caps. Real packages stay far below; what passes them is refused or left out.
const (
	MaxText      = 1000      // characters of one value
	MaxManifest  = 8 << 20   // AndroidManifest.xml, AppxManifest.xml
	MaxSigning   = 16 << 20  // signing block of an APK; MANIFEST.MF, *.SF, CodeResources
	ChunkSize    = 1 << 20   // one read while hashing
	freeUnpacked = 256 << 20 // decompressed bytes any file may have, see New
)

// Source is the package as its readers see it: a read fails at the end of the file, and once the caller has given up. It
// remembers when the store failed, so that this is not taken for a damaged file, and holds the one budget of decompressed bytes,
// which all files inside it share.
type Source struct {
	stop   func() error // why reading should end; nil for never
	r      io.ReaderAt
	Size   int64
	Failed error  // the error that ended reading for good
	Budget *int64 // bytes that may still be unpacked, of this file and all inside it
	Held   int64  // bytes of memory that what is around this file, and is read meanwhile, takes
	opened any    // see Once
}

// Once gives what open makes of the whole file, and keeps it for all who ask after the first.
func Once[T any](s *Source, open func() (T, error)) (T, error) {
	if made, ok := s.opened.(T); ok {
		return made, nil
	}
	made, err := open()
	if err == nil {
		s.opened = made
	}
	return made, err
}

// New allows a file to unpack to 16 times its size, and any file to 256 MiB: whole apps compress three times or
// less, zip bombs a thousand times.
func New(stop func() error, r io.ReaderAt, size int64) *Source {
	size = max(size, 0)
	budget := freeUnpacked + 16*min(size, 1<<50)
	return &Source{stop: stop, r: r, Size: size, Budget: &budget}
}

// Inside is a file within this one. Reading it fails when reading this one would, and what it unpacks counts here.
func (s *Source) Inside(r io.ReaderAt, size int64) *Source {
	return &Source{stop: s.Err, r: r, Size: max(size, 0), Budget: s.Budget, Held: s.Held}
}

// Err gives the error that ended reading for good: the store's, or the caller's.
func (s *Source) Err() error {
	if s.Failed == nil && s.stop != nil {
		s.Failed = s.stop()
	}
	return s.Failed
}

// ReadAt reads the file, within its size and as long as the caller waits.
func (s *Source) ReadAt(p []byte, off int64) (int, error) {
	if err := s.Err(); err != nil {
		return 0, err
	}
	if off < 0 || off >= s.Size {
		return 0, io.EOF
	}
	var end error
	if int64(len(p)) > s.Size-off {
		p, end = p[:s.Size-off], io.EOF
	}
	n, err := s.r.ReadAt(p, off)
	switch {
	case n == len(p):
		return n, end
	case err == nil || err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	s.Failed = err
	return n, err
}

// Head gives the first bytes, fewer when the file is shorter.
func (s *Source) Head() []byte {
	b := make([]byte, 16)
	n, _ := s.ReadAt(b, 0)
	return b[:n]
}

// Section reads one range whole. The length is checked against the file before anything is allocated.
func (s *Source) Section(off, length int64) ([]byte, error) {
	if off < 0 || length < 0 || off > s.Size || length > s.Size-off {
		return nil, io.ErrUnexpectedEOF
	}
	b := make([]byte, length)
	if _, err := s.ReadAt(b, off); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// Unpack counts what r, a decompressor, gives against the budget.
func (s *Source) Unpack(r io.Reader) io.Reader { return unpacked{s, r} }

// unpacked counts what a decompressor gives against the budget.
type unpacked struct {
	src *Source
	r   io.Reader
}

func (u unpacked) Read(p []byte) (int, error) {
	if err := u.src.Err(); err != nil {
		return 0, err
	}
	n, err := u.r.Read(p)
	if *u.src.Budget -= int64(n); *u.src.Budget < 0 {
		return 0, reason.UnpacksTooLarge.TooLarge()
	}
	return n, err
}

// ReadCapped reads all of r, or fails when there is more than limit. It does not believe declared sizes.
func ReadCapped(r io.Reader, limit int64, part string) ([]byte, error) {
	return ReadExpected(r, 0, limit, part)
}

// ReadExpected is ReadCapped for what is probably of a size: a large part then takes its size of memory, not three times as much.
func ReadExpected(r io.Reader, size, limit int64, part string) ([]byte, error) {
	var read bytes.Buffer
	read.Grow(int(min(size, limit)) + bytes.MinRead)
	if _, err := read.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	b := read.Bytes()
	if int64(len(b)) > limit {
		return nil, reason.PartTooLarge.Of(part).TooLarge()
	}
	return b, nil
}

// Damaged refuses a package because one part of it makes no sense; a cause that already has words for people stays.
func Damaged(part string, err error) error {
	if models.KindOf(err) != models.KindInternal {
		return err
	}
	return reason.PartUnreadable.Of(part).Invalid().Because(err)
}

// Truncated refuses a file that ends too early.
func Truncated(err error) error {
	return reason.PackageIncomplete.Invalid().Because(err)
}

// CleanText makes text from a package fit to be shown: valid UTF-8, no control characters, nothing that is not seen or turns
// the direction of text, at most limit characters.
func CleanText(s string, limit int) string {
	if len(s) > 8*limit {
		s = s[:8*limit]
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, field.Visible(strings.ToValidUTF8(s, "")))
	if runes := []rune(s); len(runes) > limit {
		s = string(runes[:limit])
	}
	return strings.TrimSpace(s)
}

// Fatal gives err when it must end the whole inspection: the store failed, the caller gave up, or the budget is used up.
// What is left says something about one part only.
func (s *Source) Fatal(err error) error {
	if s.Err() != nil || *s.Budget < 0 {
		return err
	}
	return nil
}
