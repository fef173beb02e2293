package xz

import (
	"bufio"
	"errors"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// maxDictionary bounds the memory of one LZMA decompressor; Apple's tools use 8 MiB.
const maxDictionary = 16 << 20

const (
	// Magic is how a stream begins.
	Magic = "\xfd7zXZ\x00"

	streamHead  = 12 // length of a stream's header
	filterLZMA2 = 0x21
)

var errStream = errors.New("xz: stream is malformed or asks for too much memory")

// NewReader decompresses the first block of a stream. What follows it, checksums included, is left alone.
func NewReader(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head := make([]byte, streamHead+1)
	if _, err := io.ReadFull(in, head); err != nil || string(head[:len(Magic)]) != Magic {
		return nil, errStream
	}
	block := make([]byte, 4*int(head[streamHead])+3) // the rest of the block's header
	if _, err := io.ReadFull(in, block); err != nil {
		return nil, errStream
	}
	flags, rest := block[0], block[1:]
	for _, sized := range []byte{0x40, 0x80} { // compressed and uncompressed size may stand there
		if flags&sized != 0 {
			rest = skipVarint(rest)
		}
	}
	if flags&0x3f != 0 || len(rest) < 3 || rest[0] != filterLZMA2 || rest[1] != 1 {
		return nil, errStream // other filters, none of which Apple's tools use
	}
	size, err := lzma.DecodeDictCap(rest[2])
	if err != nil || size > maxDictionary {
		return nil, errStream
	}
	return lzma.Reader2Config{DictCap: int(max(size, lzma.MinDictCap))}.NewReader2(in)
}

// skipVarint skips a number of seven bits a byte.
func skipVarint(b []byte) []byte {
	for i, c := range b {
		if c < 0x80 {
			return b[i+1:]
		}
	}
	return nil
}
