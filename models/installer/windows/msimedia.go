package windows

import (
	"strings"

	"appdepot/models"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const sourceMedia = "Media table"

// externalCabinets names the cabinets that the package needs beside it. One whose name begins with # is inside. Source: Windows
// Installer, Media table: a number of 2 bytes, one of 2 or 4, and four strings, the second of which is the cabinet.
func (d *database) externalCabinets() (names []string, err error) {
	table := tableStream("Media")
	if d.c.Stream(table) == nil {
		return nil, nil
	}
	b, err := d.c.Read(table, maxTable, sourceMedia)
	if err != nil {
		return nil, err
	}
	sequence, err := d.columnWidth("Media", "LastSequence")
	if err != nil || sequence == 0 {
		return nil, err
	}
	rows := len(b) / (2 + sequence + 4*d.refBytes)
	cabinets := input.Bytes(b[rows*(2+sequence+d.refBytes):])
	for i := range min(rows, maxProperties) {
		if name := d.text(cabinets, i); name != "" && !strings.HasPrefix(name, "#") {
			names = append(names, name)
		}
	}
	return names, nil
}

// columnWidth is the number of bytes of a column of numbers, 0 when the package does not tell. Source: the table _Columns has the
// table, the number, the name and the type of each column; the lowest byte of the type is the width.
func (d *database) columnWidth(table, column string) (int, error) {
	stream := tableStream("_Columns")
	if d.c.Stream(stream) == nil {
		return 0, nil
	}
	b, err := d.c.Read(stream, maxTable, "_Columns table")
	if err != nil {
		return 0, err
	}
	rows := len(b) / (2*d.refBytes + 4)
	names, types := input.Bytes(b[rows*(d.refBytes+2):]), input.Bytes(b[rows*(2*d.refBytes+2):])
	for i := range min(rows, maxProperties) {
		if d.text(b, i) == table && d.text(names, i) == column {
			return int(types.U16(2*i)) & 0xff, nil
		}
	}
	return 0, nil
}

// noteExternalCabinets says that a package cannot be installed alone.
func noteExternalCabinets(names []string) models.Reason {
	return reason.FilesOutside.Of(input.CleanText(strings.Join(names, ", "), input.MaxText))
}
