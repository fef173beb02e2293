package sample

import (
	"bytes"
	"cmp"
	"io"
	"slices"
)

// An OLE compound file is a file system in sectors of 512 bytes: [MS-CFB]. Streams below 4096 bytes share one stream of
// small sectors of 64 bytes.
const (
	sectorBytes = 512
	smallBytes  = 64
	smallLimit  = 4096
	endOfChain  = 0xfffffffe
	tableSector = 0xfffffffd
	noStream    = 0xffffffff
)

// stream is a file in the root of a compound file.
type stream struct {
	name string
	size int64
	open func() io.Reader
}

func streamOf(name string, data []byte) stream {
	return stream{name, int64(len(data)), func() io.Reader { return bytes.NewReader(data) }}
}

// chains places data in sectors of one size and writes down which sector follows which.
type chains struct {
	unit int
	data []func() io.Reader // each filled up to whole sectors
	next []uint32
}

// place gives the first sector.
func (c *chains) place(s stream) uint32 {
	if s.size == 0 {
		return endOfChain
	}
	first := uint32(len(c.next))
	count := int(s.size+int64(c.unit)-1) / c.unit
	for range count {
		c.next = append(c.next, uint32(len(c.next)+1))
	}
	c.next[len(c.next)-1] = endOfChain
	padding := make([]byte, int64(count*c.unit)-s.size)
	c.data = append(c.data, s.open, func() io.Reader { return bytes.NewReader(padding) })
	return first
}

// content gives all that was placed.
func (c *chains) content() io.Reader {
	var parts []io.Reader
	for _, open := range c.data {
		parts = append(parts, open())
	}
	return io.MultiReader(parts...)
}

// writeCompound writes streams into a file of the class of Windows Installer databases.
func writeCompound(w io.Writer, streams []stream) {
	slices.SortFunc(streams, func(a, b stream) int {
		return cmp.Or(cmp.Compare(len(utf16Units(a.name)), len(utf16Units(b.name))), cmp.Compare(a.name, b.name))
	})
	large, small := &chains{unit: sectorBytes}, &chains{unit: smallBytes}
	first := make([]uint32, len(streams))
	for i, s := range streams {
		if s.size < smallLimit {
			first[i] = small.place(s)
		} else {
			first[i] = large.place(s)
		}
	}
	root := large.place(stream{size: int64(len(small.next) * smallBytes), open: small.content})
	smallTable := large.place(streamOf("", filled(u32(nil, small.next...))))
	directory := large.place(streamOf("", directoryEntries(streams, first, root, uint32(len(small.next)*smallBytes))))
	assemble(w, large, directory, smallTable, uint32((len(small.next)*4+sectorBytes-1)/sectorBytes))
}

// filled ends a table of sectors with free ones.
func filled(b []byte) []byte {
	for len(b)%sectorBytes != 0 {
		b = append(b, 0xff)
	}
	return b
}

const (
	perTable   = sectorBytes / 4 // entries in one sector of the table of sectors
	inHeader   = 109             // sectors of the table that the header lists; further ones are listed in sectors of their own
	perListed  = perTable - 1    // in one of those, whose last entry is the next one
	listSector = 0xfffffffc
)

// assemble writes the header, what was placed, the table of sectors, which holds itself as well, and the lists of its sectors.
func assemble(w io.Writer, large *chains, directory, smallTable, smallTables uint32) {
	used, tables, lists := len(large.next), 1, 0
	for tables*perTable < used+tables+lists {
		tables++
		lists = max(0, tables-inHeader+perListed-1) / perListed
	}
	next := large.next
	where := make([]uint32, inHeader+lists*perListed)
	for i := range where {
		where[i] = noStream
		if i < tables {
			where[i] = uint32(used + i)
			next = append(next, tableSector)
		}
	}
	firstList := uint32(endOfChain)
	if lists > 0 {
		firstList = uint32(used + tables)
	}
	var listed []byte
	for i := range lists {
		next = append(next, listSector)
		follows := uint32(used + tables + i + 1)
		if i == lists-1 {
			follows = endOfChain
		}
		listed = u32(u32(listed, where[inHeader+i*perListed:][:perListed]...), follows)
	}
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 16)...)
	b = u16(b, 0x3e, 3, 0xfffe, 9, 6, 0, 0, 0)
	b = u32(b, 0, uint32(tables), directory, 0, smallLimit, smallTable, smallTables, firstList, uint32(lists))
	write(w, u32(b, where[:inHeader]...))
	_, err := io.Copy(w, large.content())
	must(err)
	write(w, filled(u32(nil, next...)))
	write(w, listed)
}

var installerClass = []byte{0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46}

// directoryEntries lists the root and the streams, which must be sorted: entries form a search tree.
func directoryEntries(streams []stream, first []uint32, root, rootSize uint32) []byte {
	tree := make([]node, len(streams))
	top := directoryTree(tree, 0, len(streams), levels(len(streams)))
	b := entry("Root Entry", 5, node{noStream, noStream, black}, top, installerClass, root, rootSize)
	for i, s := range streams {
		b = append(b, entry(s.name, 2, tree[i], noStream, make([]byte, 16), first[i], uint32(s.size))...)
	}
	for len(b)%sectorBytes != 0 {
		b = append(b, entry("", 0, node{noStream, noStream, 0}, noStream, make([]byte, 16), 0, 0)...)
	}
	return b
}

const black = 1

// node is an entry's place in the search tree.
type node struct {
	left, right uint32
	color       byte
}

// directoryTree makes a balanced tree of the entries from..to and gives its top. Only the lowest level is red, so that all ways
// down pass the same number of black entries.
func directoryTree(tree []node, from, to, height int) uint32 {
	if from == to {
		return noStream
	}
	middle := (from + to) / 2
	color := byte(black)
	if height == 1 {
		color = 0
	}
	tree[middle] = node{directoryTree(tree, from, middle, height-1), directoryTree(tree, middle+1, to, height-1), color}
	return uint32(middle + 1) // entry 0 is the root
}

func levels(n int) int {
	height := 0
	for ; n > 0; n /= 2 {
		height++
	}
	return height
}

// entry is one directory entry of 128 bytes.
func entry(name string, kind byte, n node, child uint32, class []byte, first, size uint32) []byte {
	units := utf16Units(name)
	b := append(u16(nil, units...), make([]byte, 64-2*len(units))...)
	length := uint16(0)
	if name != "" {
		length = uint16(2*len(units) + 2)
	}
	b = append(u16(b, length), kind, n.color)
	b = append(u32(b, n.left, n.right, child), class...)
	b = append(b, make([]byte, 20)...) // flags, times
	return u32(b, first, size, 0)
}
