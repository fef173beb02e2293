package sample

import (
	"bytes"
	"crypto/sha256"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// MSIOptions say what a Windows Installer package is to tell about itself. Empty properties are left out.
type MSIOptions struct {
	Name         string
	Version      string
	Manufacturer string
	ProductCode  string  // with braces
	UpgradeCode  string  // with braces
	AllUsers     string  // property ALLUSERS: "1" for the device, "2" for either, "" for one person
	Platform     string  // as templates write it: "Intel", "x64", "Arm64"; "" is "x64"
	Language     int     // LCID; 0 is 1033, English
	Restart      bool    // always ask for a restart
	Icon         []byte  // an .ico file
	Cabinet      string  // that holds the files; one whose name begins with # is inside
	Filling      int64   // random bytes that the package is filled with
	Signer       *Signer // nil leaves the package unsigned
}

// MSI makes a Windows Installer database with its properties and summary information. It installs nothing. The same
// options give the same bytes.
func MSI(o MSIOptions) []byte {
	var b bytes.Buffer
	WriteMSI(&b, o)
	return b.Bytes()
}

// WriteMSI writes what MSI makes. It is for packages that are too large for the memory.
func WriteMSI(w io.Writer, o MSIOptions) {
	if o.Platform == "" {
		o.Platform = "x64"
	}
	if o.Language == 0 {
		o.Language = 1033
	}
	d := &database{}
	streams := d.tables(o)
	data, lengths := d.pool()
	streams = append(streams, streamOf(tableName("_StringData"), data), streamOf(tableName("_StringPool"), lengths),
		streamOf("\x05SummaryInformation", summary(o)))
	if o.Filling > 0 {
		streams = append(streams, stream{"filling.cab", o.Filling, func() io.Reader { return randomBytes(o.Filling) }})
	}
	if o.Signer != nil {
		signature := o.Signer.signIndirect(readBy(1, installerSIP), installerDigest(streams))
		streams = append(streams, streamOf("\x05DigitalSignature", signature))
	}
	writeCompound(w, streams)
}

// installerDigest is what Authenticode signs: the content of all streams in the order of their names, and the class.
func installerDigest(streams []stream) []byte {
	sorted := slices.SortedFunc(slices.Values(streams), func(a, b stream) int {
		return bytes.Compare(u16(nil, utf16Units(a.name)...), u16(nil, utf16Units(b.name)...))
	})
	h := sha256.New()
	for _, s := range sorted {
		_, err := io.Copy(h, s.open())
		must(err)
	}
	h.Write(installerClass)
	return h.Sum(nil)
}

const utf8CodePage = 65001

// database collects the strings of tables; their numbers start at 1.
type database struct {
	texts []string
	uses  []uint16
}

// number is the number of a string; nothing has none.
func (d *database) number(s string) uint16 {
	if s == "" {
		return 0
	}
	i := slices.Index(d.texts, s)
	if i < 0 {
		i = len(d.texts)
		d.texts, d.uses = append(d.texts, s), append(d.uses, 0)
	}
	d.uses[i]++
	return uint16(i + 1)
}

// column is a table's column of strings; tables are stored column after column.
func (d *database) column(texts ...string) []byte {
	var b []byte
	for _, s := range texts {
		b = u16(b, d.number(s))
	}
	return b
}

func (d *database) properties(o MSIOptions) []byte {
	var names, values []string
	for _, p := range [][2]string{
		{"ProductName", o.Name}, {"ProductVersion", o.Version}, {"Manufacturer", o.Manufacturer},
		{"ProductCode", o.ProductCode}, {"UpgradeCode", o.UpgradeCode}, {"ALLUSERS", o.AllUsers},
		{"ProductLanguage", strconv.Itoa(o.Language)}, {"ARPPRODUCTICON", iconOf(o)},
	} {
		if p[1] != "" {
			names, values = append(names, p[0]), append(values, p[1])
		}
	}
	return append(d.column(names...), d.column(values...)...)
}

func iconOf(o MSIOptions) string {
	if o.Icon == nil {
		return ""
	}
	return "app.ico"
}

// What a column of a table holds: the numbers that _Columns gives for it.
const (
	keyText72    = 0x2d48 // text of at most 72 characters, primary key
	localized    = 0x0f00 // text of any length that may be translated
	optional255  = 0x1dff // text of at most 255 characters, or nothing
	optionalInt  = 0x1502 // number of two bytes, or nothing
	keyInt       = 0x2502 // number of two bytes, primary key
	wideInt      = 0x0104 // number of four bytes
	binaryStream = 0x0900 // in a stream of its own
	intBias      = 0x8000 // numbers are stored with their sign bit turned
)

// tables gives the streams of all tables. Those that list the others come last.
func (d *database) tables(o MSIOptions) []stream {
	streams := []stream{streamOf(tableName("Property"), d.properties(o))}
	names := []string{"Property", "Property"}
	columns := []string{"Property", "Value"}
	numbers, kinds := []uint16{1, 2}, []uint16{keyText72, localized}
	add := func(table string, rows []byte, column []string, kind []uint16) {
		streams = append(streams, streamOf(tableName(table), rows))
		for i, c := range column {
			names, columns, numbers, kinds = append(names, table), append(columns, c), append(numbers, uint16(i+1)), append(kinds, kind[i])
		}
	}
	if o.Icon != nil {
		add("Icon", u16(d.column("app.ico"), 1), []string{"Name", "Data"}, []uint16{keyText72, binaryStream})
		streams = append(streams, streamOf(packed("Icon.app.ico"), o.Icon))
	}
	if o.Restart {
		rows := u16(d.column("ForceReboot"), 0, intBias|6410)
		add("InstallExecuteSequence", rows, []string{"Action", "Condition", "Sequence"}, []uint16{keyText72, optional255, optionalInt})
	}
	if o.Cabinet != "" {
		rows := u32(u16(nil, intBias|1), 1<<31|1)
		rows = append(rows, d.column("", o.Cabinet, "", "")...)
		add("Media", rows, []string{"DiskId", "LastSequence", "DiskPrompt", "Cabinet", "VolumeLabel", "Source"},
			[]uint16{keyInt, wideInt, optional255, optional255, optional255, optional255})
	}
	list := d.column(names...)
	for _, n := range numbers {
		list = u16(list, intBias|n)
	}
	list = append(list, d.column(columns...)...)
	for _, k := range kinds {
		list = u16(list, intBias|k)
	}
	return append(streams, streamOf(tableName("_Tables"), d.column(slices.Compact(names)...)), streamOf(tableName("_Columns"), list))
}

// pool gives the strings and, for each, its length and number of uses; the first entry is the code page. Strings of 64 KB
// and more have a length of 0 and the real one in an entry of its own.
func (d *database) pool() (data, lengths []byte) {
	lengths = u32(nil, utf8CodePage)
	for i, s := range d.texts {
		if len(s) > 0xffff {
			lengths = u32(u16(lengths, 0, d.uses[i]), uint32(len(s)))
			continue
		}
		lengths = u16(lengths, uint16(len(s)), d.uses[i])
	}
	return []byte(strings.Join(d.texts, "")), lengths
}

// tableName turns a table's name into that of its stream: two characters of an alphabet of 64 in one.
func tableName(table string) string { return "\u4840" + packed(table) }

func packed(table string) string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	var name []rune
	for pair := range slices.Chunk([]byte(table), 2) {
		r := rune(strings.IndexByte(alphabet, pair[0]))
		if len(pair) == 1 {
			name = append(name, 0x4800+r)
			continue
		}
		name = append(name, 0x3800+r+rune(strings.IndexByte(alphabet, pair[1]))<<6)
	}
	return string(name)
}

