package compound

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"

	"appdepot/models/installer/input"
)

const (
	maxStructure    = 32 << 20 // bytes read to understand the structure
	maxStreams      = 1 << 16
	maxStorageDepth = 16
	entryBytes      = 128 // of the directory
	entryStorage    = 1
	entryStream     = 2
	entryRoot       = 5
	noEntry         = 0xffffffff
)

// File is an OLE compound file: [MS-CFB]. Everything is counted, because declared sizes lie and chains of sectors may be
// circular.
type File struct {
	sectors
	Source  *input.Source
	Root    *Entry
	Entries []*Entry // without the root
}

// Entry is a storage, which is a folder, or a stream, which is a file.
type Entry struct {
	Name    string
	RawName string // the name as stored: UTF-16, little endian
	Path    []string
	Storage bool
	Class   string // 16 bytes
	first   uint32 // sector
	size    int64
}

// Open reads the directory of an OLE compound file.
func Open(src *input.Source) (*File, error) {
	c := &File{Source: src}
	if err := c.open(src); err != nil {
		if err := src.Fatal(err); err != nil {
			return nil, err
		}
		return nil, input.Damaged("directory", err)
	}
	return c, nil
}

func (c *File) open(src *input.Source) error {
	c.sectors.left, c.sectors.r, c.sectors.end = maxStructure, src, src.Size
	header, err := c.header()
	if err != nil {
		return err
	}
	directory := c.chain(header.U32(48), maxStreams*entryBytes)
	b, err := io.ReadAll(directory)
	if err != nil && !errors.Is(err, errChainEnds) {
		return err
	}
	if err := c.list(b); err != nil {
		return err
	}
	c.sectors.small = c.Root
	c.sectors.left = 2*src.Size + maxStructure
	return nil
}

// list walks the trees of the directory from the root on.
func (c *File) list(directory []byte) error {
	type todo struct {
		number uint32
		path   []string
	}
	seen := make([]bool, len(directory)/entryBytes)
	for open := []todo{{}}; len(open) > 0; {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if next.number == noEntry {
			continue
		}
		if int64(next.number) >= int64(len(seen)) || seen[next.number] || len(next.path) > maxStorageDepth {
			return errors.New("directory makes no sense")
		}
		seen[next.number] = true
		b := input.Bytes(directory[int(next.number)*entryBytes:][:entryBytes])
		f, err := c.entry(b, next.path)
		if err != nil {
			return err
		}
		if c.Root == nil {
			if b.U8(66) != entryRoot {
				return errors.New("no root")
			}
			c.Root = f
			open = append(open, todo{b.U32(76), nil})
			continue
		}
		c.Entries = append(c.Entries, f)
		open = append(open, todo{b.U32(72), next.path}, todo{b.U32(68), next.path})
		if f.Storage {
			open = append(open, todo{b.U32(76), append(next.path[:len(next.path):len(next.path)], f.Name)})
		}
	}
	return nil
}

// entry reads one entry of the directory. Old versions have sizes of four bytes, and anything behind them.
func (c *File) entry(b input.Bytes, path []string) (*Entry, error) {
	length := int(b.U16(64))
	if length < 2 || length > 64 || b.U8(66) != entryStorage && b.U8(66) != entryStream && b.U8(66) != entryRoot {
		return nil, errors.New("entry makes no sense")
	}
	f := &Entry{RawName: string(b[:length-2]), Path: path, Storage: b.U8(66) != entryStream, Class: string(b[80:96]), first: b.U32(116)}
	var units []uint16
	for i := 0; i+2 < length; i += 2 {
		units = append(units, b.U16(i))
	}
	f.Name = string(utf16.Decode(units))
	f.size = int64(b.U32(120))
	if c.shift > 9 {
		f.size = int64(binary.LittleEndian.Uint64(b[120:]))
	}
	if f.size < 0 || !f.Storage && f.size > c.Source.Size {
		return nil, errors.New("stream is longer than the file")
	}
	return f, nil
}

// Stream finds a stream in the root storage, nil when there is none.
func (c *File) Stream(name string) *Entry {
	for _, f := range c.Entries {
		if len(f.Path) == 0 && !f.Storage && f.Name == name {
			return f
		}
	}
	return nil
}

// Read gives a stream whole. Part names it in a refusal.
func (c *File) Read(name string, limit int64, part string) ([]byte, error) {
	f := c.Stream(name)
	if f == nil {
		return nil, input.Damaged(part, errors.New("stream is missing"))
	}
	b, err := input.ReadExpected(c.Content(f), f.size, limit, part)
	if err != nil {
		return nil, input.Damaged(part, err)
	}
	return b, nil
}
