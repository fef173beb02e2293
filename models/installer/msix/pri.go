package msix

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"unicode/utf16"

	"appdepot/models/installer/input"
)

// resources.pri holds what a package says in several languages. Windows does not document it; the layout is the one that
// https://github.com/chausner/PriTools reads. Sections name each other by their number.
const (
	priPath      = "resources.pri"
	maxPRI       = 16 << 20
	maxPRIItems  = 1 << 16
	maxCandidate = 256 // texts of one name, one for each language
	priTOCEntry  = 32
	priSection   = 32 // header of a section
	priInPlace   = 0  // kinds of places where a text is
	priInSection = 1
	priLanguage  = 0 // kind of qualifier
	priScope     = 0x10
	priASCII     = 0x20
	priNoSection = 0xffff
)

var errPRI = errors.New("resource index makes no sense")

// resourceIndex is an opened resources.pri.
type resourceIndex struct {
	sections []input.Bytes // contents, without their headers
	kinds    []string
	names    nameTree
	m        resourceMap
}

// resourceIndex opens the package's index, nil when there is none that can be read.
func (a *Package) resourceIndex() (*resourceIndex, error) {
	f, err := a.appPart(priPath)
	if err != nil || f == nil {
		return nil, err
	}
	b, err := a.Read(f, maxPRI)
	if err != nil {
		return nil, a.Source.Fatal(err)
	}
	x, err := openResourceIndex(b)
	if err != nil {
		return nil, nil
	}
	return x, nil
}

func openResourceIndex(b input.Bytes) (*resourceIndex, error) {
	x := &resourceIndex{}
	toc, sections, count := int(b.U32(16)), int(b.U32(20)), int(b.U16(24))
	if !strings.HasPrefix(string(b[:min(8, len(b))]), "mrm_pri") {
		return nil, errPRI
	}
	for i := range count {
		at := toc + i*priTOCEntry
		begins, length := sections+int(b.U32(at+24)), int(b.U32(at+28))
		if at+priTOCEntry > len(b) || begins > len(b) || length < priSection+8 || length > len(b)-begins {
			return nil, errPRI
		}
		x.kinds = append(x.kinds, strings.TrimRight(string(b[begins:begins+16]), "\x00 "))
		x.sections = append(x.sections, b[begins+priSection:begins+length-8])
	}
	descriptor, ok := x.find("[mrm_pridescex]")
	if !ok {
		return nil, errPRI
	}
	primary := int(descriptor.U16(12))
	if err := x.readMap(primary); err != nil {
		return nil, err
	}
	return x, x.readNames(x.m.schema)
}

func (x *resourceIndex) find(kind string) (input.Bytes, bool) {
	i := slices.Index(x.kinds, kind)
	if i < 0 {
		return nil, false
	}
	return x.sections[i], true
}

func (x *resourceIndex) section(number int) input.Bytes {
	if number >= len(x.sections) {
		return nil
	}
	return x.sections[number]
}

// text resolves "ms-resource:AppName": in the first of the languages that there is, or else in any.
func (x *resourceIndex) text(reference string, languages []string) string {
	_, path, _ := strings.Cut(strings.ToLower(reference), ":")
	if rest, ok := strings.CutPrefix(path, "//"); ok { // the name of a package comes first
		_, path, _ = strings.Cut(rest, "/")
	}
	path = strings.Trim(path, "/")
	for _, name := range []string{"resources/" + path, path} {
		if item, ok := x.names.find(name); ok {
			return x.m.best(x, item, languages)
		}
	}
	return ""
}

// readNames reads the tree of names.
func (x *resourceIndex) readNames(number int) error {
	b := x.section(number)
	if b == nil || !strings.HasPrefix(x.kinds[number], "[mrm_hschema") {
		return errPRI
	}
	at, header := 8, 26
	if x.kinds[number] == "[mrm_hschemaex]" {
		at, header = at+16, header+4
	}
	scopes, items := int(b.U32(at+12)), int(b.U32(at+16))
	at += 20 + 2*(int(b.U16(2))+int(b.U16(4)))
	wide := int(b.U32(at + 18))
	if scopes > maxPRIItems || items > maxPRIItems || wide > len(b) {
		return errPRI
	}
	at += header
	after := at + 12*(scopes+items) + 8*scopes + 2*items
	x.names = nameTree{data: b, tree: at, count: scopes + items, wide: after, narrow: after + 2*wide}
	return nil
}

// nameTree is the tree of names. No list of paths is made of it: all together may be far longer than the file.
type nameTree struct {
	data         input.Bytes
	tree, count  int // where the entries are, and how many
	wide, narrow int // where the names in UTF-16 and in ASCII are
}

// find gives the number of the item with a path in small letters: "resources/appname".
func (t nameTree) find(path string) (item int, found bool) {
	for i := range t.count {
		entry := t.tree + 12*i
		if t.data.U8(entry+7)&priScope == 0 && path != "" && t.path(i, len(path)) == path {
			item, found = int(t.data.U16(entry+10)), true
		}
	}
	return item, found
}

// path is that of an item: its name and those of the scopes above it, all but the root. One longer than most is none.
func (t nameTree) path(i, most int) string {
	var parts []string
	for range 16 {
		entry := t.tree + 12*i
		flags := t.data.U8(entry + 7)
		offset, length := int(t.data.U16(entry+8))|int(flags&0xf)<<16, int(t.data.U8(entry+6))
		from, unit := t.wide+2*offset, 2
		if flags&priASCII != 0 {
			from, unit = t.narrow+offset, 1
		}
		if most -= length; most < 0 || from+unit*length > len(t.data) {
			return ""
		}
		if length > 0 {
			parts = append(parts, strings.ToLower(priText(t.data[from:from+unit*length], unit == 2)))
		}
		parent := int(t.data.U16(entry))
		if parent == i || parent >= t.count || parent == priNoSection {
			break
		}
		i = parent
	}
	slices.Reverse(parts)
	return strings.Join(parts, "/")
}

func priText(b input.Bytes, wide bool) string {
	if !wide {
		return strings.TrimRight(string(b), "\x00")
	}
	var units []uint16
	for i := 0; i+2 <= len(b); i += 2 {
		units = append(units, binary.LittleEndian.Uint16(b[i:]))
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// byLanguage orders texts: those of the wanted languages first, in that order.
func byLanguage(languages []string, a, b string) int {
	rank := func(language string) int {
		i := slices.IndexFunc(languages, func(wanted string) bool { return strings.EqualFold(wanted, language) })
		if i < 0 {
			return len(languages)
		}
		return i
	}
	return cmp.Compare(rank(a), rank(b))
}
