package installer

import (
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/google/uuid"
	"github.com/richardlehane/mscfb"

	"appdepot/models"
)

// Class ids of the root storage.
const (
	classInstaller = "{000C1084-0000-0000-C000-000000000046}"
	classPatch     = "{000C1086-0000-0000-C000-000000000046}"
	classTransform = "{000C1082-0000-0000-C000-000000000046}"
)

const (
	maxStreams = 1 << 16
	streamRead = 64 << 10 // the library's time for one read grows with the square of its length
)

// compound is an OLE compound file. Everything is read through a meter, because declared sizes lie and chains of sectors
// may be circular.
type compound struct {
	src   *source
	root  *mscfb.File
	files []*mscfb.File // without the root
}

func openCompound(src *source) (*compound, error) {
	m := &metered{src, maxStructure}
	r, err := mscfb.New(m)
	if err != nil {
		if err := src.fatal(err); err != nil {
			return nil, err
		}
		return nil, damaged("directory", err)
	}
	if len(r.File) > maxStreams {
		return nil, models.TooLarge("The package is not believable: it lists more files than any real package. Get the package from its maker.")
	}
	m.left = 2*src.size + maxStructure
	return &compound{src, r.File[0], r.File[1:]}, nil
}

// metered bounds the bytes that are read to follow the file's structure, and later all bytes.
type metered struct {
	src  *source
	left int64
}

func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if m.left -= int64(len(p)); m.left < 0 {
		return 0, errors.New("more to read than the file has")
	}
	return m.src.ReadAt(p, off)
}

// isInstaller tells an MSI by its class id or, since some tools leave that out, by its string table.
func (c *compound) isInstaller() bool {
	switch strings.ToUpper(c.root.ID()) {
	case classInstaller:
		return true
	case classPatch, classTransform:
		return false
	}
	return c.stream(tableStream("_StringPool")) != nil
}

// refuse says what a compound file is that is no MSI.
func (c *compound) refuse() error {
	switch strings.ToUpper(c.root.ID()) {
	case classPatch:
		return models.Invalid("This is a Windows Installer patch (.msp). It changes an app that is already installed. Upload the full .msi package.")
	case classTransform:
		return models.Invalid("This is a Windows Installer transform (.mst). It only changes how a package is installed. Upload the .msi package.")
	}
	return models.Invalid("This is an Office document or a similar file, not a Windows Installer package. Upload an .msi file.")
}

// streamName is a name as stored: the library takes a leading character that cannot be printed off it.
func streamName(f *mscfb.File) string {
	if units := utf16.Encode([]rune(f.Name)); len(units) == 0 || units[0] != f.Initial {
		return string(rune(f.Initial)) + f.Name
	}
	return f.Name
}

// stream finds a stream in the root storage, nil when there is none.
func (c *compound) stream(name string) *mscfb.File {
	for _, f := range c.files {
		if len(f.Path) == 0 && !f.FileInfo().IsDir() && streamName(f) == name {
			return f
		}
	}
	return nil
}

// read gives a stream whole. Part names it in a refusal.
func (c *compound) read(name string, limit int64, part string) ([]byte, error) {
	f := c.stream(name)
	if f == nil {
		return nil, damaged(part, errors.New("stream is missing"))
	}
	b, err := readCapped(fromStart(f), limit, part)
	if err != nil {
		return nil, damaged(part, err)
	}
	return b, nil
}

// fromStart reads a stream from its beginning; streams remember where the last reader stopped.
func fromStart(f *mscfb.File) io.Reader {
	if f.Size > 0 {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return strings.NewReader("")
		}
	}
	return shortReads{f}
}

type shortReads struct{ r io.Reader }

func (s shortReads) Read(p []byte) (int, error) {
	return s.r.Read(p[:min(len(p), streamRead)])
}

// classBytes is a storage's class id as it stands in the file: the first three groups are little endian.
func classBytes(f *mscfb.File) []byte {
	u, err := uuid.Parse(f.ID())
	if err != nil {
		return make([]byte, 16)
	}
	return []byte{u[3], u[2], u[1], u[0], u[5], u[4], u[7], u[6], u[8], u[9], u[10], u[11], u[12], u[13], u[14], u[15]}
}
