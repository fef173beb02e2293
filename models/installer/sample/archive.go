package sample

import (
	"hash/crc32"
	"io"
)

// archiveWriter writes a zip archive of stored files, as they come: sizes stand behind each file.
type archiveWriter struct {
	out       io.Writer
	offset    uint32
	directory []byte // so far
	count     uint16
}

const (
	sizesBehind = 1 << 3
	utf8Names   = 1 << 11
	zipVersion  = 20
	aDay        = 1<<5 | 1 // 1 January 1980, so that the same options give the same bytes
)

func (a *archiveWriter) Write(p []byte) (int, error) {
	n, err := a.out.Write(p)
	a.offset += uint32(n)
	return n, err
}

// add writes a file and gives its length; archives end before 4 GB.
func (a *archiveWriter) add(name string, content io.Reader) int64 {
	header := a.offset
	fixed := u16(nil, zipVersion, sizesBehind|utf8Names, 0, 0, aDay)
	b := append([]byte("PK\x03\x04"), fixed...)
	b = append(u16(u32(b, 0, 0, 0), uint16(len(name)), 0), name...)
	write(a, b)
	sum := crc32.NewIEEE()
	n, err := io.Copy(io.MultiWriter(a, sum), content)
	must(err)
	sizes := u32(nil, sum.Sum32(), uint32(n), uint32(n))
	write(a, append([]byte("PK\x07\x08"), sizes...))
	b = append(u16(append(a.directory, "PK\x01\x02"...), zipVersion), fixed...)
	b = u16(append(b, sizes...), uint16(len(name)), 0, 0, 0, 0)
	a.directory = append(u32(b, 0, header), name...)
	a.count++
	return n
}

// end gives the directory of the files so far and its end record.
func (a *archiveWriter) end() []byte {
	b := append(append([]byte{}, a.directory...), "PK\x05\x06"...)
	b = u32(u16(b, 0, 0, a.count, a.count), uint32(len(a.directory)), a.offset)
	return u16(b, 0)
}

func write(w io.Writer, b []byte) {
	_, err := w.Write(b)
	must(err)
}
