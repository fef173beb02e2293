package android

import (
	"bytes"
	"strings"
)

const (
	maxSections   = 1 << 17 // of a MANIFEST.MF; an archive has at most 65,534 files
	maxAttributes = 16      // of a section; the rest is ignored
)

// jarSections cuts a manifest into sections; the first is the main one. The empty line that ends a section belongs to
// its raw bytes.
func jarSections(b []byte) []jarSection {
	var sections []jarSection
	for len(b) > 0 && len(sections) < maxSections {
		n := sectionLength(b)
		sections = append(sections, jarSection{raw: b[:n], attrs: jarAttributes(b[:n])})
		b = b[n:]
	}
	return sections
}

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

// jarAttributes reads the lines of a section; a line that starts with a space goes on with the one before.
func jarAttributes(b []byte) map[string]string {
	attrs := map[string]string{}
	text := strings.ReplaceAll(string(b), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\n ", "")
	for line := range strings.Lines(text) {
		key, v, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if ok && len(attrs) < maxAttributes {
			attrs[strings.ToLower(key)] = v
		}
	}
	return attrs
}
