package windows

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"appdepot/models/installer/input"
)

// Tables of a Windows Installer database are streams of numbers, column by column. Texts are numbers of strings in a
// common pool: _StringPool holds lengths, _StringData the bytes.
const (
	tableMark      = 0x4840
	tablePairs     = 0x3800 // two characters of 64
	tableSingles   = 0x4800 // one character of 64
	tableAlphabet  = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	maxTable       = 8 << 20  // one table stream; 2 million strings in the pool
	maxStrings     = 16 << 20 // all strings together
	maxProperties  = 20000
	longReferences = 0x80000000 // strings are numbered with three bytes
)

// tableStream is the name of a table's stream.
func tableStream(table string) string { return string(rune(tableMark)) + packedName(table) }

// packedName is the name of a stream as stored: two characters of the alphabet in one where they follow each other.
func packedName(name string) string {
	var packed []rune
	for letters := []rune(name); len(letters) > 0; {
		first, second := tableLetter(letters[0]), rune(-1)
		if len(letters) > 1 {
			second = tableLetter(letters[1])
		}
		switch {
		case first < 0:
			packed, letters = append(packed, letters[0]), letters[1:]
		case second < 0:
			packed, letters = append(packed, tableSingles+first), letters[1:]
		default:
			packed, letters = append(packed, tablePairs+first+second<<6), letters[2:]
		}
	}
	return string(packed)
}

func tableLetter(r rune) rune { return rune(strings.IndexRune(tableAlphabet, r)) }

// database is the string pool of an MSI.
type database struct {
	c        *msi
	data     []byte
	ends     []uint32 // where each string ends in data, by number; number 0 is no string
	decode   func([]byte) string
	refBytes int
}

func openDatabase(c *msi) (*database, error) {
	pool, err := c.Read(tableStream("_StringPool"), maxTable, "string pool")
	if err != nil {
		return nil, err
	}
	data, err := c.Read(tableStream("_StringData"), maxStrings, "string data")
	if err != nil {
		return nil, err
	}
	d := &database{c: c, data: data, refBytes: 2}
	header := input.Bytes(pool).U32(0)
	if header&longReferences != 0 {
		d.refBytes = 3
	}
	d.decode = codePage(int(header &^ longReferences))
	if d.ends, err = readPool(pool, len(data)); err != nil {
		return nil, input.Damaged("string pool", err)
	}
	return d, nil
}

// readPool finds the ends of strings. An entry is a length and a count of uses; a length of 0 with uses says that the
// next entry is the length, for strings of 64 KB and more.
func readPool(pool input.Bytes, available int) ([]uint32, error) {
	ends := make([]uint32, 1, len(pool)/4+1)
	end := 0
	for at := 4; at+4 <= len(pool); at += 4 {
		length, uses := int(pool.U16(at)), pool.U16(at+2)
		if length == 0 && uses != 0 {
			at += 4
			length = int(pool.U16(at+2))<<16 | int(pool.U16(at))
		}
		if end += length; end > available {
			return nil, errors.New("strings are longer than their data")
		}
		ends = append(ends, uint32(end))
	}
	return ends, nil
}

// properties reads the wanted rows of the table Property: two columns, name and value.
func (d *database) properties(wanted []string) (map[string]string, error) {
	b, err := d.c.Read(tableStream("Property"), maxTable, "Property table")
	if err != nil {
		return nil, err
	}
	rows := len(b) / (2 * d.refBytes)
	found := map[string]string{}
	for i := range min(rows, maxProperties) {
		name := d.text(b, i)
		if _, twice := found[name]; !twice && slices.Contains(wanted, name) {
			found[name] = d.text(b, rows+i)
		}
	}
	return found, nil
}

// alwaysRestarts reports whether the package always asks for a restart: by a property, or by an action without a condition. The
// table has three columns: action, condition and sequence, a number of two bytes.
func (d *database) alwaysRestarts(property string) (bool, error) {
	if strings.HasPrefix(strings.ToUpper(property), "F") {
		return true, nil
	}
	table := tableStream("InstallExecuteSequence")
	if d.c.Stream(table) == nil {
		return false, nil
	}
	b, err := d.c.Read(table, maxTable, sourceSequence)
	if err != nil {
		return false, err
	}
	rows := len(b) / (2*d.refBytes + 2)
	for i := range min(rows, maxProperties) {
		action := d.text(b, i)
		if (action == "ForceReboot" || action == "ScheduleReboot") && strings.TrimSpace(d.text(b, rows+i)) == "" {
			return true, nil
		}
	}
	return false, nil
}

// text is the string whose number is the i-th in b.
func (d *database) text(b input.Bytes, i int) string {
	at := i * d.refBytes
	number := int(b.U16(at))
	if d.refBytes == 3 {
		number |= int(b.U8(at+2)) << 16
	}
	if number == 0 || number >= len(d.ends) {
		return ""
	}
	s := d.data[d.ends[number-1]:d.ends[number]]
	return d.decode(s[:min(len(s), 8*input.MaxText)])
}

var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 874: charmap.Windows874, 932: japanese.ShiftJIS,
	936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 28591: charmap.ISO8859_1,
}

// codePage gives the decoder of a Windows code page. Code page 0 means neutral, and tools put UTF-8 there; what is not
// UTF-8 is taken for Western European.
func codePage(number int) func([]byte) string {
	e, known := codePages[number]
	if !known {
		e = charmap.Windows1252
	}
	return func(b []byte) string {
		if !known && utf8.Valid(b) {
			return string(b)
		}
		s, err := e.NewDecoder().Bytes(b)
		if err != nil {
			return ""
		}
		return string(s)
	}
}
