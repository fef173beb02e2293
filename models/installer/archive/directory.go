package archive

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"

	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

// Lengths of zip's records without their variable parts, and what marks their beginning.
const (
	endLength         = 22 // end of central directory record without its comment
	end64Length       = 56 // the same in the long form (zip64)
	LocatorLength     = 20 // says where the long form stands
	centralLength     = 46 // one file of the directory
	LocalHeaderLength = 30 // before a file's content
	endMagic          = "PK\x05\x06"
	end64Magic        = "PK\x06\x06"
	locatorMagic      = "PK\x06\x07"
	centralMagic      = "PK\x01\x02"
	extra64           = 1          // extra field with the long form of sizes
	SizeInZip64       = 0xffffffff // a size or an offset that stands there instead
	CountInZip64      = 0xffff
	maxZipComment     = 0xffff
	minEntryLength    = centralLength + 1
)

// Entry is one file of an archive as the central directory describes it. Its sizes are the ones declared: nothing may be
// allocated or believed because of them.
type Entry struct {
	Name   string
	Method uint16
	Flags  uint16
	CRC32  uint32
	Packed int64
	Size   int64
	Header int64 // offset of the local header
}

// directory is where a central directory stands, as the end record says.
type directory struct {
	offset, length int64
	count          uint64
}

// findDirectory finds the end record. Whatever would let two readers see two different archives in one file is refused:
// data after the comment, data between directory and end record, and offsets that only fit when something stands before
// the archive.
func (a *Archive) findDirectory() (directory, error) {
	tail, err := a.Source.Section(max(0, a.Source.Size-endLength-maxZipComment), min(a.Source.Size, endLength+maxZipComment))
	if err != nil {
		return directory{}, input.Truncated(err)
	}
	at := bytes.LastIndex(tail[:max(0, len(tail)-endLength+len(endMagic))], []byte(endMagic))
	if at < 0 {
		return directory{}, input.Truncated(errors.New("no end of central directory"))
	}
	a.EndRecord = bytes.Clone(tail[at:])
	if int(input.Bytes(a.EndRecord).U16(20)) != len(a.EndRecord)-endLength {
		return directory{}, input.Damaged("zip directory", errors.New("comment length does not fit"))
	}
	d := directory{
		offset: int64(input.Bytes(a.EndRecord).U32(16)), length: int64(input.Bytes(a.EndRecord).U32(12)), count: uint64(input.Bytes(a.EndRecord).U16(10)),
	}
	ends := a.Source.Size - int64(len(a.EndRecord))
	if d.count == CountInZip64 || d.length == SizeInZip64 || d.offset == SizeInZip64 {
		a.Zip64 = true
		if d, ends, err = a.findLongDirectory(ends); err != nil {
			return directory{}, err
		}
	}
	if d.length < 0 || d.offset < 0 || d.length > ends || d.offset != ends-d.length {
		return directory{}, input.Damaged("zip directory", errors.New("directory is not where the end record says"))
	}
	return d, nil
}

// findLongDirectory reads the long form of the end record, which stands with its locator before the short one, and where
// it begins.
func (a *Archive) findLongDirectory(before int64) (directory, int64, error) {
	locator, err := a.Source.Section(before-LocatorLength, LocatorLength)
	if err != nil || string(locator[:4]) != locatorMagic {
		return directory{}, 0, input.Damaged("zip directory", errors.Join(errors.New("no zip64 locator"), err))
	}
	begins := int64(binary.LittleEndian.Uint64(locator[8:]))
	end, err := a.Source.Section(begins, end64Length)
	if err != nil || string(end[:4]) != end64Magic {
		return directory{}, 0, input.Damaged("zip directory", errors.Join(errors.New("no zip64 end record"), err))
	}
	if length := binary.LittleEndian.Uint64(end[4:]); length != uint64(before-LocatorLength-begins-12) {
		return directory{}, 0, input.Damaged("zip directory", errors.New("zip64 end record does not end at its locator"))
	}
	le := binary.LittleEndian
	return directory{int64(le.Uint64(end[48:])), int64(le.Uint64(end[40:])), le.Uint64(end[32:])}, begins, nil
}

