package sample

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf16"
)

// EXEOptions say what a Windows program is to tell about itself. Empty texts are left out.
type EXEOptions struct {
	Name         string // of the product
	Description  string // of the file
	Publisher    string
	Version      string  // of the product
	Architecture string  // "x86", "x64" or "arm64"; "" is "x64"
	Icon         []byte  // a PNG
	Setup        string  // "nsis", "burn", "inno", "installshield", "squirrel" or "advancedinstaller"; "" for any other program
	Payload      []byte  // appended to the program, as installers do
	Filling      int64   // random bytes behind that
	Signer       *Signer // nil leaves the program unsigned
	Second       *Signer // signs as well, inside the signature of the first; nil for one signature
}

// EXE makes a Windows program that ends at once. It bears the marks of a kind of installer, but installs nothing. The same
// options give the same bytes.
func EXE(o EXEOptions) []byte {
	var b bytes.Buffer
	WriteEXE(&b, o)
	return b.Bytes()
}

// WriteEXE writes what EXE makes. It is for programs that are too large for the memory.
func WriteEXE(w io.Writer, o EXEOptions) {
	p := newProgram(o)
	head, tail := p.around(o)
	if o.Signer != nil {
		tail = append(tail, make([]byte, -(int64(len(head))+o.Filling+int64(len(tail)))&7)...) // certificates stand at a multiple of 8
		table := certificateTable(o.sign(p.digest(head, tail, o.Filling)))
		copy(head[p.signatureEntry():], u32(nil, uint32(int64(len(head)+len(tail))+o.Filling), uint32(len(table))))
		tail = append(tail, table...)
	}
	write(w, head)
	_, err := io.Copy(w, randomBytes(o.Filling))
	must(err)
	write(w, tail)
}

// around gives what stands before the filling and what stands behind it.
func (p *program) around(o EXEOptions) (head, tail []byte) {
	p.section(".text", p.machine.code)
	switch o.Setup {
	case "burn":
		p.section(".wixburn", u32(nil, 0x00f14300, 2))
	case "squirrel":
		p.section(".rdata", append(wide(`%s\SquirrelTemp`), 0, 0))
	}
	p.resources(o)
	head = p.bytes()
	switch o.Setup {
	case "nsis":
		head = u32(head, 0, 0xdeadbeef)
		head = append(head, "NullsoftInst"...)
		head = u32(head, 0, 28+uint32(len(o.Payload)))
	case "installshield":
		head = append(head, "InstallShield\x00"...)
	case "advancedinstaller":
		tail = []byte("ADVINSTSFX\x00\x00")
	}
	return append(head, o.Payload...), tail
}

const (
	peStart    = 64     // of the header that begins with "PE"
	peAlign    = 0x200  // of sections in the file
	peMemory   = 0x1000 // of sections once loaded
	peHeaders  = 0x400
	peCode     = 0x60000020 // code that can be read and run
	peData     = 0x40000040
	english    = 0x409
	optional64 = 240
	optional32 = 224
)

// machine is a processor and the program "end with 0" for it.
type machine struct {
	number   uint16
	optional int // length of the header for it
	code     []byte
}

var machines = map[string]machine{
	"x86":   {0x14c, optional32, []byte{0x31, 0xc0, 0xc3}},
	"x64":   {0x8664, optional64, []byte{0x31, 0xc0, 0xc3}},
	"arm64": {0xaa64, optional64, []byte{0x00, 0x00, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6}},
}

// program collects sections.
type program struct {
	machine machine
	names   []string
	data    [][]byte
	rsrc    int // length of the resources, the last section
}

func newProgram(o EXEOptions) *program {
	m, ok := machines[o.Architecture]
	if !ok {
		m = machines["x64"]
	}
	return &program{machine: m}
}

func (p *program) section(name string, data []byte) {
	p.names, p.data = append(p.names, name), append(p.data, data)
}

// address is where the next section will be loaded.
func (p *program) address() uint32 {
	at := uint32(peMemory)
	for _, d := range p.data {
		at += ceil(len(d), peMemory)
	}
	return at
}

func ceil(n, step int) uint32 { return uint32((n + step - 1) / step * step) }

func (p *program) bytes() []byte {
	end := p.address()
	table, offset, address := []byte{}, uint32(peHeaders), uint32(peMemory)
	for i, d := range p.data {
		kind := uint32(peData)
		if i == 0 {
			kind = peCode
		}
		table = append(table, append([]byte(p.names[i]), make([]byte, 8-len(p.names[i]))...)...)
		table = u32(table, uint32(len(d)), address, ceil(len(d), peAlign), offset, 0, 0, 0, kind)
		offset, address = offset+ceil(len(d), peAlign), address+ceil(len(d), peMemory)
	}
	b := append([]byte("MZ"), make([]byte, 58)...)
	b = append(u32(b, peStart), "PE\x00\x00"...)
	b = u16(b, p.machine.number, uint16(len(p.data)))
	b = u32(b, 0, 0, 0)
	b = u16(b, uint16(p.machine.optional), 0x22) // may use much memory, may be run
	b = append(b, p.optional(end)...)
	b = append(b, table...)
	b = append(b, make([]byte, peHeaders-len(b))...)
	for _, d := range p.data {
		b = append(append(b, d...), make([]byte, int(ceil(len(d), peAlign))-len(d))...)
	}
	return b
}

