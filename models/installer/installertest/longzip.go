package installertest

import (
	"bytes"
	"encoding/binary"
	"testing"

	"appdepot/models/installer/sample"
)

// The records of zip archives: lengths of their fixed parts, and what marks their beginning.
const (
	ZipEndLength     = 22
	zipCentralLength = 46
	zipEnd64Length   = 56
	zipEndMagic      = "PK\x05\x06"
	zipEnd64Magic    = "PK\x06\x06"
	zipLocatorMagic  = "PK\x06\x07"
	zipExtra64       = 1
	zipInExtra64     = 0xffffffff
)

// LongZIP is an app package for Windows whose directory is in the long form, with all that can be there.
func LongZIP(t testing.TB) []byte {
	o := MSIX(t)
	o.Signer, o.Filling = nil, 0
	whole := sample.MSIX(o)
	le := binary.LittleEndian
	end := whole[len(whole)-ZipEndLength:]
	offset, length, count := le.Uint32(end[16:]), le.Uint32(end[12:]), le.Uint16(end[10:])
	b := bytes.Clone(whole[:offset])
	for rest := whole[offset : offset+length]; len(rest) > 0; {
		entry := bytes.Clone(rest[:zipCentralLength+int(le.Uint16(rest[28:]))])
		rest = rest[len(entry):]
		extra := le.AppendUint16(le.AppendUint16(nil, zipExtra64), 24)
		for _, at := range []int{24, 20, 42} { // size, packed size, header
			extra = le.AppendUint64(extra, uint64(le.Uint32(entry[at:])))
			le.PutUint32(entry[at:], zipInExtra64)
		}
		le.PutUint16(entry[30:], uint16(len(extra)))
		b = append(append(b, entry...), extra...)
	}
	begins := uint64(len(b))
	b = append(b, zipEnd64Magic...)
	b = le.AppendUint64(b, zipEnd64Length-12)
	b = append(b, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = le.AppendUint64(le.AppendUint64(b, uint64(count)), uint64(count))
	b = le.AppendUint64(le.AppendUint64(b, begins-uint64(offset)), uint64(offset))
	b = le.AppendUint64(append(b, zipLocatorMagic+"\x00\x00\x00\x00"...), begins)
	b = le.AppendUint32(b, 1)
	return append(b, zipEndMagic+"\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}
