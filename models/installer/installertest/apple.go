package installertest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/png"
	"testing"
	"time"

	"appdepot/models/installer/archive"
	"appdepot/models/installer/input"
	"appdepot/models/installer/sample"
)

// IPA is an iOS app with everything that is read from one.
func IPA(t testing.TB) sample.IPAOptions {
	return sample.IPAOptions{
		Name: "Voorbeeld ünï", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "16.0", Families: []int{1, 2},
		Icon: PNG(t, 16, 16), Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), Profile: "Example profile", Team: "ABCDE12345",
		Devices: []string{"a", "b"},
	}
}

// SmallPNG is a picture that needs no test to be made.
var SmallPNG = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// PKG is an installer package for Macs with two component packages.
func PKG() sample.PKGOptions {
	return sample.PKGOptions{
		Title: "Büro & Co", MinimumOS: "12.0", Architectures: []string{"arm64", "x86_64"},
		Packages: []sample.PKGPackage{
			{ID: "com.example.tools", Version: "3", Location: "/usr/local", Scripts: true},
			{ID: "com.example.suite", Version: "1.2.3.0", Location: "/Applications", Apps: []sample.PKGApp{
				{Name: "Büro", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "12.1", Icon: SmallPNG},
				{Name: "Notes", BundleID: "com.example.notes", Version: "2", Build: "7"},
			}},
		},
	}
}

// ZipPart reads one file of a zip archive.
func ZipPart(t testing.TB, whole []byte, name string) []byte {
	t.Helper()
	a, err := archive.Open(input.New(nil, bytes.NewReader(whole), int64(len(whole))))
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.File(name)
	if err != nil || f == nil {
		t.Fatalf("no %s: %v", name, err)
	}
	b, err := a.Read(f, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// WriteEntry adds a file to a zip archive.
func WriteEntry(z *zip.Writer, name string, content []byte) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// DMG is a disk image with one app.
func DMG(t testing.TB) sample.DMGOptions {
	return sample.DMGOptions{
		Volume: "Bürowerkzeug 1.2",
		Apps: []sample.App{
			{Name: "Aid", BundleID: "com.example.aid", Version: "0.9", Build: "9"},
			{Name: "Bürowerkzeug", BundleID: "com.example.app", Version: "1.2.3", Build: "45", MinimumOS: "13.0", Icon: PNG(t, 256, 256)},
			{Name: "Uninstall Bürowerkzeug", BundleID: "com.example.remove", Folder: "Extras"},
		},
		Files: map[string][]byte{"Read me.txt": []byte("Hello."), ".hidden.app": []byte("no")},
	}
}

func zlibbed(b []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(b) // writing to memory cannot fail
	_ = w.Close()
	return out.Bytes()
}

// XAR is a xar archive with a table of contents.
func XAR(toc []byte) []byte {
	packed := zlibbed(toc)
	b := append([]byte("xar!"), 0, 28, 0, 1)
	b = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(b, uint64(len(packed))), uint64(len(toc)))
	return append(append(binary.BigEndian.AppendUint32(b, 1), packed...), make([]byte, 1000)...)
}