// optional is the header with the addresses: entry point, size, resources.
func (p *program) optional(end uint32) []byte {
	long := p.machine.optional == optional64
	kind, base := uint16(0x10b), u32(nil, 0, 0x400000) // of data, of the program
	if long {
		kind, base = 0x20b, le.AppendUint64(nil, 0x140000000)
	}
	b := append(u16(nil, kind), 14, 0)
	b = u32(b, peAlign, 0, 0, peMemory, peMemory)
	b = append(b, base...)
	b = u32(b, peMemory, peAlign)
	b = u16(b, 6, 0, 0, 0, 6, 0) // Windows Vista and later
	b = u32(b, 0, end, peHeaders, 0)
	b = u16(b, 2, 0x8140) // window; may be moved in memory, no code in data
	for _, size := range []uint64{1 << 20, 1 << 12, 1 << 20, 1 << 12} {
		if long {
			b = le.AppendUint64(b, size)
		} else {
			b = u32(b, uint32(size))
		}
	}
	b = u32(b, 0, 16)
	directories := u32(nil, 0, 0, 0, 0, end-ceil(p.rsrc, peMemory), uint32(p.rsrc))
	return append(b, append(directories, make([]byte, 16*8-len(directories))...)...)
}

// resources makes the last section: icon, version, and what an installer hides there.
func (p *program) resources(o EXEOptions) {
	type item struct {
		kind, number uint32
		data         []byte
	}
	items := []item{}
	if o.Icon != nil {
		items = append(items, item{3, 1, o.Icon})
	}
	if o.Setup == "inno" {
		items = append(items, item{10, 11111, []byte("rDlPtS\xcd\xe6\xd7\x7b\x0b\x2a\x01\x00\x00\x00")})
	}
	if o.Icon != nil {
		group := append(u16(nil, 0, 1, 1), 0, 0, 0, 0) // one picture of 256 pixels
		group = u32(u16(group, 1, 32), uint32(len(o.Icon)))
		items = append(items, item{14, 1, u16(group, 1)})
	}
	items = append(items, item{16, 1, versionInfo(o)})

	const level, leaf = 24, 16
	directory := func(entries int) []byte { return append(make([]byte, 12), u16(nil, 0, uint16(entries))...) }
	n := uint32(len(items))
	tree, leaves, data := directory(len(items)), []byte{}, []byte{}
	levels := 16 + 8*n
	leavesAt := levels + 2*level*n
	dataAt := leavesAt + leaf*n
	inner := []byte{}
	for i, it := range items {
		at := levels + 2*level*uint32(i)
		tree = u32(tree, it.kind, 1<<31|at)
		inner = u32(append(inner, directory(1)...), it.number, 1<<31|(at+level))
		inner = u32(append(inner, directory(1)...), english, leavesAt+leaf*uint32(i))
		leaves = u32(leaves, p.address()+dataAt+uint32(len(data)), uint32(len(it.data)), 0, 0)
		data = append(append(data, it.data...), make([]byte, ceil(len(it.data), 8)-uint32(len(it.data)))...)
	}
	b := bytes.Join([][]byte{tree, inner, leaves, data}, nil)
	p.rsrc = len(b)
	p.section(".rsrc", b)
}

// versionInfo is the version resource: blocks in blocks, each with a length, a key and a value.
func versionInfo(o EXEOptions) []byte {
	var texts []byte
	for _, t := range [][2]string{
		{"CompanyName", o.Publisher}, {"FileDescription", o.Description}, {"ProductName", o.Name}, {"ProductVersion", o.Version},
	} {
		if t[1] != "" {
			value := append(wide(t[1]), 0, 0)
			texts = append(texts, versionBlock(t[0], 1, len(value)/2, value)...)
		}
	}
	fixed := append(u32(nil, 0xfeef04bd, 0x10000), make([]byte, 44)...)
	strings := versionBlock("StringFileInfo", 1, 0, versionBlock("040904b0", 1, 0, texts))
	return versionBlock("VS_VERSION_INFO", 0, len(fixed), append(fixed, strings...))
}

func versionBlock(key string, kind uint16, valueLength int, content []byte) []byte {
	head := append(u16(nil, 0, uint16(valueLength), kind), append(wide(key), 0, 0)...)
	b := append(pad4(head), content...)
	le.PutUint16(b, uint16(len(b)))
	return pad4(b)
}

func pad4(b []byte) []byte { return append(b, make([]byte, int(ceil(len(b), 4))-len(b))...) }

// wide is a text in UTF-16LE.
func wide(s string) []byte { return u16(nil, utf16.Encode([]rune(strings.ToValidUTF8(s, "")))...) }
