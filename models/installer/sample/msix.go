package sample

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"hash"
	"io"
	"strings"
)

// MSIXOptions say what a Windows app package is to tell about itself. Empty texts are left out or stand in the way of
// installing it; Architecture is "x64" and so on, "" is neutral.
type MSIXOptions struct {
	Name                 string // of the identity, such as "Example.Notes"
	DisplayName          string
	Publisher            string // of the identity: the subject that must have signed, such as "CN=Example"
	PublisherDisplayName string
	Version              string // four numbers; "" is "1.0.0.0"
	Architecture         string
	ResourceID           string
	MinVersion           string  // of Windows; "" is "10.0.17763.0"
	Framework            bool    // serves other apps
	ResourceOnly         bool    // texts and pictures of another package
	Modifies             string  // name of the package that it modifies
	Needs                string  // name of a package that it depends on
	Wide                 bool    // its manifest is in UTF-16
	Logo                 []byte  // a PNG
	Filling              int64   // random bytes that the package is filled with
	Signer               *Signer // whose common name is the publisher's; nil leaves the package unsigned
}

// MSIX makes a Windows app package. It holds no program: it can be inspected, uploaded and downloaded, not run.
func MSIX(o MSIXOptions) []byte {
	var b bytes.Buffer
	WriteMSIX(&b, o)
	return b.Bytes()
}

// WriteMSIX writes what MSIX makes. It is for packages that are too large for the memory.
func WriteMSIX(w io.Writer, o MSIXOptions) {
	p := newAppPackage(w)
	if o.Logo != nil {
		p.add(logoPath, bytes.NewReader(o.Logo))
	}
	if o.Filling > 0 {
		p.add("content.bin", randomBytes(o.Filling))
	}
	p.add("AppxManifest.xml", strings.NewReader(encoded(appManifest(o), o.Wide)))
	p.finish("application/vnd.ms-appx.manifest+xml", o.Signer)
}

// MSIXBundleOptions say what a bundle holds. Its identity is that of its packages.
type MSIXBundleOptions struct {
	Version  string // of the bundle
	Other    string // publisher of the bundle, where it is not that of its packages
	Wide     bool   // its manifest is in UTF-16
	Packages []MSIXOptions
	Signer   *Signer
}

// MSIXBundle makes a bundle of app packages, one for each architecture or language.
func MSIXBundle(o MSIXBundleOptions) []byte {
	var b bytes.Buffer
	WriteMSIXBundle(&b, o)
	return b.Bytes()
}

// WriteMSIXBundle writes what MSIXBundle makes. It is for bundles that are too large for the memory.
func WriteMSIXBundle(w io.Writer, o MSIXBundleOptions) {
	p := newAppPackage(w)
	var list strings.Builder
	for i, inner := range o.Packages {
		name := fmt.Sprintf("package-%d.msix", i)
		offset := int(p.offset) + localHeader + len(name)
		content, to := io.Pipe()
		go func() {
			WriteMSIX(to, inner)
			must(to.Close())
		}()
		size := p.archiveWriter.add(name, content)
		fmt.Fprintf(&list, `<Package Type="%s" Version="%s"%s%s FileName="%s" Offset="%d" Size="%d"/>`, kindOf(inner), version(inner.Version),
			attributeText("Architecture", inner.Architecture), attributeText("ResourceId", inner.ResourceID), name, offset, size)
	}
	first := o.Packages[0]
	p.add("AppxMetadata/AppxBundleManifest.xml", strings.NewReader(encoded(`<?xml version="1.0" encoding="utf-8"?>`+
		`<Bundle xmlns="http://schemas.microsoft.com/appx/2013/bundle" SchemaVersion="5.0">`+
		`<Identity`+attributeText("Name", first.Name)+attributeText("Publisher", cmp.Or(o.Other, first.Publisher))+attributeText("Version", version(o.Version))+`/>`+
		`<Packages>`+list.String()+`</Packages></Bundle>`, o.Wide)))
	p.finish("application/vnd.ms-appx.bundlemanifest+xml", o.Signer)
}

const (
	logoPath    = "Assets/Logo.png"
	localHeader = 30
	blockLength = 64 << 10
)

func version(s string) string { return cmp.Or(s, "1.0.0.0") }

func kindOf(o MSIXOptions) string {
	if o.ResourceID != "" {
		return "resource"
	}
	return "application"
}

