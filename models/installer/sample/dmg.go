package sample

import (
	"bytes"
	"io"
	"maps"
	"slices"

	"howett.net/plist"
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
	Volume  string // name; "" is "Sample"
	Apps    []App
	Files   map[string][]byte // other files in the root, by name
	Filling int64             // random bytes in one more file
	Signer  *Signer           // nil leaves the image unsigned
}

// DMG makes a disk image (UDIF, compressed with zlib) of a volume of HFS+. Its apps run nowhere: their program is a header
// for x64 and arm64. The same options give the same bytes, unless it is signed.
func DMG(o DMGOptions) []byte {
	var b bytes.Buffer
	WriteDMG(&b, o)
	return b.Bytes()
}

// WriteDMG writes what DMG makes. It is for images that are too large for the memory.
func WriteDMG(w io.Writer, o DMGOptions) {
	if o.Volume == "" {
		o.Volume = "Sample"
	}
	root := folder(o.Volume)
	if o.Filling > 0 {
		root.children = []*item{{name: "filling", noise: o.Filling}} // the apps come behind it
	}
	for _, a := range o.Apps {
		in := root.folder(a.Folder)
		in.children = append(in.children, a.bundle())
	}
	for _, name := range slices.Sorted(maps.Keys(o.Files)) {
		root.children = append(root.children, &item{name: name, data: append([]byte{}, o.Files[name]...)})
	}
	volume, size := hfsx(root)
	u := newImageWriter(w)
	u.pack(volume, size)
	u.finish(o.Signer)
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
		&item{name: "Info.plist", data: a.plist()},
		folder("MacOS", &item{name: "sample", data: program, mode: 0o755}))
	if a.Icon != nil {
		contents.children = append(contents.children, folder("Resources", &item{name: "App.icns", data: icns(a.Icon)}))
	}
	return folder(a.Name+".app", contents)
}

func (a App) plist() []byte {
	icon := ""
	if a.Icon != nil {
		icon = "App"
	}
	return properties(map[string]any{
		"CFBundleExecutable": "sample", "CFBundleIconFile": icon, "CFBundleIdentifier": a.BundleID, "CFBundleName": a.Name,
		"CFBundlePackageType": "APPL", "CFBundleShortVersionString": a.Version, "CFBundleVersion": a.Build,
		"LSMinimumSystemVersion": a.MinimumOS,
	}, plist.XMLFormat)
}
