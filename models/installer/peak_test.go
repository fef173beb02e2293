package installer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"appdepot/models/installer/android"
	"appdepot/models/installer/apple"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/installertest"
	"appdepot/models/installer/msix"
	"appdepot/models/installer/picture"
	"appdepot/models/installer/sample"
	"appdepot/models/installer/xmldoc"
)

// What one file may take. Packages of 4 GB are to be read within 64 MB; they take 13, and those of the corpus at most 22. Packages
// that are made to need much stay within the process's own limit, whatever the caps allow: 64 MiB of texts in an APK, 25 MB of
// digests in a block map.
const (
	mostTime     = raceFactor * 10 * time.Second // of processors: others may use them as well
	mostMemory   = raceFactor * 64_000_000
	mostOfGreedy = raceFactor * ownMemory
	freshRun     = "APPDEPOT_TEST_FRESH"
)

// TestPeak inspects every file of the corpus, of whatever format, packages of 4 GB, and packages made to need much memory. Each is
// read or refused with a sentence, in little time and memory. It runs in a fresh process that makes no packages: Linux counts
// the memory of the process that started a child as the child's.
func TestPeak(t *testing.T) {
	made := os.Getenv(freshRun)
	if made == "" {
		runFresh(t, makePackages(t))
		return
	}
	t.Run("4 GB", func(t *testing.T) { peak{mostMemory: mostMemory, whole: true}.folder(t, filepath.Join(made, "huge")) })
	t.Run("greedy", func(t *testing.T) { peak{mostMemory: mostOfGreedy}.folder(t, filepath.Join(made, "greedy")) })
	t.Run("corpus", func(t *testing.T) { peak{mostMemory: mostMemory}.folder(t, installertest.Corpus(t)) })
}

