package apple

import (
	"encoding/binary"
	"slices"
	"strings"
)

// machoHead is enough of a program to tell what it runs on.
const machoHead = 4 << 10

// appleCPUs are types of processors in Mach-O files and Appdepot's names for them; PowerPC is gone.
var appleCPUs = map[uint32]string{7: "x86", 0x01000007: "x64", 12: "arm", 0x0100000c: "arm64", 0x0200000c: "arm64"}

// machoArchitectures reads what a Mach-O program runs on from its beginning: one architecture, or a list of several.
func machoArchitectures(b []byte) string {
	if len(b) < 8 {
		return ""
	}
	be, le := binary.BigEndian, binary.LittleEndian
	var types []uint32
	switch entry, count := 20, min(be.Uint32(b[4:]), 32); be.Uint32(b) {
	case 0xcafebabf: // 64-bit offsets
		entry = 32
		fallthrough
	case 0xcafebabe:
		for i := 8; count > 0 && i+entry <= len(b); i, count = i+entry, count-1 {
			types = append(types, be.Uint32(b[i:]))
		}
	case 0xcefaedfe, 0xcffaedfe:
		types = append(types, le.Uint32(b[4:]))
	}
	var names []string
	for _, t := range types {
		if name := appleCPUs[t]; name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
