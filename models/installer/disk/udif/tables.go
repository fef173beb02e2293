package udif

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"io"
)

const (
	maxList   = 16 << 20 // bytes of the property list: of an image of 400 GB
	maxTables = 1 << 10  // one for every partition
	maxDepth  = 16
)

// tables gives the tables of chunks: the resources of type blkx, from the property list or, in images made for Mac OS 9 as
// well, from the resource fork.
func (t Trailer) tables(r io.ReaderAt) ([][]byte, error) {
	part, read := t.list, listTables
	if part.Length == 0 {
		part, read = t.resources, forkTables
	}
	if part.Length == 0 || part.Length > maxList {
		return nil, errMalformed
	}
	b := make([]byte, part.Length)
	if n, err := r.ReadAt(b, part.Offset); n < len(b) {
		return nil, err
	}
	tables, err := read(b)
	if err == nil && len(tables) == 0 {
		err = errMalformed
	}
	return tables, err
}

// listTables takes the data after the key blkx out of a property list. Only elements and their text count; nothing in
// them is expanded.
func listTables(b []byte) ([][]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	var tables [][]byte
	depth, section, blkx := 0, "", -1 // depth of the array of tables
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return nil, errMalformed
		}
		if err != nil {
			return nil, err
		}
		switch v := token.(type) {
		case xml.StartElement:
			depth++
			section = v.Name.Local
			if section == "array" && blkx == 0 {
				blkx = depth
			}
		case xml.EndElement:
			if depth--; depth < blkx {
				return tables, nil
			}
			section = ""
		case xml.CharData:
			switch {
			case section == "key" && blkx < 0 && string(v) == "blkx":
				blkx = 0
			case section == "data" && blkx > 0:
				table, err := unbase64(v)
				if err != nil {
					return nil, err
				}
				tables = append(tables, table)
			}
		}
		if depth > maxDepth || len(tables) > maxTables {
			return nil, errMalformed
		}
	}
}

// unbase64 decodes text with white space between its lines.
func unbase64(text []byte) ([]byte, error) {
	packed := make([]byte, 0, len(text))
	for line := range bytes.FieldsSeq(text) {
		packed = append(packed, line...)
	}
	n, err := base64.StdEncoding.Decode(packed, packed)
	return packed[:n], err
}

// forkTables takes the resources of type blkx out of a resource fork: a list of types leads to lists of references, which
// lead to the data.
func forkTables(b []byte) ([][]byte, error) {
	be := binary.BigEndian
	if len(b) < 16 {
		return nil, errMalformed
	}
	data, index := within(b, int64(be.Uint32(b)), -1), within(b, int64(be.Uint32(b[4:])), -1)
	if len(index) < 30 {
		return nil, errMalformed
	}
	types := within(index, int64(be.Uint16(index[24:])), -1)
	if len(types) < 2 {
		return nil, errMalformed
	}
	for i := range int(be.Uint16(types) + 1) {
		kind := within(types, int64(2+8*i), 8)
		if kind == nil {
			break
		}
		if count := int(be.Uint16(kind[4:])) + 1; string(kind[:4]) == "blkx" && count <= maxTables {
			return resources(data, within(types, int64(be.Uint16(kind[6:])), int64(12*count)))
		}
	}
	return nil, errMalformed
}

// resources reads what references of 12 bytes each lead to.
func resources(data, references []byte) (tables [][]byte, err error) {
	for ; len(references) > 0; references = references[12:] {
		at := int64(binary.BigEndian.Uint32(references[4:]) & 0xffffff)
		length := within(data, at, 4)
		if length == nil {
			return nil, errMalformed
		}
		table := within(data, at+4, int64(binary.BigEndian.Uint32(length)))
		if table == nil {
			return nil, errMalformed
		}
		tables = append(tables, table)
	}
	return tables, nil
}

// within gives a part of b, nil when it does not lie inside; length -1 is all the rest.
func within(b []byte, at, length int64) []byte {
	if at < 0 || at > int64(len(b)) || length > int64(len(b))-at {
		return nil
	}
	if length < 0 {
		return b[at:]
	}
	return b[at : at+length]
}
