package windows

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"appdepot/models/installer/input"
)

// Resources of a program are a tree of three levels: type, name, language.
const (
	resourceIcon      = 3
	resourceGroupIcon = 14
	resourceVersion   = 16
	resourceLevels    = 3
	resourceInner     = 1 << 31 // marks an entry that leads to another level
	maxResourceNames  = 4096    // entries of one level
	maxVersionInfo    = 64 << 10
	maxVersionNodes   = 1000
)

// resource is one entry of a level; its number is -1 when it has a name instead.
type resource struct {
	number int64
	at     uint32
}

// level reads one level of the tree; at is where it stands in the resource section.
func (p *program) level(at uint32) []resource {
	at &^= resourceInner
	if int64(at) > p.resources.length {
		return nil
	}
	b, err := p.loaded(p.resources.start+int64(at), 16+8*maxResourceNames)
	if err != nil {
		return nil
	}
	head, rows := input.Bytes(b), input.Bytes(b[min(16, len(b)):])
	count := min(int(head.U16(12))+int(head.U16(14)), maxResourceNames, len(rows)/8)
	found := make([]resource, count)
	for i := range found {
		found[i] = resource{int64(rows.U32(8 * i)), rows.U32(8*i + 4)}
		if found[i].number >= resourceInner {
			found[i].number = -1
		}
	}
	return found
}

// resource finds the first resource of a type, or the one of a number when that is not negative, in its first language.
func (p *program) resource(kind, number int64, limit int64) ([]byte, error) {
	if p.resources.length == 0 {
		return nil, errNoResource
	}
	at := uint32(resourceInner)
	for depth, wanted := range [resourceLevels]int64{kind, number, -1} {
		entries := p.level(at)
		i := slices.IndexFunc(entries, func(r resource) bool { return wanted < 0 || r.number == wanted })
		if i < 0 {
			return nil, errNoResource
		}
		if at = entries[i].at; (at >= resourceInner) != (depth < resourceLevels-1) {
			return nil, errNoResource
		}
	}
	leaf, err := p.loaded(p.resources.start+int64(at), 8)
	if err != nil {
		return nil, err
	}
	address, length := int64(input.Bytes(leaf).U32(0)), int64(input.Bytes(leaf).U32(4))
	if length > limit {
		return nil, errors.New("resource is too long")
	}
	return p.loaded(address, length)
}

var errNoResource = errors.New("no such resource")

// versionInfo are the texts of a program's version resource by their keys; texts of the first language.
func (p *program) versionInfo() map[string]string {
	b, err := p.resource(resourceVersion, -1, maxVersionInfo)
	if err != nil {
		return nil
	}
	found := map[string]string{}
	nodes := maxVersionNodes
	readVersion(b, nil, found, &nodes)
	return found
}

// readVersion reads a row of blocks: length, length of the value, kind, key, value and inner blocks, each at a multiple of
// four bytes. Texts stand in VS_VERSION_INFO, StringFileInfo, a language.
func readVersion(b input.Bytes, path []string, found map[string]string, nodes *int) {
	for len(b) >= 6 && *nodes > 0 && len(path) <= 3 {
		*nodes--
		length := int(b.U16(0))
		if length < 6 || length > len(b) {
			return
		}
		block := b[:length]
		key, at := block.UTF16(6)
		at = min((at+3)&^3, length)
		inner := block[at:]
		switch {
		case len(path) == 0:
			n := min(int(block.U16(2)), len(inner))
			fixedVersion(inner[:n], found)
			readVersion(inner[min((n+3)&^3, len(inner)):], []string{key}, found, nodes)
		case len(path) == 3:
			if text, _ := inner.UTF16(0); found[key] == "" {
				found[key] = text
			}
		case path[0] == "VS_VERSION_INFO" && (len(path) == 2 || key == "StringFileInfo"):
			readVersion(inner, append(slices.Clip(path), key), found, nodes)
		}
		b = b[min((length+3)&^3, len(b)):]
	}
}

// fixedVersion reads the four numbers of the product's version from VS_FIXEDFILEINFO.
func fixedVersion(b input.Bytes, found map[string]string) {
	if b.U32(0) != 0xfeef04bd {
		return
	}
	found[fixedProduct] = dotted(b.U16(18), b.U16(16), b.U16(22), b.U16(20))
}

const fixedProduct = "\x00product" // no text has such a key

func dotted(numbers ...uint16) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = strconv.Itoa(int(n))
	}
	return strings.Join(parts, ".")
}
