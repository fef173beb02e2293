package apple

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"

	"appdepot/models"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/xmldoc"
)

// newCPIO writes an archive in the new form (newc).
func newCPIO(files ...string) string {
	var b strings.Builder
	for i := 0; i <= len(files); i += 2 {
		name, content := lastEntry, ""
		if i < len(files) {
			name, content = files[i], files[i+1]
		}
		fmt.Fprintf(&b, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s\x00", 1, 0o100644, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name)+1, 0, name)
		b.WriteString(strings.Repeat("\x00", padding(int64(110+len(name)+1), 4)) + content + strings.Repeat("\x00", padding(int64(len(content)), 4)))
	}
	return b.String()
}

// chunked packs in the way of Apple's newer tools: every other chunk is compressed.
func chunked(t testing.TB, content string, length int) []byte {
	t.Helper()
	b := binary.BigEndian.AppendUint64([]byte("pbzx"), uint64(length))
	for i, chunk := range slices.Collect(slices.Chunk([]byte(content), length)) {
		packed := chunk
		if i%2 == 0 {
			var out bytes.Buffer
			w, err := xz.NewWriter(&out)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(chunk); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			packed = out.Bytes()
		}
		b = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(b, uint64(len(chunk))), uint64(len(packed)))
		b = append(b, packed...)
	}
	return b
}

func TestPayload(t *testing.T) {
	long := strings.Repeat("0123456789", 1000)
	archive := newCPIO("./a", "x", "./b.app/Contents/Info.plist", long, "./c", "")
	for name, packed := range map[string][]byte{"bare": []byte(archive), "one chunk": chunked(t, archive, 1<<20), "chunks": chunked(t, archive, 999)} {
		r, err := unpackPayload(input.New(nil, nil, 0), bytes.NewReader(packed))
		if err != nil {
			t.Fatal(name, err)
		}
		found := map[string]string{}
		err = walkCPIO(r, func(e cpioEntry, content io.Reader) (bool, error) {
			b, err := io.ReadAll(content)
			found[e.name] = string(b)
			return true, err
		})
		if err != nil || len(found) != 3 || found["./a"] != "x" || found["./b.app/Contents/Info.plist"] != long {
			t.Errorf("%s: %d files, %v", name, len(found), err)
		}
	}
	for name, bad := range map[string]string{
		"cut": archive[:200], "no magic": "070709" + archive[6:], "name too long": strings.Replace(archive, "00000004", "7fffffff", 1), "no end": newCPIO("./a", "x")[:120],
	} {
		if err := walkCPIO(strings.NewReader(bad), func(cpioEntry, io.Reader) (bool, error) { return true, nil }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAppOf(t *testing.T) {
	for name, want := range map[string]string{
		"./Applications/A.app/Contents/Info.plist": "/Applications/A.app", "A.app/Contents/Info.plist": "/A.app", "../../A.app/Contents/Info.plist": "/A.app",
		"./A.app/Contents/Helpers/B.app/Contents/Info.plist": "", "./A.app/Contents/PkgInfo": "", "./A.app/Contents/Resources/Info.plist": "",
	} {
		if got := appOf(cpioEntry{name: name, mode: 0o100644}); got != want {
			t.Errorf("%s is of app %q, want %q", name, got, want)
		}
	}
	if got := appOf(cpioEntry{name: "A.app/Contents/Info.plist", mode: 0o120777}); got != "" {
		t.Errorf("a link is of app %s", got)
	}
}

func FuzzPayload(f *testing.F) {
	f.Add([]byte(newCPIO("./a", "x", "./b.app/Contents/Info.plist", "<plist><dict/></plist>")))
	f.Add(chunked(f, newCPIO("./a", "x"), 50))
	f.Fuzz(func(t *testing.T, b []byte) {
		src := input.New(nil, nil, 0)
		r, err := unpackPayload(src, bytes.NewReader(b))
		if err != nil {
			return
		}
		var c componentPackage
		_ = walkCPIO(io.LimitReader(r, payloadBudget), c.readPayloadEntry)
		if len(c.apps) > maxComponents || slices.ContainsFunc(c.apps, func(a bundleInfo) bool { return a.ID == "" }) {
			t.Errorf("apps %+v", c.apps)
		}
	})
}

func FuzzDistribution(f *testing.F) {
	f.Add([]byte(`<installer-gui-script><title>a</title><options hostArchitectures="arm64"/><pkg-ref id="a"><bundle-version><bundle id="b" path="A.app"/></bundle-version></pkg-ref></installer-gui-script>`),
		[]byte(`<pkg-info identifier="a" install-location="/Applications"><bundle id="b" path="./A.app"/><scripts><preinstall file="x"/></scripts></pkg-info>`))
	f.Fuzz(func(t *testing.T, product, info []byte) {
		c := componentPackage{path: packageInfoPath}
		p := pkg{}
		if xmldoc.Decode(product, maxElements, &p.distribution) != nil || xmldoc.Decode(info, maxElements, &c.packageInfo) != nil {
			return
		}
		c.apps = c.bundles(p.distribution)
		p.components = []componentPackage{c}
		var r facts.Report
		p.describe(&r)
		for _, part := range r.Components {
			if part.Kind == "app" && !strings.HasPrefix(part.Path, "/") {
				t.Errorf("component %+v", part)
			}
		}
	})
}

// What the table of contents promises has to be in the file, and of believable size.
func TestTableOfContentsThatLies(t *testing.T) {
	for name, toc := range map[string]string{
		"long checksum":     `<checksum style="sha1"><offset>0</offset><size>900</size></checksum>`,
		"other checksum":    `<checksum style="md5"><offset>0</offset><size>16</size></checksum>`,
		"behind the end":    `<checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>a</name><data><offset>990</offset><length>20</length></data></file>`,
		"negative":          `<checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>a</name><data><offset>-5</offset><length>20</length></data></file>`,
		"negative length":   `<checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>a</name><data><offset>5</offset><length>-20</length></data></file>`,
		"sum that overflow": `<checksum style="sha1"><offset>0</offset><size>20</size></checksum><file><name>a</name><data><offset>9223372036854775807</offset><length>20</length></data></file>`,
	} {
		b := installertest.XAR([]byte("<xar><toc>" + toc + "</toc></xar>"))
		if _, err := openXAR(input.New(nil, bytes.NewReader(b), int64(len(b)))); models.KindOf(err) != models.KindInvalid || !strings.Contains(err.Error(), sourceTOC) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzCodeSignature looks for a program whose signature makes the reader fail.
func FuzzCodeSignature(f *testing.F) {
	o := installertest.IPA(f)
	o.Signer = sample.NewSigner("Example")
	f.Add(installertest.ZipPart(f, sample.IPA(o), "Payload/"+o.Name+".app/program"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, code, err := readProgram(bytes.NewReader(b))
		if err != nil {
			return
		}
		_ = code.Special(slotInfo, b)
		_ = code.Signer(true, nil)
	})
}
