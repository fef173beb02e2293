package udif

import (
	"encoding/binary"
	"errors"
	"io"
)

var (
	// ErrNone means that there is no disk image: nothing at the end says so.
	ErrNone = errors.New("udif: not a disk image")
	// ErrEncrypted means that only a password opens the image.
	ErrEncrypted = errors.New("udif: disk image is encrypted")
	// ErrSegment means that the file is one part of an image that was cut in several.
	ErrSegment = errors.New("udif: one of several segments")

	errMalformed = errors.New("udif: disk image is malformed")
)

// Sector is the unit of disk addresses, in bytes.
const Sector = 512

const trailerLength = 512

// Checksum is one of a trailer or table. The value holds when Kind is ChecksumCRC32; others are not used by Apple's tools.
type Checksum struct {
	Kind  uint32
	CRC32 uint32
}

// ChecksumCRC32 is the kind of a CRC-32 (IEEE); kind 0 means that there is none.
const ChecksumCRC32 = 2

// Range is a part of the file.
type Range struct{ Offset, Length int64 }

// Trailer is the end of an image. All ranges lie inside the file and before the trailer.
type Trailer struct {
	Data          Range    // the packed chunks
	DataChecksum  Checksum // of the packed chunks
	Master        Checksum // of the checksums of all tables
	CodeSignature Range    // of length 0 when there is none
	Raw           []byte   // as it stands in the file: 512 bytes

	resources, list Range
}

// IsEncrypted reports whether a file is an encrypted disk image; those have other marks.
func IsEncrypted(r io.ReaderAt, size int64) bool {
	var head, tail [8]byte
	if size < 16 {
		return false
	}
	if _, err := r.ReadAt(head[:], 0); err == nil && string(head[:]) == "encrcdsa" {
		return true
	}
	_, err := r.ReadAt(tail[:], size-8)
	return (err == nil || err == io.EOF) && string(tail[:]) == "cdsaencr"
}

// ReadTrailer reads the end of a file, ErrNone when it is no trailer.
func ReadTrailer(r io.ReaderAt, size int64) (Trailer, error) {
	b := make([]byte, trailerLength)
	if size < trailerLength {
		return Trailer{}, ErrNone
	}
	if n, err := r.ReadAt(b, size-trailerLength); n < len(b) {
		return Trailer{}, err
	}
	if string(b[:4]) != "koly" || binary.BigEndian.Uint32(b[8:]) != trailerLength {
		return Trailer{}, ErrNone
	}
	if binary.BigEndian.Uint32(b[60:]) > 1 {
		return Trailer{}, ErrSegment
	}
	t := Trailer{
		Raw: b, Data: readRange(b[24:]), resources: readRange(b[40:]), list: readRange(b[216:]), CodeSignature: readRange(b[296:]),
		DataChecksum: readChecksum(b[80:]), Master: readChecksum(b[352:]),
	}
	for _, part := range []Range{t.Data, t.resources, t.list, t.CodeSignature} {
		if part.Offset < 0 || part.Length < 0 || part.Offset > size-trailerLength || part.Length > size-trailerLength-part.Offset {
			return Trailer{}, errMalformed
		}
	}
	return t, nil
}

// End is where the parts that make up the disk end.
func (t Trailer) End() int64 {
	return max(t.Data.Offset+t.Data.Length, t.resources.Offset+t.resources.Length, t.list.Offset+t.list.Length)
}

func readRange(b []byte) Range {
	return Range{int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint64(b[8:]))}
}

func readChecksum(b []byte) Checksum {
	return Checksum{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[8:])}
}
