package archive

import (
	"compress/flate"
	"errors"
	"io"
	"strings"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const (
	flagEncrypted = 1
	MethodStore   = 0 // of an entry that is not compressed

	maxZipDirectory = 24 << 20 // bytes of a central directory
	maxZipEntries   = 1 << 18  // files it lists
	entryMemory     = 80       // bytes that one of them takes beside its text
	maxZipMemory    = 48 << 20 // that the directory takes, with all around the archive
)

// Magic is what every file in a zip archive, and so nearly every archive, begins with.
var Magic = []byte("PK\x03\x04")

// Archive is a zip archive with one central directory right before its end record.
type Archive struct {
	Source          *input.Source
	Files           []Entry
	sorted          []uint32 // numbers of files in the order of their names
	DirectoryOffset int64    // offset of the central directory
	DirectoryText   string   // the directory as it stands in the file
	EndRecord       []byte   // end of central directory record with its comment
	Zip64           bool     // in the long form (zip64)
}

// Open reads the central directory of any zip archive, once for all who ask.
func Open(src *input.Source) (*Archive, error) {
	return input.Once(src, func() (*Archive, error) {
		a := &Archive{Source: src}
		d, err := a.findDirectory()
		if err != nil {
			return nil, err
		}
		a.DirectoryOffset = d.offset
		return a, a.readDirectory(d)
	})
}

// NotAPackage says what an archive is that is no APK.
func (a *Archive) NotAPackage() error {
	if a.Has("BundleConfig.pb") {
		return reason.AppBundle.Invalid()
	}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".apk") {
			return reason.ArchiveOfPackages.Invalid()
		}
	}
	return reason.PlainArchive.Of(facts.Uploadable()).Invalid()
}

// Has reports whether there is an entry of this name.
func (a *Archive) Has(name string) bool { return len(a.Search(name)) > 0 }

// File finds one entry; two of the same name are refused, because programs differ in which one they take.
func (a *Archive) File(name string) (*Entry, error) {
	switch found := a.Search(name); len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return nil, reason.DuplicateFile.Of(input.CleanText(name, input.MaxText)).Invalid()
}

// Raw gives the bytes of an entry as they lie in the file.
func (a *Archive) Raw(f *Entry) (*io.SectionReader, error) {
	header, err := a.Source.Section(f.Header, LocalHeaderLength)
	if err != nil || string(header[:4]) != string(Magic) {
		return nil, input.Damaged(input.CleanText(f.Name, input.MaxText), errors.Join(errors.New("no local header"), err))
	}
	begins := f.Header + LocalHeaderLength + int64(input.Bytes(header).U16(26)) + int64(input.Bytes(header).U16(28))
	if begins > a.Source.Size || f.Packed > a.Source.Size-begins {
		return nil, input.Damaged(input.CleanText(f.Name, input.MaxText), errors.New("content is not in the file"))
	}
	return io.NewSectionReader(a.Source, begins, f.Packed), nil
}

// Open gives the decompressed bytes of an entry, counted against the file's budget.
func (a *Archive) Open(f *Entry) (io.Reader, error) {
	if f.Flags&flagEncrypted != 0 {
		return nil, reason.FileEncrypted.Of(input.CleanText(f.Name, input.MaxText)).Invalid()
	}
	raw, err := a.Raw(f)
	if err != nil {
		return nil, err
	}
	if f.Method == MethodStore {
		return a.Source.Unpack(raw), nil
	}
	return a.Source.Unpack(flate.NewReader(raw)), nil
}

// Read gives an entry whole, or refuses it when it is longer than limit.
func (a *Archive) Read(f *Entry, limit int64) ([]byte, error) {
	r, err := a.Open(f)
	if err != nil {
		return nil, err
	}
	b, err := input.ReadExpected(r, f.Size, limit, input.CleanText(f.Name, input.MaxText))
	if err != nil {
		return nil, input.Damaged(input.CleanText(f.Name, input.MaxText), err)
	}
	return b, nil
}