// readDirectory reads what the directory lists. Names are parts of one text, so that an archive of very many files takes
// little more memory than its directory.
func (a *Archive) readDirectory(d directory) error {
	held := int64(d.count)*entryMemory + d.length
	if d.length > maxZipDirectory || d.count > maxZipEntries || held > maxZipMemory-a.Source.Held {
		return reason.TooManyFiles.TooLarge()
	}
	if d.count > uint64(d.length)/minEntryLength {
		return input.Damaged("zip directory", errors.New("too short for its files"))
	}
	a.Source.Held += held
	var text strings.Builder
	text.Grow(int(d.length))
	if _, err := io.Copy(&text, io.NewSectionReader(a.Source, d.offset, d.length)); err != nil {
		return input.Truncated(err)
	}
	a.Files = make([]Entry, 0, d.count)
	a.DirectoryText = text.String()
	for rest := a.DirectoryText; rest != ""; {
		e, length, err := ReadEntry(rest)
		if err != nil {
			return input.Damaged("zip directory", err)
		}
		a.Files, rest = append(a.Files, e), rest[length:]
		if uint64(len(a.Files)) > d.count {
			break
		}
	}
	if uint64(len(a.Files)) != d.count {
		return input.Damaged("zip directory", errors.New("the directory does not list as many files as it says"))
	}
	a.sorted = make([]uint32, len(a.Files))
	for i := range a.sorted {
		a.sorted[i] = uint32(i)
	}
	slices.SortStableFunc(a.sorted, func(i, j uint32) int { return cmp.Compare(a.Files[i].Name, a.Files[j].Name) })
	return nil
}

// ReadEntry reads the first entry of a directory and how long it is there.
func ReadEntry(directory string) (Entry, int, error) {
	b := input.Bytes(directory[:min(len(directory), centralLength)])
	name, extra := int(b.U16(28)), int(b.U16(30))
	length := centralLength + name + extra + int(b.U16(32))
	if len(directory) < length || directory[:len(centralMagic)] != centralMagic {
		return Entry{}, 0, errors.New("an entry makes no sense")
	}
	e := Entry{
		Name: directory[centralLength : centralLength+name], Flags: b.U16(8), Method: b.U16(10), CRC32: b.U32(16),
		Packed: int64(b.U32(20)), Size: int64(b.U32(24)), Header: int64(b.U32(42)),
	}
	if !e.readZip64(input.Bytes(directory[centralLength+name : centralLength+name+extra])) {
		return Entry{}, 0, errors.New("an entry has no size")
	}
	return e, length, nil
}

// readZip64 takes sizes that need more than four bytes from an entry's extra fields. It reports false when they are not
// there.
func (e *Entry) readZip64(extra input.Bytes) bool {
	wanted := make([]*int64, 0, 3)
	for _, v := range []*int64{&e.Size, &e.Packed, &e.Header} {
		if *v == SizeInZip64 {
			wanted = append(wanted, v)
		}
	}
	for len(wanted) > 0 && len(extra) >= 4 {
		kind, length := extra.U16(0), int(extra.U16(2))
		if length > len(extra)-4 {
			return false
		}
		if kind == extra64 {
			values := extra[4 : 4+length]
			if len(values) < 8*len(wanted) {
				return false
			}
			for i, v := range wanted {
				*v = int64(binary.LittleEndian.Uint64(values[8*i:]))
			}
			wanted = nil
		}
		extra = extra[4+length:]
	}
	return len(wanted) == 0 && e.Size >= 0 && e.Packed >= 0 && e.Header >= 0
}

// Search gives the entries of one name, none when there is no such file.
func (a *Archive) Search(name string) []*Entry {
	at, _ := slices.BinarySearchFunc(a.sorted, name, func(i uint32, name string) int { return strings.Compare(a.Files[i].Name, name) })
	var found []*Entry
	for ; at < len(a.sorted) && a.Files[a.sorted[at]].Name == name; at++ {
		found = append(found, &a.Files[a.sorted[at]])
	}
	return found
}
