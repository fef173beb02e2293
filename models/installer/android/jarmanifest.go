package android

import (
	"bytes"
	"iter"
	"strings"
)

const (
	maxSections   = 1 << 16 // of a MANIFEST.MF; an archive has at most 65,534 files
	maxAttributes = 16      // of a section; the rest is ignored
)

// jarSection is a run of "Key: value" lines up to an empty line, which belongs to it. It is taken apart whenever it is asked: of a
// manifest with very many sections that takes far less memory.
type jarSection []byte

// jarSections cuts a manifest into sections; the first is the main one.
func jarSections(b []byte) iter.Seq2[int, jarSection] {
	return func(yield func(int, jarSection) bool) {
		for i := 0; len(b) > 0 && i < maxSections; i++ {
			n := sectionLength(b)
			if !yield(i, b[:n]) {
				return
			}
			b = b[n:]
		}
	}
}

// mainSection is the first of a manifest.
func mainSection(b []byte) jarSection { return b[:sectionLength(b)] }

// sectionLength is the length up to and with the first empty line.
func sectionLength(b []byte) int {
	at := 0
	for at < len(b) {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return len(b)
		}
		empty := len(bytes.TrimSuffix(b[at:at+n], []byte("\r"))) == 0
		at += n + 1
		if empty && at > n+1 {
			return at
		}
	}
	return at
}

// attributes reads the lines of a section by their keys in small letters; a line that starts with a space goes on with the one
// before.
func (s jarSection) attributes() map[string]string {
	attrs := map[string]string{}
	text := strings.ReplaceAll(string(s), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\n ", "")
	for line := range strings.Lines(text) {
		key, v, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if ok && len(attrs) < maxAttributes {
			attrs[strings.ToLower(key)] = v
		}
	}
	return attrs
}

// name is the file that a section is about, "" for none.
func (s jarSection) name() string { return s.attributes()["name"] }

// named are the sections about files, the last one of each name.
func named(manifest []byte) map[string]jarSection {
	found := map[string]jarSection{}
	for i, s := range jarSections(manifest) {
		if name := s.name(); i > 0 && name != "" {
			found[name] = s
		}
	}
	return found
}