// makePackages writes what the fresh process reads, and gives the folder.
func makePackages(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"huge", "greedy"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, build := range greedy {
		if err := os.WriteFile(filepath.Join(dir, "greedy", name), build(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, write := range huge {
		f, err := os.Create(filepath.Join(dir, "huge", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func runFresh(t *testing.T, made string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestPeak$", "-test.v")
	cmd.Env = append(os.Environ(), freshRun+"="+made)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}

// readWhole are the formats whose check reads the content even of unsigned packages: of 4 GB that takes longer than a test should.
var readWhole = map[string]bool{".dmg": true, ".msix": true, ".msixbundle": true}

// peak remembers the worst files.
type peak struct {
	mostMemory  int64
	whole       bool // nothing may be refused
	slow, large string
	slowest     time.Duration
	largest     int64
}

func (p peak) folder(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		p.run(t, path, taskInspect, &facts.Report{})
		if !p.whole || !readWhole[filepath.Ext(path)] {
			p.run(t, path, taskVerify, &facts.Signature{})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("slowest: %s, %s; largest: %s, %d MiB", filepath.Base(p.slow), p.slowest, filepath.Base(p.large), p.largest>>20)
}

func (p *peak) run(t *testing.T, path, task string, result any) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	state, err := Isolated{Timeout: 2 * time.Minute}.run(t.Context(), task, f, info.Size(), result)
	took, used := state.UserTime()+state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss<<10
	installertest.InWords(t, path, err)
	if err != nil && strings.Contains(err.Error(), "readTimedOut") {
		t.Errorf("%s: %v", path, err)
	}
	if p.whole && err != nil {
		t.Errorf("%s: %v", filepath.Base(path), err)
	}
	if took > mostTime || used > p.mostMemory {
		t.Errorf("%s: %s and %d MiB", path, took, used>>20)
	}
	if took > p.slowest {
		p.slow, p.slowest = path, took
	}
	if used > p.largest {
		p.large, p.largest = path, used
	}
}

// greedy are packages that need as much memory as the caps allow.
var greedy = map[string]func(testing.TB) []byte{
	"resources.apk": func(t testing.TB) []byte {
		return installertest.Zip(t, func(z *zip.Writer) error {
			return errors.Join(installertest.BareManifest(z), installertest.WriteZeros(z, android.ResourcesPath, android.MaxResources))
		})
	},
	"files.apk": func(t testing.TB) []byte {
		return installertest.Zip(t, func(z *zip.Writer) error {
			err := installertest.BareManifest(z)
			for i := range 60000 {
				_, e := z.CreateRaw(&zip.FileHeader{Name: strings.Repeat("x", i%60) + string(rune('a'+i%26))})
				err = errors.Join(err, e)
			}
			return err
		})
	},
	"files.msix": func(t testing.TB) []byte {
		return padded(t, "", func(z *zip.Writer) error {
			var failed error
			for i := range 200_000 {
				_, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("folder/file-%d-%s", i, strings.Repeat("x", i%40))})
				failed = errors.Join(failed, err)
			}
			return failed
		})
	},
	"blocks.msix": func(t testing.TB) []byte {
		return padded(t, msix.BlockMapPath, func(z *zip.Writer) error {
			w, err := z.Create("appxblockmap.xml")
			if err != nil {
				return err
			}
			_, err = io.WriteString(w, `<BlockMap HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">`)
			block := `<Block Hash="` + strings.Repeat("A", 43) + `="/>`
			for i := range 20_000 {
				_, e := fmt.Fprintf(w, `<File Name="file-%d" Size="1">%s</File>`, i, strings.Repeat(block, 40))
				err = errors.Join(err, e)
			}
			_, e := io.WriteString(w, `</BlockMap>`)
			return errors.Join(err, e)
		})
	},
	"dictionaries.ipa": func(testing.TB) []byte {
		return bundled("<plist><dict><key>CFBundleIdentifier</key><string>a.b</string><key>a</key><array>" + strings.Repeat("<dict/>", 20_000) + "</array></dict></plist>")
	},
	"texts.ipa": func(testing.TB) []byte {
		return bundled("<plist><dict><key>CFBundleIdentifier</key><string>" + strings.Repeat("a", apple.MaxPlist-100) + "</string></dict></plist>")
	},
	"icon.ipa": func(t testing.TB) []byte {
		o := installertest.IPA(t)
		o.Icon = appleForm(t, image.NewNRGBA(image.Rect(0, 0, picture.MaxCgBISide, picture.MaxCgBISide)))
		return sample.IPA(o)
	},
	"files.pkg": func(testing.TB) []byte {
		o := installertest.PKG()
		o.Files = map[string]string{}
		for i := range 45_000 {
			o.Files[strconv.Itoa(i)] = "x"
		}
		return sample.PKG(o)
	},
	"elements.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte("<xar><toc>" + strings.Repeat("<file><data/></file>", xmldoc.MaxNodes/2-10) + "</toc></xar>"))
	},
	"texts.pkg": func(testing.TB) []byte {
		text := "<file><name>" + strings.Repeat("a", xmldoc.MaxRun-20) + "</name></file>"
		return installertest.XAR([]byte("<xar><toc>" + strings.Repeat(text, apple.MaxTOCText/len(text)) + "</toc></xar>"))
	},
	"text.pkg": func(testing.TB) []byte {
		return installertest.XAR([]byte("<xar><toc><file><name>" + strings.Repeat("a", apple.MaxTOCText-100) + "</name></file></toc></xar>"))
	},
	"payload.pkg": func(testing.TB) []byte {
		o := installertest.PKG()
		o.Unlisted = true
		o.Packages[1].Apps[0].Name = strings.Repeat("long", 100)
		for range 2000 {
			o.Packages[1].Apps = append(o.Packages[1].Apps, o.Packages[1].Apps[0])
		}
		return sample.PKG(o)
	},
	"strings.msi": func(testing.TB) []byte {
		return sample.MSI(sample.MSIOptions{Name: strings.Repeat("long ", 1<<20), ProductCode: "{A}"})
	},
}

// bundled is an iOS package with a property list and nothing else.
func bundled(list string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(installertest.WriteEntry(z, "Payload/A.app/Info.plist", []byte(list)), z.Close()); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// padded is an app package for Windows without one of its files and with more.
func padded(t testing.TB, leaveOut string, more func(z *zip.Writer) error) []byte {
	o := installertest.MSIX(t)
	o.Signer = nil
	whole := sample.MSIX(o)
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	return installertest.Zip(t, func(z *zip.Writer) error {
		failed := more(z)
		for _, f := range from.File {
			if f.Name != leaveOut {
				failed = errors.Join(failed, z.Copy(f))
			}
		}
		return failed
	})
}
