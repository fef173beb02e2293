package msix

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"appdepot/models"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// wideText is a text in UTF-16 with the zero that ends it.
func wideText(s string) []byte {
	var b []byte
	for _, r := range s + "\x00" {
		b = binary.LittleEndian.AppendUint16(b, uint16(r))
	}
	return b
}

func numbers16(values ...uint16) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

func numbers32(values ...uint32) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// sampleIndex is a resource index of one name, Resources/AppName, in two languages.
func sampleIndex() []byte {
	english, dutch := wideText("Notes"), wideText("Notities")
	decisions := slices.Concat(
		numbers16(2, 2, 2, 1, 4, 0), numbers16(0, 2), // the decision: its sets begin at 0 of the index table
		numbers16(2, 1, 3, 1),             // two sets of one qualifier each
		numbers16(0, 0, 0, 0, 1, 0, 0, 0), // qualifiers
		numbers16(0, priLanguage, 0, 0), numbers32(0), numbers16(0, priLanguage, 0, 0), numbers32(6),
		numbers16(0, 1, 0, 1), wideText("en-US"), wideText("nl-NL"),
	)
	descriptor := numbers16(0, priNoSection, 0, 1, 1, 1, 3, 0, 0, 0, 2, 0, 3)
	names := "\x00Resources\x00AppName\x00"
	schema := slices.Concat(
		numbers16(1, 2, 2, 0), numbers16(1, 0), numbers32(0, 0, 2, 1), wideText("a"), wideText("a"),
		numbers16(0, 17, 0), numbers32(3, 2, 1, 0, 0),
		numbers16(0, 0, 0), []byte{0, priScope | priASCII}, numbers16(0, 0),
		numbers16(0, 9, 'R'), []byte{9, priScope | priASCII}, numbers16(1, 1),
		numbers16(1, 17, 'A'), []byte{7, priASCII}, numbers16(11, 0),
		numbers16(0, 1, 1, 0), numbers16(1, 1, 2, 0), numbers16(2), []byte(names),
	)
	texts := slices.Concat(
		numbers16(0, 0, 2, 0, 0, 1, 1, 0), numbers32(1, 2, uint32(len(english)+len(dutch)), 0), numbers32(4, 0),
		numbers16(0, 0), numbers16(0, 0),
		[]byte{priInPlace, 0}, numbers16(uint16(len(english))), numbers32(0),
		[]byte{priInPlace, 0}, numbers16(uint16(len(dutch))), numbers32(uint32(len(english))), english, dutch,
	)
	var toc, content []byte
	for _, s := range []struct {
		kind    string
		content []byte
	}{{"[mrm_decn_info]\x00", decisions}, {"[mrm_pridescex]\x00", descriptor}, {"[mrm_hschema]  \x00", schema}, {"[mrm_res_map2_]\x00", texts}} {
		length := uint32(priSection + len(s.content) + 8)
		toc = append(append(toc, s.kind...), numbers32(0, 0, uint32(len(content)), length)...)
		content = append(append(content, s.kind...), numbers32(0, 0, length, 0)...)
		content = append(append(content, s.content...), numbers32(0xdef5fade, length)...)
	}
	const header = 32
	b := slices.Concat([]byte("mrm_pri2"), numbers16(0, 1), numbers32(0, header, uint32(header+len(toc))), numbers16(4, 0xffff), numbers32(0))
	return slices.Concat(b, toc, content)
}

func TestResourceIndex(t *testing.T) {
	x, err := openResourceIndex(sampleIndex())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ reference, languages, want string }{
		{"ms-resource:AppName", "nl-nl", "Notities"}, {"ms-resource:appname", "en-us nl-nl", "Notes"},
		{"ms-resource:AppName", "fr-FR nl-NL", "Notities"}, {"ms-resource:AppName", "", "Notes"},
		{"ms-resource:/Resources/AppName", "", "Notes"}, {"ms-resource://Example.Notes/Resources/AppName", "", "Notes"},
		{"ms-resource:Other", "", ""}, {"ms-resource:", "", ""},
	} {
		if got := x.text(c.reference, strings.Fields(c.languages)); got != c.want {
			t.Errorf("%s in %q is %q, want %q", c.reference, c.languages, got, c.want)
		}
	}
}

// A package's name can stand in its resource index only. A damaged index leaves the name open.
func TestNameFromResourceIndex(t *testing.T) {
	o := installertest.MSIX(t)
	o.DisplayName, o.Signer = "ms-resource:AppName", nil
	whole := sample.MSIX(o)
	for _, c := range []struct {
		index []byte
		want  string
	}{{sampleIndex(), "Notes"}, {sampleIndex()[:200], ""}} {
		from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
		if err != nil {
			t.Fatal(err)
		}
		b := installertest.Zip(t, func(z *zip.Writer) error {
			var failed error
			for _, f := range from.File {
				failed = errors.Join(failed, z.Copy(f))
			}
			w, err := z.Create("Resources.pri")
			if err != nil {
				return err
			}
			_, err = w.Write(c.index)
			return errors.Join(failed, err)
		})
		r, err := Inspect(input.New(nil, bytes.NewReader(b), int64(len(b))))
		if err != nil || r.Fact(models.FactName) != c.want || (c.want == "") != (len(r.Warnings) == 1) {
			t.Errorf("name %q, warnings %v, error %v, want %q", r.Fact(models.FactName), r.Warnings, err, c.want)
		}
	}
}

func FuzzPRI(f *testing.F) {
	f.Add(sampleIndex())
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := openResourceIndex(b)
		if err != nil {
			return
		}
		for i := range min(x.names.count, 16) { // every question looks at all names
			x.text("ms-resource:/"+x.names.path(i, input.MaxText), []string{"en-us"})
		}
	})
}
