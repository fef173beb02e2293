package installer

import (
	"compress/flate"
	"crypto"
	"errors"
	"io"
	"strings"

	"appdepot/models"
)

const (
	flagEncrypted = 1
	methodStore   = 0
)

// archive is a zip archive with one central directory right before its end record.
type archive struct {
	src       *source
	files     []entry
	sorted    []uint32               // numbers of files in the order of their names
	directory int64                  // offset of the central directory
	text      string                 // the directory as it stands in the file
	end       []byte                 // end of central directory record with its comment
	long      bool                   // in the long form (zip64)
	digests   map[crypto.Hash][]byte // of an APK, see contentDigest
}

// openZip reads the central directory of any zip archive, once for all who ask.
func openZip(src *source) (*archive, error) {
	if src.zip != nil {
		return src.zip, nil
	}
	a := &archive{src: src}
	d, err := a.findDirectory()
	if err != nil {
		return nil, err
	}
	if err := a.readDirectory(d); err != nil {
		return nil, err
	}
	a.directory, src.zip = d.offset, a
	return a, nil
}

// openArchive opens a zip archive as Android sees one: no zip64, every method other than stored is deflate.
func openArchive(src *source) (*archive, error) {
	a, err := openZip(src)
	if err != nil {
		return nil, err
	}
	if a.long {
		return nil, models.Invalid("This is a zip archive in the long form (zip64), which Android does not install. Get the package from its maker.")
	}
	if a.src.size-int64(len(a.end))-a.directory > maxDirectory {
		return nil, models.TooLarge("The package is not believable: it lists more files than any real package. Get the package from its maker.")
	}
	return a, nil
}

// refuse says what an archive is that is no APK.
func (a *archive) refuse() error {
	if a.has("BundleConfig.pb") {
		return models.Invalid("This is an Android App Bundle (.aab), which only app stores can install. Build an .apk from it and upload that.")
	}
	for _, f := range a.files {
		if strings.HasSuffix(f.Name, ".apk") {
			return models.Invalid("This archive holds app packages but is none itself. Unpack it and upload the .apk file.")
		}
	}
	return models.Invalid("This is a zip archive, but not an app package. Upload the package itself: %s.", uploadable())
}

func (a *archive) has(name string) bool { return len(a.search(name)) > 0 }

// file finds one entry; two of the same name are refused, because programs differ in which one they take.
func (a *archive) file(name string) (*entry, error) {
	switch found := a.search(name); len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, models.Invalid("The package holds two files called %s, so devices may read another one than is shown here. Get the package from its maker.", clean(name, maxFact))
}

// raw gives the bytes of an entry as they lie in the file.
func (a *archive) raw(f *entry) (*io.SectionReader, error) {
	header, err := a.src.section(f.header, localLength)
	if err != nil || string(header[:4]) != string(magicZIP) {
		return nil, damaged(clean(f.Name, maxFact), errors.Join(errors.New("no local header"), err))
	}
	begins := f.header + localLength + int64(octets(header).u16(26)) + int64(octets(header).u16(28))
	if begins > a.src.size || f.Packed > a.src.size-begins {
		return nil, damaged(clean(f.Name, maxFact), errors.New("content is not in the file"))
	}
	return io.NewSectionReader(a.src, begins, f.Packed), nil
}

// open gives the decompressed bytes of an entry, counted against the file's budget.
func (a *archive) open(f *entry) (io.Reader, error) {
	if f.Flags&flagEncrypted != 0 {
		return nil, models.Invalid("The package is encrypted: %s cannot be read without a password. Upload it without encryption.", clean(f.Name, maxFact))
	}
	raw, err := a.raw(f)
	if err != nil {
		return nil, err
	}
	if f.Method == methodStore {
		return unpacked{a.src, raw}, nil
	}
	return unpacked{a.src, flate.NewReader(raw)}, nil
}

// read gives an entry whole, or refuses it when it is longer than limit.
func (a *archive) read(f *entry, limit int64) ([]byte, error) {
	r, err := a.open(f)
	if err != nil {
		return nil, err
	}
	b, err := readExpected(r, f.Size, limit, clean(f.Name, maxFact))
	if err != nil {
		return nil, damaged(clean(f.Name, maxFact), err)
	}
	return b, nil
}
