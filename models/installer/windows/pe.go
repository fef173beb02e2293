package windows

import (
	"cmp"
	"errors"
	"slices"

	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

// A Windows program is a PE file: headers, sections, and what an installer appends to them, the overlay.
// https://learn.microsoft.com/en-us/windows/win32/debug/pe-format
const (
	dosHeader       = 64
	coffHeader      = 24 // with the signature before it
	sectionHeader   = 40
	maxPEHeader     = 64 << 10 // where the PE header stands at the latest
	maxOptional     = 4 << 10
	maxPESections   = 96 // what Windows loads
	optional32      = 0x10b
	optional64      = 0x20b
	isLibrary       = 0x2000
	directResources = 2 // numbers of data directories
	directSignature = 4
)

// program is a PE file.
type program struct {
	src       *input.Source
	machine   uint16
	sections  []peSection
	resources peRange // by address
	signature peRange // by offset
	entry     int64   // offset of the data directory's entry about the signature, 0 when there is none
	checksum  int64   // offset of the checksum, which no signature covers
	overlay   int64   // offset of what follows the sections
}

// peRange is where something stands: an address once loaded or an offset in the file, and a length.
type peRange struct{ start, length int64 }

// peSection is a part of the file and the address where it is loaded.
type peSection struct {
	name    string
	address int64
	file    peRange
}

// openProgram reads the headers.
func openProgram(src *input.Source) (*program, error) {
	dos, err := src.Section(0, dosHeader)
	if err != nil {
		return nil, input.Truncated(err)
	}
	at := int64(input.Bytes(dos).U32(60))
	if at < 4 || at > maxPEHeader || at > src.Size-coffHeader {
		return nil, notWindows()
	}
	coff, err := src.Section(at, coffHeader)
	if err != nil {
		return nil, input.Truncated(err)
	}
	if string(coff[:4]) != "PE\x00\x00" {
		return nil, notWindows()
	}
	p := &program{src: src, machine: input.Bytes(coff).U16(4)}
	count, optional := int64(input.Bytes(coff).U16(6)), int64(input.Bytes(coff).U16(20))
	if input.Bytes(coff).U16(22)&isLibrary != 0 {
		return nil, reason.LibraryNotProgram.Invalid()
	}
	if count > maxPESections || optional > maxOptional {
		return nil, input.Damaged("program header", errors.New("too many sections"))
	}
	headers, err := src.Section(at+coffHeader, optional+count*sectionHeader)
	if err != nil {
		return nil, input.Truncated(err)
	}
	if err := p.readOptional(headers[:optional], at+coffHeader); err != nil {
		return nil, input.Damaged("program header", err)
	}
	p.readSections(headers[optional:])
	return p, nil
}

func notWindows() error {
	return reason.ProgramTooOld.Invalid()
}

// readOptional reads the header that every program has; it stands at an offset in the file.
func (p *program) readOptional(b input.Bytes, at int64) error {
	counted := 92 // where the number of data directories stands
	switch b.U16(0) {
	case optional32:
	case optional64:
		counted = 108
	default:
		return errors.New("unknown kind of header")
	}
	if len(b) < counted+4 {
		return errors.New("header too short")
	}
	p.checksum = at + 64
	directory := func(number int) (peRange, int64) {
		entry := counted + 4 + 8*number
		if uint32(number) >= b.U32(counted) || entry+8 > len(b) {
			return peRange{}, 0
		}
		return peRange{int64(b.U32(entry)), int64(b.U32(entry + 4))}, at + int64(entry)
	}
	p.resources, _ = directory(directResources)
	p.signature, p.entry = directory(directSignature)
	return nil
}

func (p *program) readSections(b input.Bytes) {
	for ; len(b) >= sectionHeader; b = b[sectionHeader:] {
		s := peSection{
			name:    string(trimZeros(b[:8])),
			address: int64(b.U32(12)),
			file:    peRange{int64(b.U32(20)), int64(b.U32(16))},
		}
		p.sections = append(p.sections, s)
		if s.file.length > 0 {
			p.overlay = max(p.overlay, s.file.start+s.file.length)
		}
	}
	slices.SortFunc(p.sections, func(a, b peSection) int { return cmp.Compare(a.address, b.address) })
}

// find gives a section by its name.
func (p *program) find(name string) (peSection, bool) {
	i := slices.IndexFunc(p.sections, func(s peSection) bool { return s.name == name })
	if i < 0 {
		return peSection{}, false
	}
	return p.sections[i], true
}

// loaded reads what is loaded at an address, as far as the file has it.
func (p *program) loaded(address, length int64) ([]byte, error) {
	for _, s := range p.sections {
		if in := address - s.address; in >= 0 && in < s.file.length {
			return p.src.Section(s.file.start+in, min(length, s.file.length-in))
		}
	}
	return nil, errors.New("nothing is loaded there")
}

// peMachines are the processors that Windows runs on, by Appdepot's names.
var peMachines = map[uint16]string{0x14c: "x86", 0x8664: "x64", 0x1c4: "arm", 0xaa64: "arm64", 0xa641: "arm64"}

func trimZeros(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return b
}
