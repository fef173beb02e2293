package compound

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"appdepot/models/installer/input"
)

// The sectors of a compound file. Which one follows which stands in a table, whose own sectors are listed in the header and,
// for files of more than 7 MB, in further sectors. Streams below 4096 bytes lie in small sectors within the root's stream.
const (
	compoundHeader = 512
	listedInHeader = 109
	smallShift     = 6    // of a small sector's size
	smallLimit     = 4096 // bytes of a stream in ordinary sectors
	maxSmall       = 256 << 20
	firstSpecial   = 0xfffffffa // from here on a number is no sector
)

var (
	errChainEnds = errors.New("chain of sectors ends too early")
	errSectors   = errors.New("sectors make no sense")
	errEndless   = errors.New("more to read than the file has")
)

// sectors reads chains of sectors.
type sectors struct {
	r          io.ReaderAt
	end        int64 // of the file
	left       int64 // bytes that may still be read
	shift      int   // of a sector's size
	tables     []uint32
	table      []byte // the part of the table read last
	number     int    // of that part, counted from 1
	small      *Entry
	smallFirst uint32
	smallTable input.Bytes // of small sectors, read when first needed
	smallIn    []uint32    // sectors of the root's stream, the same
}

// header reads the header and where the table of sectors lies.
func (s *sectors) header() (input.Bytes, error) {
	b := input.Bytes(make([]byte, compoundHeader))
	if _, err := s.ReadAt(b, 0); err != nil {
		return nil, err
	}
	s.shift, s.smallFirst = int(b.U16(30)), b.U32(60)
	if s.shift != 9 && s.shift != 12 || b.U16(32) != smallShift || b.U16(28) != 0xfffe {
		return nil, errSectors
	}
	count := int64(b.U32(44))
	if count*s.size()/4 > s.end/s.size()+s.size() {
		return nil, errSectors // more tables than the file has sectors for
	}
	for i := range min(count, listedInHeader) {
		s.tables = append(s.tables, b.U32(76+4*int(i)))
	}
	list := input.Bytes(make([]byte, s.size()))
	for next := b.U32(68); int64(len(s.tables)) < count; next = list.U32(len(list) - 4) {
		if _, err := s.ReadAt(list, s.offset(next)); err != nil {
			return nil, err
		}
		for i := 0; i < len(list)-4 && int64(len(s.tables)) < count; i += 4 {
			s.tables = append(s.tables, list.U32(i))
		}
	}
	return b, nil
}

func (s *sectors) size() int64 { return 1 << s.shift }

func (s *sectors) offset(sector uint32) int64 { return (int64(sector) + 1) << s.shift }

// ReadAt counts what is read.
func (s *sectors) ReadAt(p []byte, off int64) (int, error) {
	if s.left -= int64(len(p)); s.left < 0 {
		return 0, errEndless
	}
	n, err := s.r.ReadAt(p, off)
	if err == io.EOF && n == len(p) {
		err = nil
	}
	return n, err
}

// sectorAfter gives the sector after one.
func (s *sectors) sectorAfter(sector uint32) (uint32, error) {
	perTable := uint32(s.size() / 4)
	number := int(sector / perTable)
	if number >= len(s.tables) {
		return 0, errSectors
	}
	if number+1 != s.number {
		if s.table == nil {
			s.table = make([]byte, s.size())
		}
		s.number = 0
		if _, err := s.ReadAt(s.table, s.offset(s.tables[number])); err != nil {
			return 0, err
		}
		s.number = number + 1
	}
	return input.Bytes(s.table).U32(int(sector%perTable) * 4), nil
}

// chain reads at most limit bytes of the sectors from one on.
func (s *sectors) chain(first uint32, limit int64) io.Reader { return &chain{s, first, 0, limit} }

type chain struct {
	*sectors
	next   uint32
	within int64 // bytes of the sector that are read
	left   int64
}

// Read reads sectors that lie side by side at once.
func (c *chain) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	if c.next >= firstSpecial {
		return 0, errChainEnds
	}
	want := min(int64(len(p)), c.left)
	begins, run := c.offset(c.next)+c.within, c.size()-c.within
	last := c.next
	for run < want {
		next, err := c.sectorAfter(last)
		if err != nil {
			return 0, err
		}
		if next != last+1 {
			break
		}
		last, run = next, run+c.size()
	}
	n, err := c.ReadAt(p[:min(want, run)], begins)
	c.left -= int64(n)
	if run > want || err != nil {
		c.next, c.within = last, c.size()-(run-want)
		return n, err
	}
	c.within = 0
	if c.left > 0 {
		c.next, err = c.sectorAfter(last)
	}
	return n, err
}

// Content reads a stream from its beginning.
func (s *sectors) Content(f *Entry) io.Reader {
	if f.size >= smallLimit {
		return s.chain(f.first, f.size)
	}
	b, err := s.smallContent(f)
	if err != nil {
		return failingReader{err}
	}
	return bytes.NewReader(b)
}

type failingReader struct{ err error }

func (b failingReader) Read([]byte) (int, error) { return 0, b.err }

func (s *sectors) smallContent(f *Entry) ([]byte, error) {
	if err := s.openSmall(); err != nil {
		return nil, err
	}
	b, perSector := make([]byte, 0, f.size), s.size()>>smallShift
	for next := f.first; int64(len(b)) < f.size; next = s.smallTable.U32(int(next) * 4) {
		if int64(next) >= int64(len(s.smallTable)/4) || int64(next)/perSector >= int64(len(s.smallIn)) {
			return nil, errChainEnds
		}
		n := min(f.size-int64(len(b)), 1<<smallShift)
		part := b[len(b) : int64(len(b))+n]
		if _, err := s.ReadAt(part, s.offset(s.smallIn[int64(next)/perSector])+int64(next)%perSector<<smallShift); err != nil {
			return nil, err
		}
		b = b[:int64(len(b))+n]
	}
	return b, nil
}

// openSmall reads where the small sectors lie and which follows which.
func (s *sectors) openSmall() error {
	if s.smallTable != nil || s.small.size == 0 {
		return nil
	}
	if s.small.size > min(maxSmall, s.end) {
		return errSectors
	}
	for next := s.small.first; int64(len(s.smallIn))*s.size() < s.small.size; {
		if next >= firstSpecial {
			return errChainEnds
		}
		s.smallIn = append(s.smallIn, next)
		var err error
		if next, err = s.sectorAfter(next); err != nil {
			return err
		}
	}
	b, err := io.ReadAll(s.chain(s.smallFirst, (s.small.size>>smallShift+1)*4))
	if err != nil && !errors.Is(err, errChainEnds) {
		return err
	}
	s.smallTable = slices.Clip(b)
	return nil
}