func appManifest(o MSIXOptions) string {
	logo := ""
	if o.Logo != nil {
		logo = "<Logo>" + strings.ReplaceAll(logoPath, "/", `\`) + "</Logo>"
	}
	return `<?xml version="1.0" encoding="utf-8"?>` +
		`<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">` +
		`<Identity` + attributeText("Name", o.Name) + attributeText("Publisher", o.Publisher) + attributeText("Version", version(o.Version)) +
		attributeText("ProcessorArchitecture", o.Architecture) + attributeText("ResourceId", o.ResourceID) + `/>` +
		`<Properties><DisplayName>` + escaped(o.DisplayName) + `</DisplayName><PublisherDisplayName>` + escaped(o.PublisherDisplayName) +
		`</PublisherDisplayName>` + logo + when(o.Framework, `<Framework>true</Framework>`) + when(o.ResourceOnly, `<ResourcePackage>true</ResourcePackage>`) +
		`</Properties><Dependencies><TargetDeviceFamily Name="Windows.Desktop"` +
		attributeText("MinVersion", cmp.Or(o.MinVersion, "10.0.17763.0")) + ` MaxVersionTested="10.0.22621.0"/>` +
		when(o.Needs != "", `<PackageDependency`+attributeText("Name", o.Needs)+`/>`) +
		when(o.Modifies != "", `<MainPackageDependency`+attributeText("Name", o.Modifies)+`/>`) + `</Dependencies>` +
		`<Resources><Resource Language="en-US"/></Resources></Package>`
}

func when(wanted bool, s string) string {
	if wanted {
		return s
	}
	return ""
}

// encoded is a document in UTF-8, or in UTF-16 with a mark of its order.
func encoded(document string, wide bool) string {
	if !wide {
		return document
	}
	document = strings.Replace(document, `encoding="utf-8"`, `encoding="utf-16"`, 1)
	return string(u16([]byte{0xff, 0xfe}, utf16Units(document)...))
}

// attributeText is an attribute with the space before it, "" without a value.
func attributeText(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escaped(value) + `"`
}

func escaped(s string) string {
	var b strings.Builder
	must(xml.EscapeText(&b, []byte(s)))
	return b.String()
}

// appPackage writes files and lists them in a block map: the digest of every 64 KiB.
type appPackage struct {
	archiveWriter
	whole hash.Hash // of what is written
	files strings.Builder
}

func newAppPackage(w io.Writer) *appPackage {
	p := &appPackage{whole: sha256.New()}
	p.out = io.MultiWriter(w, p.whole)
	return p
}

// add writes a file that the block map lists.
func (p *appPackage) add(name string, content io.Reader) {
	var list strings.Builder
	blocks := &blockHasher{list: &list, hash: sha256.New()}
	p.archiveWriter.add(name, io.TeeReader(content, blocks))
	blocks.flush()
	fmt.Fprintf(&p.files, `<File Name="%s" Size="%d" LfhSize="%d">%s</File>`,
		escaped(strings.ReplaceAll(name, "/", `\`)), blocks.size, localHeader+len(name), list.String())
}

// finish writes the block map, the content types and the signature.
func (p *appPackage) finish(manifestType string, signer *Signer) {
	blockMap := `<?xml version="1.0" encoding="UTF-8"?><BlockMap xmlns="http://schemas.microsoft.com/appx/2010/blockmap" ` +
		`HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">` + p.files.String() + `</BlockMap>`
	types := `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/octet-stream"/>` +
		`<Default Extension="msix" ContentType="application/vnd.ms-appx"/><Default Extension="xml" ContentType="` + manifestType + `"/>` +
		`<Override PartName="/AppxBlockMap.xml" ContentType="application/vnd.ms-appx.blockmap+xml"/>` +
		`<Override PartName="/AppxSignature.p7x" ContentType="application/vnd.ms-appx.signature"/></Types>`
	p.archiveWriter.add("AppxBlockMap.xml", strings.NewReader(blockMap))
	p.archiveWriter.add("[Content_Types].xml", strings.NewReader(types))
	if signer != nil {
		digests := append([]byte("APPXAXPC"), p.whole.Sum(nil)...)
		digests = appendSum(append(digests, "AXCD"...), p.end())
		digests = appendSum(append(digests, "AXCT"...), []byte(types))
		digests = appendSum(append(digests, "AXBM"...), []byte(blockMap))
		p.archiveWriter.add("AppxSignature.p7x", bytes.NewReader(append([]byte("PKCX"), signer.signIndirect(readBy(0x01010000, appPackageSIP), digests)...)))
	}
	write(p, p.end())
}

func appendSum(b, content []byte) []byte {
	sum := sha256.Sum256(content)
	return append(b, sum[:]...)
}

// blockHasher lists the digest of every block of what is written to it.
type blockHasher struct {
	list *strings.Builder
	hash hash.Hash
	size int64
}

func (h *blockHasher) Write(p []byte) (int, error) {
	written := len(p)
	for len(p) > 0 {
		n := min(len(p), blockLength-int(h.size%blockLength))
		h.hash.Write(p[:n])
		h.size, p = h.size+int64(n), p[n:]
		if h.size%blockLength == 0 {
			h.block()
		}
	}
	return written, nil
}

func (h *blockHasher) flush() {
	if h.size%blockLength != 0 {
		h.block()
	}
}

func (h *blockHasher) block() {
	h.list.WriteString(`<Block Hash="` + base64.StdEncoding.EncodeToString(h.hash.Sum(nil)) + `"/>`)
	h.hash.Reset()
}
