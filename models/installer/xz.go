package installer

import (
	"bufio"
	"errors"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// maxDictionary bounds the memory of one LZMA decompressor; Apple's tools use 8 MiB.
const maxDictionary = 16 << 20

const (
	xzMagic       = "\xfd7zXZ\x00"
	xzStreamHead  = 12 // length of a stream's header
	xzFilterLZMA2 = 0x21
)

var errXZ = errors.New("xz stream is malformed or asks for too much memory")

// openXZ decompresses the first block of an xz stream; Apple's tools write one. The library's own reader of streams would
// allocate whatever dictionary a block asks for.
func openXZ(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head := make([]byte, xzStreamHead+1)
	if _, err := io.ReadFull(in, head); err != nil || string(head[:len(xzMagic)]) != xzMagic {
		return nil, errXZ
	}
	block := make([]byte, 4*int(head[xzStreamHead])+3) // the rest of the block's header
	if _, err := io.ReadFull(in, block); err != nil {
		return nil, errXZ
	}
	flags, rest := block[0], block[1:]
	for _, sized := range []byte{0x40, 0x80} { // compressed and uncompressed size may stand there
		if flags&sized != 0 {
			rest = skipVarint(rest)
		}
	}
	if flags&0x3f != 0 || len(rest) < 3 || rest[0] != xzFilterLZMA2 || rest[1] != 1 {
		return nil, errXZ // other filters, none of which Apple's tools use
	}
	size, err := lzma.DecodeDictCap(rest[2])
	if err != nil || size > maxDictionary {
		return nil, errXZ
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
