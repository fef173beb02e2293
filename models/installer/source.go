package installer

import (
	"bytes"
	"io"
	"strings"
	"unicode"

	"appdepot/models"
)

// The caps. Real packages stay far below; what passes them is refused or left out.
const (
	maxFact         = 1000      // characters of one value
	maxManifest     = 8 << 20   // AndroidManifest.xml
	maxResources    = 64 << 20  // resources.arsc
	maxIcon         = 1 << 20   // one picture
	maxDirectory    = 8 << 20   // central directory of an APK
	maxZipDirectory = 24 << 20  // central directory of any zip archive
	maxZipEntries   = 1 << 18   // files it lists
	maxSigning      = 16 << 20  // APK signing block; MANIFEST.MF and *.SF
	maxPKCS7        = 64 << 10  // one PKCS #7 message
	maxTable        = 32 << 20  // one table stream of an MSI
	maxStructure    = 32 << 20  // read to understand the structure of an OLE compound file
	readChunk       = 1 << 20   // one read while hashing
	freeUnpacked    = 256 << 20 // decompressed bytes any file may have, see newSource
)

// source is the package as its readers see it: reads end with the file and with the caller's patience. It remembers when
// the store failed, so that this is not taken for a damaged file, and holds the one budget of decompressed bytes, which all
// files inside it share.
type source struct {
	stop   func() error // why reading should end; nil for never
	r      io.ReaderAt
	size   int64
	failed error
	budget *int64
	zip    *archive // once opened
}

// newSource allows a file to unpack to 16 times its size, and any file to 256 MiB: whole apps compress three times or
// less, zip bombs a thousand times.
func newSource(stop func() error, r io.ReaderAt, size int64) *source {
	size = max(size, 0)
	budget := freeUnpacked + 16*min(size, 1<<50)
	return &source{stop: stop, r: r, size: size, budget: &budget}
}

// inside is a file within this one. It ends with the same patience, and what it unpacks counts here.
func (s *source) inside(r io.ReaderAt, size int64) *source {
	return &source{stop: s.alive, r: r, size: max(size, 0), budget: s.budget}
}

// alive gives the error that ended reading for good: the store's, or the caller's.
func (s *source) alive() error {
	if s.failed == nil && s.stop != nil {
		s.failed = s.stop()
	}
	return s.failed
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if err := s.alive(); err != nil {
		return 0, err
	}
	if off < 0 || off >= s.size {
		return 0, io.EOF
	}
	var end error
	if int64(len(p)) > s.size-off {
		p, end = p[:s.size-off], io.EOF
	}
	n, err := s.r.ReadAt(p, off)
	switch {
	case n == len(p):
		return n, end
	case err == nil || err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	s.failed = err
	return n, err
}

// head gives the first bytes, fewer when the file is shorter.
func (s *source) head() []byte {
	b := make([]byte, 16)
	n, _ := s.ReadAt(b, 0)
	return b[:n]
}

// section reads one range whole. The length is checked against the file before anything is allocated.
func (s *source) section(off, length int64) ([]byte, error) {
	if off < 0 || length < 0 || off > s.size || length > s.size-off {
		return nil, io.ErrUnexpectedEOF
	}
	b := make([]byte, length)
	if _, err := s.ReadAt(b, off); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// unpacked counts what a decompressor gives against the budget.
type unpacked struct {
	src *source
	r   io.Reader
}

func (u unpacked) Read(p []byte) (int, error) {
	if err := u.src.alive(); err != nil {
		return 0, err
	}
	n, err := u.r.Read(p)
	if *u.src.budget -= int64(n); *u.src.budget < 0 {
		return 0, models.TooLarge("The package unpacks to far more than its size, as files do that are made to fill disks. Get it from its maker.")
	}
	return n, err
}

// readCapped reads all of r, or fails when there is more than limit. It does not believe declared sizes.
func readCapped(r io.Reader, limit int64, part string) ([]byte, error) {
	return readExpected(r, 0, limit, part)
}

// readExpected is readCapped for what is probably of a size: a large part then takes its size of memory, not three times as much.
func readExpected(r io.Reader, size, limit int64, part string) ([]byte, error) {
	var read bytes.Buffer
	read.Grow(int(min(size, limit)) + bytes.MinRead)
	if _, err := read.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	b := read.Bytes()
	if int64(len(b)) > limit {
		return nil, models.TooLarge("The package is not believable: its part %s is larger than in any real package. Get the package from its maker.", part)
	}
	return b, nil
}

// damaged refuses a package because one part of it makes no sense; a cause that already has words for people stays.
func damaged(part string, err error) error {
	if models.KindOf(err) != models.KindInternal {
		return err
	}
	return models.Invalid("The package is damaged: its part %s cannot be read. Upload it again, or get a new copy from its maker.", part).Because(err)
}

// truncated refuses a file that ends too early.
func truncated(err error) error {
	return models.Invalid("The package is not complete: its end is missing. Upload it again, or get a new copy from its maker.").Because(err)
}

// clean makes text from a package fit to be shown: valid UTF-8, no control characters, nothing that turns the direction
// of text, at most limit characters.
func clean(s string, limit int) string {
	if len(s) > 8*limit {
		s = s[:8*limit]
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if runes := []rune(s); len(runes) > limit {
		s = string(runes[:limit])
	}
	return strings.TrimSpace(s)
}

// fatal gives err when it must end the whole inspection: the store failed, the caller gave up, or the budget is used up.
// What is left says something about one part only.
func (s *source) fatal(err error) error {
	if s.alive() != nil || *s.budget < 0 {
		return err
	}
	return nil
}
