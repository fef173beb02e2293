package apple

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"howett.net/plist"
)

func TestPlist(t *testing.T) {
	want := map[string]any{
		"text": "Über 🎁", "plain": "abc", "number": uint64(300), "real": 1.5, "yes": true, "data": []byte{1, 2},
		"when": time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), "list": []any{"a", uint64(2), map[string]any{"x": "y"}},
		"dict": map[string]any{"inner": map[string]any{"deep": strings.Repeat("long ", 20)}},
	}
	for _, format := range []int{plist.XMLFormat, plist.BinaryFormat} {
		b, err := plist.Marshal(want, format)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readPlist(b, MaxPlist)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(properties(want), p); diff != "" {
			t.Error(diff)
		}
		if p.text("number") != "300" || p.text("real") != "1.5" || p.text("dict", "inner", "deep") == "" || p.text("text", "no") != "" {
			t.Errorf("texts of %v", p)
		}
		if got := p.texts("list"); len(got) != 2 || len(p.texts("plain")) != 1 || len(p.texts("dict")) != 0 {
			t.Errorf("list %q", got)
		}
		if !p.truth("yes") || p.truth("text") || len(p.data("data")) != 2 {
			t.Errorf("values of %v", p)
		}
		if p.time("when").Year() != 2026 || !p.time("text").IsZero() || p.dict("dict", "inner") == nil {
			t.Errorf("values of %v", p)
		}
	}
}

// bomb is a binary property list in which every array holds the next one ten times.
func bomb(levels int) []byte {
	b, offsets := []byte("bplist00"), []byte{}
	for i := range levels {
		offsets = append(offsets, byte(len(b)))
		b = append(b, 0xaa)
		for range 10 {
			b = append(b, byte(i+1))
		}
	}
	offsets = append(offsets, byte(len(b)))
	return finish(append(b, 0x09), offsets)
}

// finish adds the table and the trailer.
func finish(b, offsets []byte) []byte {
	table := len(b)
	b = append(append(b, offsets...), 0, 0, 0, 0, 0, 0, 1, 1)
	b = binary.BigEndian.AppendUint64(b, uint64(len(offsets)))
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(b, 0), uint64(table))
}

func TestHostilePlists(t *testing.T) {
	deep := strings.Repeat("<array>", 100_000)
	for name, b := range map[string][]byte{
		"nested":          []byte("<plist>" + deep),
		"a little nested": []byte("<plist><dict><key>a</key>" + strings.Repeat("<array>", 70) + strings.Repeat("</array>", 70) + "</dict></plist>"),
		"many":            []byte("<plist><dict><key>a</key><array>" + strings.Repeat("<dict/>", 100_000) + "</array></dict></plist>"),
		"entities":        []byte(`<!DOCTYPE plist [<!ENTITY a "b">]><plist><dict><key>a</key><string>&a;</string></dict></plist>`),
		"entity":          []byte(`<plist><dict><key>a</key><string>&a;</string></dict></plist>`),
		"not closed":      []byte(`<plist><dict><key>a</key>`),
		"another format":  []byte(`{ a = b; }`),
		"array":           []byte(`<plist><array/></plist>`),
		"empty":           nil,
		"bomb":            bomb(12),
		"itself":          finish([]byte("bplist00\xa1\x00"), []byte{8}),
		"key is a number": finish([]byte("bplist00\xd1\x01\x01\x10\x07"), []byte{8, 11}),
		"long text":       finish([]byte("bplist00\x5f\x12\x7f\xff\xff\xff"), []byte{8}),
		"too big":         []byte("<plist><dict/>" + strings.Repeat(" ", MaxPlist) + "</plist>"),
	} {
		if p, err := readPlist(b, MaxPlist); err == nil {
			t.Errorf("%s: read as %v", name, p)
		}
	}
}

func FuzzPlist(f *testing.F) {
	for _, format := range []int{plist.XMLFormat, plist.BinaryFormat} {
		b, err := plist.Marshal(map[string]any{"a": []any{"b", uint64(1), 2.5, time.Unix(0, 0)}, "ü": []byte("x")}, format)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add(bomb(3))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := readPlist(b, MaxPlist)
		if err != nil {
			if strings.Contains(err.Error(), "runtime error") {
				t.Errorf("the walk let through what the library cannot read: %v", err)
			}
			return
		}
		for key := range p {
			_, _ = p.texts(key), p.time(key)
		}
	})
}