// summary is the property set that every MSI carries.
func summary(o MSIOptions) []byte {
	const (
		int16Type, int32Type = 2, 3
		setHeader            = 48
	)
	packageCode := uuid.NewSHA1(uuid.NameSpaceOID, []byte(o.ProductCode+o.Version))
	properties := []struct {
		id    uint32
		value []byte
	}{
		{1, u32(nil, int16Type, utf8CodePage)},
		{2, textProperty("Installation Database")},
		{3, textProperty(o.Name)},
		{4, textProperty(o.Manufacturer)},
		{7, textProperty(o.Platform + ";" + strconv.Itoa(o.Language))},
		{9, textProperty("{" + strings.ToUpper(packageCode.String()) + "}")},
		{14, u32(nil, int32Type, 200)}, // needs Windows Installer 2.0
		{15, u32(nil, int32Type, 2)},   // compressed, long file names
		{19, u32(nil, int32Type, 2)},   // read-only recommended
	}
	var index, values []byte
	for _, p := range properties {
		index = u32(index, p.id, uint32(8+8*len(properties)+len(values)))
		values = append(values, p.value...)
	}
	section := append(u32(nil, uint32(8+len(index)+len(values)), uint32(len(properties))), append(index, values...)...)
	b := u16(nil, 0xfffe, 0, 6, 2) // little endian, version 0, Windows
	b = append(b, make([]byte, 16)...)
	b = u32(b, 1)
	b = append(b, 0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9) // FMTID_SummaryInformation
	return append(u32(b, setHeader), section...)
}

func textProperty(s string) []byte {
	b := append(u32(nil, 30, uint32(len(s)+1)), s...)
	for b = append(b, 0); len(b)%4 != 0; {
		b = append(b, 0)
	}
	return b
}
