package installer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"appdepot/models"
)

const (
	endLength     = 22 // end of central directory record without its comment
	flagEncrypted = 1
)

// archive is a zip archive as Android sees one: one central directory right before its end record, no zip64, every method
// other than stored is deflate.
type archive struct {
	src       *source
	files     []*zip.File
	named     map[string][]*zip.File
	directory int64  // offset of the central directory
	end       []byte // end of central directory record with its comment
}

// openArchive reads the central directory.
func openArchive(src *source) (*archive, error) {
	a := &archive{src: src, named: map[string][]*zip.File{}}
	if err := a.findDirectory(); err != nil {
		return nil, err
	}
	r, err := zip.NewReader(src, src.size)
	if err != nil {
		return nil, damaged("zip directory", err)
	}
	a.files = r.File
	for _, f := range r.File {
		a.named[f.Name] = append(a.named[f.Name], f)
	}
	return a, nil
}

// findDirectory finds the end record and bounds the directory before archive/zip reads it. Whatever would let two readers
// see two different archives in one file is refused: data after the comment, data between directory and end record, and
// offsets that only fit when something stands before the archive.
func (a *archive) findDirectory() error {
	tail, err := a.src.section(max(0, a.src.size-endLength-0xffff), min(a.src.size, endLength+0xffff))
	if err != nil {
		return truncated(err)
	}
	at := bytes.LastIndex(tail[:max(0, len(tail)-endLength+4)], []byte("PK\x05\x06"))
	if at < 0 {
		return truncated(errors.New("no end of central directory"))
	}
	a.end = tail[at:]
	le := binary.LittleEndian
	count, length, offset := le.Uint16(a.end[10:]), int64(le.Uint32(a.end[12:])), int64(le.Uint32(a.end[16:]))
	if int(le.Uint16(a.end[20:])) != len(a.end)-endLength {
		return damaged("zip directory", errors.New("comment length does not fit"))
	}
	if count == 0xffff || length == 0xffffffff || offset == 0xffffffff {
		return models.Invalid("This is a zip archive in the long form (zip64), which Android does not install. Upload the .apk or .msi file itself.")
	}
	if length > maxDirectory {
		return models.TooLarge("The package is not believable: it lists more files than any real package. Get the package from its maker.")
	}
	if offset+length != a.src.size-int64(len(a.end)) {
		return damaged("zip directory", errors.New("directory is not where the end record says"))
	}
	a.directory = offset
	return nil
}

// refuse says what an archive is that is no APK.
func (a *archive) refuse() error {
	if a.named["BundleConfig.pb"] != nil {
		return models.Invalid("This is an Android App Bundle (.aab), which only app stores can install. Build an .apk from it and upload that.")
	}
	for name := range a.named {
		if strings.HasSuffix(name, ".apk") {
			return models.Invalid("This archive holds app packages but is none itself. Unpack it and upload the .apk file.")
		}
	}
	return models.Invalid("This is a zip archive, but not an app package: it has no AndroidManifest.xml. Upload the .apk or .msi file itself.")
}

// file finds one entry; two of the same name are refused, because programs differ in which one they take.
func (a *archive) file(name string) (*zip.File, error) {
	switch found := a.named[name]; len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, models.Invalid("The package holds two files called %s, so devices may read another one than is shown here. Get the package from its maker.", name)
}

// open gives the decompressed bytes of an entry, counted against the file's budget.
func (a *archive) open(f *zip.File) (io.Reader, error) {
	if f.Flags&flagEncrypted != 0 {
		return nil, models.Invalid("The package is encrypted: %s cannot be read without a password. Upload it without encryption.", f.Name)
	}
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, damaged(f.Name, err)
	}
	if f.Method == zip.Store {
		return unpacked{a.src, raw}, nil
	}
	return unpacked{a.src, flate.NewReader(raw)}, nil
}

// read gives an entry whole, or refuses it when it is longer than limit.
func (a *archive) read(f *zip.File, limit int64) ([]byte, error) {
	r, err := a.open(f)
	if err != nil {
		return nil, err
	}
	b, err := readCapped(r, limit, f.Name)
	if err != nil {
		return nil, damaged(f.Name, err)
	}
	return b, nil
}
