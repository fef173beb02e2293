package sample

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"howett.net/plist"
)

// PKGOptions say what an installer package of macOS is to tell about itself. Empty texts are left out.
type PKGOptions struct {
	Title         string
	MinimumOS     string
	Architectures []string // such as "arm64", "x86_64"
	Packages      []PKGPackage
	Bare          bool              // one component package without a Distribution; Title, MinimumOS and Architectures are not used
	Unlisted      bool              // apps are in the payload only, and no PackageInfo names them
	Signer        *InstallerSigner  // nil leaves the package unsigned
	Notarized     bool              // with something in the place of a notarization ticket
	Filling       int64             // random bytes that every payload is filled with
	Files         map[string]string // further files of the archive, at its top
}

// PKGPackage is one component package. It has a payload when it has apps.
type PKGPackage struct {
	ID       string
	Version  string
	Location string // where its apps go; "" is the top of the disk
	Apps     []PKGApp
	Scripts  bool
}

// PKGApp is an app that a package installs.
type PKGApp struct {
	Name      string // also of the folder
	BundleID  string
	Version   string // CFBundleShortVersionString
	Build     string // CFBundleVersion
	MinimumOS string
	Icon      []byte // a PNG
}

// PKG makes an installer package. Its apps are without a program: it can be inspected, uploaded and downloaded, not run.
func PKG(o PKGOptions) []byte {
	var b bytes.Buffer
	WritePKG(&b, o)
	return b.Bytes()
}

// WritePKG writes what PKG makes. It is for packages that are too large for the memory.
func WritePKG(w io.Writer, o PKGOptions) {
	var x xarWriter
	if !o.Bare {
		x.add("Distribution", o.distribution())
	}
	for _, p := range o.Packages {
		dir := p.ID + ".pkg/"
		if o.Bare {
			dir = ""
		}
		x.add(dir+"PackageInfo", p.info(o.Unlisted))
		if len(p.Apps) > 0 {
			x.stream(p.payload(dir+"Payload", o.Filling))
		}
		if p.Scripts {
			x.add(dir+"Scripts", zipped(cpio(map[string]string{"./postinstall": "#!/bin/sh\n"}, "./postinstall")))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Files)) {
		x.add(name, o.Files[name])
	}
	x.finish(w, o.Signer)
	if o.Notarized {
		write(w, u32(u16([]byte("tickett8lr"), 1, 2), 6, 0))
	}
}

func (o PKGOptions) distribution() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><installer-gui-script minSpecVersion="2">`)
	if o.Title != "" {
		fmt.Fprintf(&b, "<title>%s</title>", escaped(o.Title))
	}
	fmt.Fprintf(&b, `<options customize="never"%s/>`, attributeText("hostArchitectures", strings.Join(o.Architectures, ",")))
	if o.MinimumOS != "" {
		fmt.Fprintf(&b, "<volume-check><allowed-os-versions><os-version%s/></allowed-os-versions></volume-check>", attributeText("min", o.MinimumOS))
	}
	for _, p := range o.Packages {
		fmt.Fprintf(&b, "<pkg-ref%s%s>#%s.pkg</pkg-ref>", attributeText("id", p.ID), attributeText("version", p.Version), escaped(p.ID))
	}
	return b.String() + "</installer-gui-script>"
}

func (p PKGPackage) info(unlisted bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<pkg-info format-version="2" auth="root"%s%s%s>`,
		attributeText("identifier", p.ID), attributeText("version", p.Version), attributeText("install-location", p.Location))
	if len(p.Apps) > 0 {
		fmt.Fprintf(&b, `<payload numberOfFiles="%d" installKBytes="4"/>`, 1+3*len(p.Apps))
	}
	for _, a := range p.Apps {
		if !unlisted {
			fmt.Fprintf(&b, "<bundle%s%s%s%s/>", attributeText("path", "./"+a.Name+".app"), attributeText("id", a.BundleID),
				attributeText("CFBundleShortVersionString", a.Version), attributeText("CFBundleVersion", a.Build))
		}
	}
	if p.Scripts {
		b.WriteString(`<scripts><postinstall file="./postinstall"/></scripts>`)
	}
	return b.String() + "</pkg-info>"
}

// payload is a cpio archive of the apps. Only one without filling is compressed, because random bytes do not get smaller.
func (p PKGPackage) payload(path string, filling int64) stream {
	files, order := map[string]string{}, []string{"."}
	for _, a := range p.Apps {
		app := "./" + a.Name + ".app"
		files[app+"/Contents/Info.plist"] = string(properties(map[string]any{
			"CFBundleName": a.Name, "CFBundleIconFile": "AppIcon", "CFBundleIdentifier": a.BundleID, "CFBundleShortVersionString": a.Version, "CFBundleVersion": a.Build,
			"LSMinimumSystemVersion": a.MinimumOS, "CFBundlePackageType": "APPL",
		}, plist.XMLFormat))
		order = append(order, app, app+"/Contents", app+"/Contents/Info.plist")
		if a.Icon != nil {
			icon := app + "/Contents/Resources/AppIcon.icns"
			files[icon] = string(icns(a.Icon))
			order = append(order, app+"/Contents/Resources", icon)
		}
	}
	archive := cpio(files, order...)
	if filling == 0 {
		return streamOf(path, []byte(zipped(archive)))
	}
	begins := cpioHeader("./filling", 0o100644, filling)
	return stream{path, int64(len(begins)+len(archive)) + filling, func() io.Reader {
		return io.MultiReader(strings.NewReader(begins), randomBytes(filling), strings.NewReader(archive))
	}}
}

// cpio writes an archive in the portable form. What has no content is a folder.
func cpio(files map[string]string, order ...string) string {
	var b strings.Builder
	for _, name := range append(order, "TRAILER!!!") {
		content, isFile := files[name]
		mode := 0o040755
		if isFile {
			mode = 0o100755
		}
		b.WriteString(cpioHeader(name, mode, int64(len(content))) + content)
	}
	return b.String()
}

func cpioHeader(name string, mode int, size int64) string {
	return fmt.Sprintf("070707%06o%06o%06o%06o%06o%06o%06o%011o%06o%011o%s\x00", 0, 0, mode, 0, 0, 1, 0, 0, len(name)+1, size, name)
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(s))
	must(err)
	must(w.Close())
	return b.String()
}
