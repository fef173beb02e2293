package installer

import (
	"strings"

	"appdepot/models"
)

const sourceMedia = "Media table"

// outside names the cabinets that the package needs beside it. One whose name begins with # is inside. Source: Windows
// Installer, Media table: a number of 2 bytes, one of 2 or 4, and four strings, the second of which is the cabinet.
func (d *database) outside() (names []string, err error) {
	table := tableStream("Media")
	if d.c.stream(table) == nil {
		return nil, nil
	}
	b, err := d.c.read(table, maxTable, sourceMedia)
	if err != nil {
		return nil, err
	}
	sequence, err := d.width("Media", "LastSequence")
	if err != nil || sequence == 0 {
		return nil, err
	}
	rows := len(b) / (2 + sequence + 4*d.refBytes)
	cabinets := octets(b[rows*(2+sequence+d.refBytes):])
	for i := range min(rows, maxProperties) {
		if name := d.text(cabinets, i); name != "" && !strings.HasPrefix(name, "#") {
			names = append(names, name)
		}
	}
	return names, nil
}

// width is the number of bytes of a column of numbers, 0 when the package does not tell. Source: the table _Columns has the
// table, the number, the name and the type of each column; the lowest byte of the type is the width.
func (d *database) width(table, column string) (int, error) {
	stream := tableStream("_Columns")
	if d.c.stream(stream) == nil {
		return 0, nil
	}
	b, err := d.c.read(stream, maxTable, "_Columns table")
	if err != nil {
		return 0, err
	}
	rows := len(b) / (2*d.refBytes + 4)
	names, types := octets(b[rows*(d.refBytes+2):]), octets(b[rows*(2*d.refBytes+2):])
	for i := range min(rows, maxProperties) {
		if d.text(b, i) == table && d.text(names, i) == column {
			return int(types.u16(2*i)) & 0xff, nil
		}
	}
	return 0, nil
}

// noteOutside says that a package cannot be installed alone.
func noteOutside(names []string) models.Text {
	return models.T("The package needs files that are not in it: %s. Alone it cannot be installed. Put all files into one folder, pack that as a .zip, and add it as an app of the type Windows app (Win32).",
		clean(strings.Join(names, ", "), maxFact))
}
