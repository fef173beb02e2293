package sample

import (
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"strings"
)

// APKOptions say what an Android package is to tell about itself. PackageID is needed; empty texts and zeros are left out.
type APKOptions struct {
	Label       string
	PackageID   string
	VersionName string
	VersionCode uint32
	MinSDK      uint32
	TargetSDK   uint32
	ABIs        []string // such as "arm64-v8a"
	Icon        []byte   // a PNG
	Debuggable  bool     // lets debuggers look into the app
	TestOnly    bool     // is for tests only
	Split       string   // name of the part of an app that it is
	NeedsSplits bool     // is worth nothing without other parts
	Filling     int64    // random bytes that the package is filled with
	Signer      *Signer  // nil leaves the package unsigned
}

const iconPath = "res/mipmap-xxhdpi-v4/ic_launcher.png"

// Resource ids in the package's own table: the first entries of its types.
const (
	labelID = 0x7f010000
	iconID  = 0x7f020000
)

// APK makes an Android package. It holds no program: it can be inspected, uploaded and downloaded, not run.
func APK(o APKOptions) []byte {
	var b bytes.Buffer
	WriteAPK(&b, o)
	return b.Bytes()
}

// WriteAPK writes what APK makes. It is for packages that are too large for the memory.
func WriteAPK(w io.Writer, o APKOptions) {
	var sums chunkSums
	z := &archiveWriter{out: io.MultiWriter(w, &sums)}
	z.add("AndroidManifest.xml", bytes.NewReader(manifestXML(o)))
	z.add("resources.arsc", bytes.NewReader(resourceTable(o)))
	if o.Icon != nil {
		z.add(iconPath, bytes.NewReader(o.Icon))
	}
	for _, abi := range o.ABIs {
		z.add("lib/"+abi+"/libsample.so", strings.NewReader("\x7fELF"))
	}
	if o.Filling > 0 {
		z.add("assets/filling", randomBytes(o.Filling))
	}
	tail := z.end()
	if o.Signer != nil {
		block := o.Signer.signAPK(&sums, tail)
		write(w, block)
		directory := tail[len(tail)-6:] // its offset; our archives have no comment
		le.PutUint32(directory, le.Uint32(directory)+uint32(len(block)))
	}
	write(w, tail)
}

// randomBytes gives bytes that nothing can compress, the same ones every time.
func randomBytes(length int64) io.Reader { return io.LimitReader(rand.NewChaCha8([32]byte{}), length) }

// must is for writes to memory, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

var le = binary.LittleEndian

func u16(b []byte, values ...uint16) []byte {
	for _, v := range values {
		b = le.AppendUint16(b, v)
	}
	return b
}

func u32(b []byte, values ...uint32) []byte {
	for _, v := range values {
		b = le.AppendUint32(b, v)
	}
	return b
}

// chunk is Android's unit of binary resources: type, header length, total length, the rest of the header, the body.
func chunk(kind uint16, header, body []byte) []byte {
	b := u16(nil, kind, uint16(8+len(header)))
	b = u32(b, uint32(8+len(header)+len(body)))
	return append(append(b, header...), body...)
}

// pool is a chunk of strings in UTF-16.
func pool(texts []string) []byte {
	var offsets, data []byte
	for _, s := range texts {
		offsets = u32(offsets, uint32(len(data)))
		units := utf16Units(s)
		data = u16(data, uint16(len(units)))
		data = u16(u16(data, units...), 0)
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	header := u32(nil, uint32(len(texts)), 0, 0, uint32(28+len(offsets)), 0)
	return chunk(0x0001, header, append(offsets, data...))
}
