package sample

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"html"
	"maps"
	"slices"
	"strings"
)

// App is an app of macOS. Empty texts are left out of its Info.plist.
type App struct {
	Name      string // also of its folder, before .app
	BundleID  string
	Version   string // CFBundleShortVersionString
	Build     string // CFBundleVersion
	MinimumOS string // LSMinimumSystemVersion
	Folder    string // it lies in; "" is the root of the volume
	Icon      []byte // a PNG of 256 by 256 pixels; nil for none
}

// DMGOptions say what a disk image of macOS is to hold.
type DMGOptions struct {
	Volume string // name; "" is "Sample"
	Apps   []App
	Files  map[string][]byte // other files in the root, by name
}

// DMG makes a disk image (UDIF, compressed with zlib) of a volume of HFS+. Its apps run nowhere: their program is a header
// for x64 and arm64. The same options give the same bytes.
func DMG(o DMGOptions) []byte {
	if o.Volume == "" {
		o.Volume = "Sample"
	}
	root := folder(o.Volume)
	for _, a := range o.Apps {
		in := root.folder(a.Folder)
		in.children = append(in.children, a.bundle())
	}
	for _, name := range slices.Sorted(maps.Keys(o.Files)) {
		root.children = append(root.children, &item{name: name, data: append([]byte{}, o.Files[name]...)})
	}
	return udif(hfsx(root))
}

// folder finds a folder or makes it; "" is this one.
func (e *item) folder(name string) *item {
	if name == "" {
		return e
	}
	i := slices.IndexFunc(e.children, func(c *item) bool { return c.name == name })
	if i < 0 {
		i = len(e.children)
		e.children = append(e.children, folder(name))
	}
	return e.children[i]
}

// bundle is the app's folder.
func (a App) bundle() *item {
	const header = "\xca\xfe\xba\xbe\x00\x00\x00\x02" // two architectures
	program := []byte(header)
	for i, cpu := range []uint32{0x01000007, 0x0100000c} { // x64, arm64
		for _, v := range []uint32{cpu, 3, uint32(1+i) * hfsBlock, 32, 12} {
			program = be.AppendUint32(program, v)
		}
	}
	for i, cpu := range []uint32{0x01000007, 0x0100000c} {
		program = append(program, make([]byte, (1+i)*hfsBlock-len(program))...)
		program = u32(program, 0xfeedfacf, cpu, 3, 2, 0, 0, 0, 0)
	}
	contents := folder("Contents",
		&item{name: "Info.plist", data: []byte(a.plist())},
		folder("MacOS", &item{name: "sample", data: program, mode: 0o755}))
	if a.Icon != nil {
		icns := be.AppendUint32([]byte("icns"), uint32(16+len(a.Icon)))
		icns = append(be.AppendUint32(append(icns, "ic08"...), uint32(8+len(a.Icon))), a.Icon...)
		contents.children = append(contents.children, folder("Resources", &item{name: "App.icns", data: icns}))
	}
	return folder(a.Name+".app", contents)
}

func (a App) plist() string {
	var b strings.Builder
	b.WriteString(plistHead + "<dict>\n")
	icon := ""
	if a.Icon != nil {
		icon = "App"
	}
	for _, p := range [][2]string{
		{"CFBundleExecutable", "sample"}, {"CFBundleIconFile", icon}, {"CFBundleIdentifier", a.BundleID}, {"CFBundleName", a.Name},
		{"CFBundlePackageType", "APPL"}, {"CFBundleShortVersionString", a.Version}, {"CFBundleVersion", a.Build},
		{"LSMinimumSystemVersion", a.MinimumOS},
	} {
		if p[1] != "" {
			fmt.Fprintf(&b, "<key>%s</key><string>%s</string>\n", p[0], html.EscapeString(p[1]))
		}
	}
	b.WriteString("</dict>\n</plist>\n")
	return b.String()
}

const plistHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`

const (
	udifSector = 512
	udifChunk  = 1 << 20 // bytes compressed at once
	chunkZero  = 0
	chunkZlib  = 0x80000005
	chunkEnd   = 0xffffffff
	sumCRC32   = 2
)

// udif compresses a disk into an image: the chunks, a property list that says where they are, and a trailer.
func udif(disk []byte) []byte {
	var data bytes.Buffer
	var chunks []byte
	count, sectors := uint32(0), uint64(len(disk)/udifSector)
	note := func(kind uint32, sector, sectors, at, length uint64) {
		chunks = be.AppendUint32(be.AppendUint32(chunks, kind), 0)
		for _, v := range []uint64{sector, sectors, at, length} {
			chunks = be.AppendUint64(chunks, v)
		}
		count++
	}
	for at := 0; at < len(disk); at += udifChunk {
		part := disk[at:min(at+udifChunk, len(disk))]
		from, kind := data.Len(), uint32(chunkZero)
		if len(bytes.Trim(part, "\x00")) > 0 {
			kind = chunkZlib
			z := zlib.NewWriter(&data)
			_, err := z.Write(part)
			must(err)
			must(z.Close())
		}
		note(kind, uint64(at/udifSector), uint64(len(part)/udifSector), uint64(from), uint64(data.Len()-from))
	}
	note(chunkEnd, sectors, 0, uint64(data.Len()), 0)
	table := append([]byte("mish"), 0, 0, 0, 1)
	for _, v := range []uint64{0, sectors, 0} {
		table = be.AppendUint64(table, v)
	}
	table = be.AppendUint32(table, udifChunk/udifSector+8) // sectors a reader needs at once
	table = append(table, make([]byte, 4+6*4)...)
	sum := crc32.ChecksumIEEE(disk)
	table = append(be.AppendUint32(append(table, checksum(sum)...), count), chunks...)
	list := []byte(fmt.Sprintf("%s<dict><key>resource-fork</key><dict><key>blkx</key><array><dict>"+
		"<key>Attributes</key><string>0x0050</string><key>CFName</key><string>whole disk (Apple_HFS : 0)</string>"+
		"<key>Data</key><data>%s</data><key>ID</key><string>0</string><key>Name</key><string>whole disk (Apple_HFS : 0)</string>"+
		"</dict></array></dict></dict></plist>\n", plistHead, base64.StdEncoding.EncodeToString(table)))
	master := crc32.ChecksumIEEE(be.AppendUint32(nil, sum))
	return append(append(data.Bytes(), list...), trailer(data.Bytes(), len(list), sectors, master)...)
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
func trailer(data []byte, list int, sectors uint64, master uint32) []byte {
	b := make([]byte, udifSector)
	copy(b, "koly")
	for at, v := range map[int]uint32{4: 4, 8: udifSector, 12: 1, 56: 1, 60: 1, 488: 1} {
		be.PutUint32(b[at:], v)
	}
	be.PutUint64(b[32:], uint64(len(data)))
	copy(b[80:], checksum(crc32.ChecksumIEEE(data)))
	be.PutUint64(b[216:], uint64(len(data)))
	be.PutUint64(b[224:], uint64(list))
	copy(b[352:], checksum(master))
	be.PutUint64(b[492:], sectors)
	return b
}
