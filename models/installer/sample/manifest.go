package sample

import "unicode/utf16"

func utf16Units(s string) []uint16 { return utf16.Encode([]rune(s)) }

const androidNamespace = "http://schemas.android.com/apk/res/android"

// attributeNames are the names of Android's attributes, in the order of their resource ids, as the format wants it.
var attributeNames = []struct {
	name string
	id   uint32
}{
	{"label", 0x01010001}, {"icon", 0x01010002}, {"debuggable", 0x0101000f}, {"minSdkVersion", 0x0101020c}, {"versionCode", 0x0101021b},
	{"versionName", 0x0101021c}, {"targetSdkVersion", 0x01010270}, {"testOnly", 0x01010272},
	{"isSplitRequired", 0x01010591},
}

const (
	none      = 0xffffffff
	reference = 0x01
	text      = 0x03
	decimal   = 0x10
	boolean   = 0x12
)

// xmlWriter writes binary XML: a pool of strings, resource ids for the first of them, and events.
type xmlWriter struct {
	texts  []string
	events []byte
}

func newXMLWriter() *xmlWriter {
	w := &xmlWriter{}
	for _, a := range attributeNames {
		w.texts = append(w.texts, a.name)
	}
	return w
}

func (w *xmlWriter) index(s string) uint32 {
	for i, t := range w.texts {
		if t == s {
			return uint32(i)
		}
	}
	w.texts = append(w.texts, s)
	return uint32(len(w.texts) - 1)
}

// attribute is one attribute of an element; the zero value's kind means that it is left out.
type attribute struct {
	name string
	kind uint8
	data uint32
	text string
}

func number(name string, v uint32) attribute {
	if v == 0 {
		return attribute{}
	}
	return attribute{name: name, kind: decimal, data: v}
}

func words(name, s string) attribute {
	if s == "" {
		return attribute{}
	}
	return attribute{name: name, kind: text, text: s}
}

func flag(name string, set bool) attribute {
	if !set {
		return attribute{}
	}
	return attribute{name: name, kind: boolean, data: 0xffffffff}
}

// start begins an element. Attributes must come in the order of attributeNames.
func (w *xmlWriter) start(name string, attrs ...attribute) {
	var body []byte
	count := uint16(0)
	for _, a := range attrs {
		if a.kind == 0 {
			continue
		}
		space, raw, data := w.index(androidNamespace), uint32(none), a.data
		if a.name == "package" || a.name == "split" {
			space = none
		}
		if a.kind == text {
			raw = w.index(a.text)
			data = raw
		}
		body = u32(body, space, w.index(a.name), raw)
		body = u32(append(u16(body, 8), 0, a.kind), data)
		count++
	}
	head := u16(u32(nil, none, w.index(name)), 20, 20, count, 0, 0, 0)
	w.event(0x0102, append(head, body...))
}

func (w *xmlWriter) end(name string) { w.event(0x0103, u32(nil, none, w.index(name))) }

func (w *xmlWriter) event(kind uint16, body []byte) {
	w.events = append(w.events, chunk(kind, u32(nil, 1, none), body)...)
}

func (w *xmlWriter) document() []byte {
	var ids []byte
	for _, a := range attributeNames {
		ids = u32(ids, a.id)
	}
	body := append(pool(w.texts), chunk(0x0180, nil, ids)...)
	return chunk(0x0003, nil, append(body, w.events...))
}

// manifestXML is AndroidManifest.xml.
func manifestXML(o APKOptions) []byte {
	w := newXMLWriter()
	namespace := u32(nil, w.index("android"), w.index(androidNamespace))
	w.event(0x0100, namespace)
	w.start("manifest", number("versionCode", o.VersionCode), words("versionName", o.VersionName), flag("isSplitRequired", o.NeedsSplits),
		words("package", o.PackageID), words("split", o.Split))
	w.start("uses-sdk", number("minSdkVersion", o.MinSDK), number("targetSdkVersion", o.TargetSDK))
	w.end("uses-sdk")
	var attrs []attribute
	if o.Label != "" {
		attrs = append(attrs, attribute{name: "label", kind: reference, data: labelID})
	}
	if o.Icon != nil {
		attrs = append(attrs, attribute{name: "icon", kind: reference, data: iconID})
	}
	w.start("application", append(attrs, flag("debuggable", o.Debuggable), flag("testOnly", o.TestOnly))...)
	w.end("application")
	w.end("manifest")
	w.event(0x0101, namespace)
	return w.document()
}

// resourceTable is resources.arsc with two resources: string/app_name and mipmap/ic_launcher.
func resourceTable(o APKOptions) []byte {
	header := u32(nil, 0x7f)
	header = append(header, make([]byte, 256)...) // the package's name, 128 characters
	for i, u := range utf16Units(o.PackageID) {
		if i < 127 {
			le.PutUint16(header[4+2*i:], u)
		}
	}
	types, keys := pool([]string{"string", "mipmap"}), pool([]string{"app_name", "ic_launcher"})
	const headerLength = 288
	header = u32(header, headerLength, 2, headerLength+uint32(len(types)), 2, 0)
	body := append(types, keys...)
	body = append(body, resourceType(1, 0, 0)...)
	body = append(body, resourceType(2, 480, 1)...)
	table := append(pool([]string{o.Label, iconPath}), chunk(0x0200, header, body)...)
	return chunk(0x0002, u32(nil, 1), table)
}

// resourceType is one type with one entry for screens of a density: the string of the same number in the global pool.
func resourceType(id byte, density uint16, entry uint32) []byte {
	spec := chunk(0x0202, u32([]byte{id, 0, 0, 0}, 1), u32(nil, 0))
	config := make([]byte, 64)
	le.PutUint32(config, uint32(len(config)))
	le.PutUint16(config[14:], density)
	if density != 0 {
		le.PutUint16(config[24:], 4) // densities came with Android 1.6, API level 4
	}
	header := u32([]byte{id, 0, 0, 0}, 1, uint32(20+len(config)+4))
	body := u32(u16(u32(nil, 0), 8, 0), entry)       // offset of the entry; its length, flags, key
	body = u32(append(u16(body, 8), 0, text), entry) // its value
	return append(spec, chunk(0x0201, append(header, config...), body)...)
}
