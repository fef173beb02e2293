package udif

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"io"
)

const (
	maxList   = 16 << 20 // bytes of the property list: of an image of 400 GB
	maxTables = 1 << 10  // one for every partition
	maxDepth  = 16
	maxName   = 100 // bytes of an element's name
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
// them is expanded. The list is read where it lies, because one table may be nearly all of it; the tables take its place.
func listTables(b []byte) ([][]byte, error) {
	var tables [][]byte
	depth, section, blkx := 0, "", -1 // depth of the array of tables
	for len(b) > 0 {
		text, tag, rest, err := cutTag(b)
		if err != nil {
			return nil, err
		}
		switch {
		case section == "key" && blkx < 0 && string(text) == "blkx":
			blkx = 0
		case section == "data" && blkx > 0 && len(text) > 0:
			table, err := unbase64(text)
			if err != nil {
				return nil, err
			}
			tables = append(tables, table)
		}
		b = rest
		switch {
		case tag == "": // a comment or a declaration
		case tag[0] == '/':
			if depth--; depth < blkx {
				return tables, nil
			}
			section = ""
		case tag[len(tag)-1] != '/':
			depth++
			if section = tag; section == "array" && blkx == 0 {
				blkx = depth
			}
		}
		if depth > maxDepth || len(tables) > maxTables {
			return nil, errMalformed
		}
	}
	return nil, errMalformed
}

// cutTag cuts a text and the tag after it off a document, and gives the tag's name: after a slash when it ends an element, with
// one behind it when the element is empty, none for a comment or a declaration.
func cutTag(b []byte) (text []byte, tag string, rest []byte, err error) {
	text, rest, found := bytes.Cut(b, []byte("<"))
	end := ">"
	if bytes.HasPrefix(rest, []byte("!--")) {
		end = "-->"
	}
	inside, rest, closed := bytes.Cut(rest, []byte(end))
	if !found || !closed || len(inside) == 0 {
		return nil, "", nil, errMalformed
	}
	if inside[0] == '!' || inside[0] == '?' {
		return text, "", rest, nil
	}
	name := bytes.Trim(inside, "/")
	if at := bytes.IndexAny(name, " \t\r\n"); at >= 0 {
		name = name[:at]
	}
	if len(name) == 0 || len(name) > maxName {
		return nil, "", nil, errMalformed
	}
	tag = string(name)
	switch {
	case inside[0] == '/':
		tag = "/" + tag
	case inside[len(inside)-1] == '/':
		tag += "/"
	}
	return text, tag, rest, nil
}

// unbase64 decodes text with white space between its lines, in its place.
func unbase64(text []byte) ([]byte, error) {
	packed := text[:0]
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
