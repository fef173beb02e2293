package sample

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"hash"
	"hash/crc32"
	"io"

	"howett.net/plist"
)

const (
	udifSector = 512
	udifChunk  = 1 << 20 // bytes compressed at once

	chunkZero = 0
	chunkRaw  = 1
	chunkZlib = 0x80000005
	chunkEnd  = 0xffffffff
	sumCRC32  = 2
)

// imageWriter packs a disk into an image: chunks, a property list that says where they are, and a trailer.
type imageWriter struct {
	w          io.Writer
	written    int64
	all        hash.Hash   // of the file
	data, disk hash.Hash32 // of the packed and of the unpacked content
	chunks     []byte
	count      uint32
	sectors    uint64
}

func newImageWriter(w io.Writer) *imageWriter {
	return &imageWriter{w: w, all: sha256.New(), data: crc32.NewIEEE(), disk: crc32.NewIEEE()}
}

func (u *imageWriter) write(b []byte) {
	u.all.Write(b)
	_, err := u.w.Write(b)
	must(err)
	u.written += int64(len(b))
}

// pack writes the chunks. What does not get shorter is left as it is.
func (u *imageWriter) pack(disk io.Reader, size int64) {
	part := make([]byte, udifChunk)
	for left := size; left > 0; left -= int64(len(part)) {
		part = part[:min(left, udifChunk)]
		_, err := io.ReadFull(disk, part)
		must(err)
		u.disk.Write(part)
		kind, packed := pack(part)
		u.note(kind, uint64(len(part)/udifSector), uint64(len(packed)))
		u.data.Write(packed)
		u.write(packed)
	}
	u.note(chunkEnd, 0, 0)
}

func pack(part []byte) (kind uint32, packed []byte) {
	if len(bytes.Trim(part, "\x00")) == 0 {
		return chunkZero, nil
	}
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	must(err)
	_, err = z.Write(part)
	must(err)
	must(z.Close())
	if b.Len() >= len(part) {
		return chunkRaw, part
	}
	return chunkZlib, b.Bytes()
}

func (u *imageWriter) note(kind uint32, sectors, length uint64) {
	u.chunks = be.AppendUint32(be.AppendUint32(u.chunks, kind), 0)
	for _, v := range []uint64{u.sectors, sectors, uint64(u.written), length} {
		u.chunks = be.AppendUint64(u.chunks, v)
	}
	u.sectors += sectors
	u.count++
}

// finish writes what stands after the chunks.
func (u *imageWriter) finish(signer *Signer) {
	const name = "whole disk (Apple_HFS : 0)"
	data := u.written
	list := properties(map[string]any{"resource-fork": map[string]any{"blkx": []any{map[string]any{
		"Attributes": "0x0050", "CFName": name, "Data": u.table(), "ID": "0", "Name": name,
	}}}}, plist.XMLFormat)
	u.write(list)
	trailer := u.trailer(data, len(list))
	if signer != nil {
		be.PutUint64(trailer[296:], uint64(u.written))
		signature := signer.signCode("com.example.image", u.written, u.all.Sum(nil), map[int][]byte{6: trailer})
		be.PutUint64(trailer[304:], uint64(len(signature)))
		u.write(signature)
	}
	u.write(trailer)
}

// table lists the chunks of the one partition.
func (u *imageWriter) table() []byte {
	b := append([]byte("mish"), 0, 0, 0, 1)
	for _, v := range []uint64{0, u.sectors, 0} {
		b = be.AppendUint64(b, v)
	}
	b = be.AppendUint32(b, udifChunk/udifSector+8) // sectors a reader needs at once
	b = append(b, make([]byte, 4+6*4)...)
	b = append(b, checksum(u.disk.Sum32())...)
	return append(be.AppendUint32(b, u.count), u.chunks...)
}

// checksum is a CRC-32 in the field that has room for longer ones.
func checksum(sum uint32) []byte {
	b := make([]byte, 8+128)
	be.PutUint32(b, sumCRC32)
	be.PutUint32(b[4:], 32)
	be.PutUint32(b[8:], sum)
	return b
}

// trailer is the last sector of an image.
func (u *imageWriter) trailer(data int64, list int) []byte {
	b := make([]byte, udifSector)
	copy(b, "koly")
	for at, v := range map[int]uint32{4: 4, 8: udifSector, 12: 1, 56: 1, 60: 1, 488: 1} {
		be.PutUint32(b[at:], v)
	}
	be.PutUint64(b[32:], uint64(data))
	copy(b[80:], checksum(u.data.Sum32()))
	be.PutUint64(b[216:], uint64(data))
	be.PutUint64(b[224:], uint64(list))
	copy(b[352:], checksum(crc32.ChecksumIEEE(be.AppendUint32(nil, u.disk.Sum32()))))
	be.PutUint64(b[492:], u.sectors)
	return b
}
