package installer

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"howett.net/plist"

	"appdepot/models"
	"appdepot/models/installer/disk/udif"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// unpackedDisk is the disk in an image.
func unpackedDisk(t testing.TB, image []byte) []byte {
	t.Helper()
	m, err := udif.Open(bytes.NewReader(image), int64(len(image)))
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, m.Size())
	if _, err := m.ReadAt(b, 0); err != nil {
		t.Fatal(err)
	}
	return b
}

// An image that was never packed is a disk and nothing else: one volume, or a map of partitions before it.
func TestUnpackedDMG(t *testing.T) {
	volume := unpackedDisk(t, sample.DMG(installertest.DMG(t)))
	mapped := make([]byte, 64*512)
	for i, part := range [][2]uint32{{1, 63}, {64, uint32(len(volume) / 512)}} {
		e := mapped[512*(i+1):]
		copy(e, "PM\x00\x00\x00\x00\x00\x02")
		binary.BigEndian.PutUint32(e[8:], part[0])
		binary.BigEndian.PutUint32(e[12:], part[1])
	}
	for name, b := range map[string][]byte{"volume": volume, "map": append(mapped, volume...)} {
		r := mustInspect(t, b)
		if r.Format != facts.FormatDMG || r.Fact(models.FactBundleID) != "com.example.app" {
			t.Errorf("%s: %s, %v", name, r.Format, r.Facts)
		}
	}
}

// What macOS opens and we do not read is named, and the administrator says what is on it. What nobody opens is refused.
func TestOtherDisks(t *testing.T) {
	marked := func(at int, mark string) []byte {
		b := unpackedDisk(t, sample.DMG(sample.DMGOptions{Files: map[string][]byte{"a": make([]byte, 64<<10)}}))
		clear(b[1024:1536])
		copy(b[at:], mark)
		return packedDisk(t, b)
	}
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"classic HFS": {marked(1024, "BD"), "volumeUnreadable(HFS)"},
		"exFAT":       {marked(3, "EXFAT   "), "volumeUnreadable(exFAT)"},
		"CD":          {marked(32769, "CD001"), "volumeUnreadable(ISO 9660)"},
	} {
		if r := mustInspect(t, c.file); !strings.Contains(warnings(r), c.want) || len(r.Components) != 0 {
			t.Errorf("%s: %q, want %q", name, warnings(r), c.want)
		}
	}
	segment := sample.DMG(installertest.DMG(t))
	segment[len(segment)-512+63] = 2
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":   {marked(0, ""), "imageWithoutVolume"},
		"encrypted": {append([]byte("encrcdsa"), make([]byte, 600)...), "ncrypted"},
		"segment":   {segment, "imageIsPart"},
	} {
		for task, do := range tasks {
			_, err := do(input.New(nil, bytes.NewReader(c.file), int64(len(c.file))))
			if installertest.InWords(t, name, err); task == taskInspect && err == nil || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s, %s: %v, want %q", name, task, err, c.want)
			}
		}
	}
}

// packedDisk makes an image of one chunk that is kept as it is.
func packedDisk(t testing.TB, content []byte) []byte {
	t.Helper()
	be := binary.BigEndian
	table := make([]byte, 204+40)
	copy(table, "mish")
	be.PutUint32(table[200:], 1)
	be.PutUint32(table[204:], 1)
	be.PutUint64(table[220:], uint64(len(content)/512))
	be.PutUint64(table[236:], uint64(len(content)))
	list, err := plist.Marshal(map[string]any{"resource-fork": map[string]any{"blkx": []any{map[string]any{"Data": table}}}}, plist.XMLFormat)
	if err != nil {
		t.Fatal(err)
	}
	trailer := make([]byte, 512)
	copy(trailer, "koly\x00\x00\x00\x04\x00\x00\x02\x00")
	be.PutUint64(trailer[32:], uint64(len(content)))
	be.PutUint64(trailer[216:], uint64(len(content)))
	be.PutUint64(trailer[224:], uint64(len(list)))
	return slices.Concat(content, list, trailer)
}

// 7z finds the same apps at the top of the sample and of real images.
func Test7zReadsTheSameDisk(t *testing.T) {
	for _, path := range installertest.Packages(t, "dmg", sample.DMG(installertest.DMG(t))) {
		r, err := inspectFile(t, path)
		if err != nil && strings.Contains(err.Error(), "ncrypted") {
			continue
		}
		if err != nil {
			t.Fatal(path, err)
		}
		listed := norm.NFC.String(string(installertest.Tool(t, "7z", "l", "-slt", path)))
		want := 0
		for line := range strings.Lines(listed) {
			if strings.HasSuffix(line, ".app/"+"Contents/Info.plist"+"\n") && strings.Count(line, ".app/") == 1 { // apps inside apps are theirs
				want++
			}
		}
		if len(r.Components) != want {
			t.Errorf("%s: apps %+v, 7z lists %d", path, r.Components, want)
		}
		for _, c := range r.Components {
			if at := c.Path + "/" + "Contents/Info.plist" + "\n"; !strings.Contains(listed, "/"+at) && !strings.Contains(listed, " "+at) {
				t.Errorf("%s: 7z does not list %s", path, at)
			}
		}
	}
}
