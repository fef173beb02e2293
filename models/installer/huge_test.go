package installer

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"testing"

	"appdepot/models/installer/installertest"
	"appdepot/models/installer/sample"
)

// hugeSize is about 4 GB: as much as archives hold without the long form, which Android does not install.
const hugeSize = 4_000_000_000

// huge write packages of 4 GB that take hardly any room on the disk: files of zeros in them are holes.
var huge = map[string]func(t testing.TB, f *os.File){
	"huge.apk": func(t testing.TB, f *os.File) { swollen(t, f, sample.APK(installertest.APK(t)), "assets/data.bin") },
	"huge.ipa": func(t testing.TB, f *os.File) {
		swollen(t, f, sample.IPA(installertest.IPA(t)), "Payload/"+installertest.IPA(t).Name+".app/data.bin")
	},
	"huge.msix": func(t testing.TB, f *os.File) {
		o := installertest.MSIX(t)
		o.Signer = nil
		swollen(t, f, sample.MSIX(o), "data.bin")
	},
	"huge.msixbundle": func(t testing.TB, f *os.File) {
		o := installertest.MSIX(t)
		o.Signer = nil
		swollen(t, f, sample.MSIXBundle(sample.MSIXBundleOptions{Packages: []sample.MSIXOptions{o}}), "data.bin")
	},
	"huge.intunewin": func(t testing.TB, f *os.File) { swollen(t, f, installertest.IntuneWin(), "data.bin") },
	"huge.zip": func(t testing.TB, f *os.File) {
		z := zip.NewWriter(sparse{f})
		if err := addHollow(z, "setup.exe", sample.EXE(installertest.EXE(t))); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	},
	"huge.exe": func(t testing.TB, f *os.File) { longer(t, f, sample.EXE(installertest.EXE(t)), 0) },
	"huge.msi": func(t testing.TB, f *os.File) { longer(t, f, sample.Example(".msi"), 0) },
	"huge.pkg": func(t testing.TB, f *os.File) { longer(t, f, sample.PKG(installertest.PKG()), 0) },
	"huge.dmg": func(t testing.TB, f *os.File) { longer(t, f, sample.DMG(installertest.DMG(t)), 512) }, // its trailer
}

// sparse leaves out what is zero.
type sparse struct{ *os.File }

var someZeros = make([]byte, 1<<20)

func (s sparse) Write(p []byte) (int, error) {
	if len(p) < len(someZeros)/64 || len(p) > len(someZeros) || !bytes.Equal(p, someZeros[:len(p)]) {
		return s.File.Write(p)
	}
	_, err := s.Seek(int64(len(p)), io.SeekCurrent)
	return len(p), err
}

// longer writes a file with a hole before its last bytes.
func longer(t testing.TB, f *os.File, whole []byte, last int) {
	t.Helper()
	head, tail := whole[:len(whole)-last], whole[len(whole)-last:]
	if _, err := f.Write(head); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(hugeSize); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(tail, hugeSize-int64(last)); err != nil {
		t.Fatal(err)
	}
}

// swollen writes an archive with one more file.
func swollen(t testing.TB, f *os.File, whole []byte, name string) {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(sparse{f})
	for _, file := range from.File {
		if err := z.Copy(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := addHollow(z, name, nil); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// addHollow adds a file that begins so and goes on with zeros, without computing its checksum.
func addHollow(z *zip.Writer, name string, begins []byte) error {
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: hugeSize, UncompressedSize64: hugeSize})
	if err != nil {
		return err
	}
	content := io.LimitReader(io.MultiReader(bytes.NewReader(begins), installertest.Zeros{}), hugeSize)
	_, err = io.CopyBuffer(struct{ io.Writer }{w}, content, make([]byte, len(someZeros)))
	return err
}
