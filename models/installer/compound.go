package installer

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"

	"appdepot/models"
)

// Class ids of the root storage, as they stand in the file.
const (
	classInstaller = "\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	classPatch     = "\x86\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	classTransform = "\x82\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
)

const (
	maxStreams      = 1 << 16
	maxStorageDepth = 16
	entryBytes      = 128 // of the directory
	entryStorage    = 1
	entryStream     = 2
	entryRoot       = 5
	noStored        = 0xffffffff
)

// compound is an OLE compound file: [MS-CFB]. Everything is counted, because declared sizes lie and chains of sectors may be
// circular.
type compound struct {
	sectors
	src   *source
	root  *stored
	files []*stored // without the root
}

// stored is a storage, which is a folder, or a stream, which is a file.
type stored struct {
	name    string
	units   string // the name as stored: UTF-16, little endian
	path    []string
	storage bool
	class   string // 16 bytes
	first   uint32 // sector
	size    int64
}

func openCompound(src *source) (*compound, error) {
	c := &compound{src: src}
	if err := c.open(src); err != nil {
		if err := src.fatal(err); err != nil {
			return nil, err
		}
		return nil, damaged("directory", err)
	}
	return c, nil
}

func (c *compound) open(src *source) error {
	c.sectors.left, c.sectors.r, c.sectors.end = maxStructure, src, src.size
	header, err := c.header()
	if err != nil {
		return err
	}
	directory := c.chain(header.u32(48), maxStreams*entryBytes)
	b, err := io.ReadAll(directory)
	if err != nil && !errors.Is(err, errChainEnds) {
		return err
	}
	if err := c.list(b); err != nil {
		return err
	}
	c.sectors.small = c.root
	c.sectors.left = 2*src.size + maxStructure
	return nil
}

// list walks the trees of the directory from the root on.
func (c *compound) list(directory []byte) error {
	type todo struct {
		number uint32
		path   []string
	}
	seen := make([]bool, len(directory)/entryBytes)
	for open := []todo{{}}; len(open) > 0; {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if next.number == noStored {
			continue
		}
		if int64(next.number) >= int64(len(seen)) || seen[next.number] || len(next.path) > maxStorageDepth {
			return errors.New("directory makes no sense")
		}
		seen[next.number] = true
		b := octets(directory[int(next.number)*entryBytes:][:entryBytes])
		f, err := c.entry(b, next.path)
		if err != nil {
			return err
		}
		if c.root == nil {
			if b.u8(66) != entryRoot {
				return errors.New("no root")
			}
			c.root = f
			open = append(open, todo{b.u32(76), nil})
			continue
		}
		c.files = append(c.files, f)
		open = append(open, todo{b.u32(72), next.path}, todo{b.u32(68), next.path})
		if f.storage {
			open = append(open, todo{b.u32(76), append(next.path[:len(next.path):len(next.path)], f.name)})
		}
	}
	return nil
}

// entry reads one entry of the directory. Old versions have sizes of four bytes, and anything behind them.
func (c *compound) entry(b octets, path []string) (*stored, error) {
	length := int(b.u16(64))
	if length < 2 || length > 64 || b.u8(66) != entryStorage && b.u8(66) != entryStream && b.u8(66) != entryRoot {
		return nil, errors.New("entry makes no sense")
	}
	f := &stored{units: string(b[:length-2]), path: path, storage: b.u8(66) != entryStream, class: string(b[80:96]), first: b.u32(116)}
	var units []uint16
	for i := 0; i+2 < length; i += 2 {
		units = append(units, b.u16(i))
	}
	f.name = string(utf16.Decode(units))
	f.size = int64(b.u32(120))
	if c.shift > 9 {
		f.size = int64(binary.LittleEndian.Uint64(b[120:]))
	}
	if f.size < 0 || !f.storage && f.size > c.src.size {
		return nil, errors.New("stream is longer than the file")
	}
	return f, nil
}

// isInstaller tells an MSI by its class id or, since some tools leave that out, by its string table.
func (c *compound) isInstaller() bool {
	switch c.root.class {
	case classInstaller:
		return true
	case classPatch, classTransform:
		return false
	}
	return c.stream(tableStream("_StringPool")) != nil
}

// refuse says what a compound file is that is no MSI.
func (c *compound) refuse() error {
	switch c.root.class {
	case classPatch:
		return models.Invalid("This is a Windows Installer patch (.msp). It changes an app that is already installed. Upload the full .msi package.")
	case classTransform:
		return models.Invalid("This is a Windows Installer transform (.mst). It only changes how a package is installed. Upload the .msi package.")
	}
	return models.Invalid("This is an Office document or a similar file, not a Windows Installer package. Upload an .msi file.")
}

// stream finds a stream in the root storage, nil when there is none.
func (c *compound) stream(name string) *stored {
	for _, f := range c.files {
		if len(f.path) == 0 && !f.storage && f.name == name {
			return f
		}
	}
	return nil
}

// read gives a stream whole. Part names it in a refusal.
func (c *compound) read(name string, limit int64, part string) ([]byte, error) {
	f := c.stream(name)
	if f == nil {
		return nil, damaged(part, errors.New("stream is missing"))
	}
	b, err := readCapped(c.content(f), limit, part)
	if err != nil {
		return nil, damaged(part, err)
	}
	return b, nil
}
