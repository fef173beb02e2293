package apple

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"howett.net/plist"

	"appdepot/models/installer/xmldoc"
)

// The caps of property lists. The library that decodes them follows any nesting and any repetition, so every list is
// walked before it gets there.
const (
	MaxPlist      = 1 << 20 // bytes of an Info.plist and the like
	maxPlistNodes = 200_000
	containerCost = 8 // the library gives an empty container as much memory as several values
)

var errPlist = errors.New("property list is malformed or too large")

// properties is a property list, or a dictionary in one. Its getters give the empty value for what is missing or of
// another type: packages mistake types, and a value that cannot be read is asked for.
type properties map[string]any

// readPlist decodes a property list, XML or binary, whose top is a dictionary and which has at most limit bytes.
func readPlist(b []byte, limit int) (p properties, err error) {
	if len(b) > limit {
		return nil, errPlist
	}
	if bytes.HasPrefix(b, []byte("bplist")) {
		err = walkBinaryPlist(b)
	} else {
		err = walkXMLPlist(b)
	}
	if err != nil {
		return nil, err
	}
	defer func() { // the walk is meant to leave nothing that the library panics at
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%w: %v", errPlist, r)
		}
	}()
	if _, err := plist.Unmarshal(b, &p); err != nil {
		return nil, err
	}
	return p, nil
}

// walkXMLPlist bounds a property list as XML, and sees that it is one: else the library would try other formats.
func walkXMLPlist(b []byte) error {
	nodes := maxPlistNodes
	return xmldoc.Walk(b, func(depth int, name string) bool {
		nodes--
		if name == "dict" || name == "array" {
			nodes -= containerCost
		}
		return nodes >= 0 && (depth > 1 || name == "plist" || name == "dict")
	})
}

// value gives the value at a path of keys, nil when a step is missing.
func (p properties) value(path ...string) any {
	var v any = map[string]any(p)
	for _, key := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}

// text gives a string; numbers are written out, because versions are often such.
func (p properties) text(path ...string) string {
	switch v := p.value(path...).(type) {
	case string:
		return strings.TrimSpace(v)
	case uint64, int64:
		return fmt.Sprint(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// texts gives the strings of an array, or a single string as one.
func (p properties) texts(path ...string) []string {
	list, ok := p.value(path...).([]any)
	if !ok {
		list = []any{p.value(path...)}
	}
	var all []string
	for _, v := range list {
		if s := (properties{"": v}).text(""); s != "" {
			all = append(all, s)
		}
	}
	return all
}

func (p properties) truth(path ...string) bool {
	b, _ := p.value(path...).(bool)
	return b
}

func (p properties) data(path ...string) []byte {
	b, _ := p.value(path...).([]byte)
	return b
}

func (p properties) time(path ...string) time.Time {
	t, _ := p.value(path...).(time.Time)
	return t
}

func (p properties) dict(path ...string) properties {
	m, _ := p.value(path...).(map[string]any)
	return m
}
