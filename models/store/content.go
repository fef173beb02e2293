package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/store/db"
)

// Content is the bytes of a package, to be closed after use. It can be read from the front, from anywhere, and with Range
// requests; not by two goroutines at once, except with ReadAt.
type Content struct {
	PackageID models.ID
	SHA256    string // hex
	Size      int64
	Format    string // as installer.Format

	ctx    context.Context // the opener's: reading ends with it
	store  *Store
	damage models.Damage // as the database has it
	parts  []models.PackagePart
	stamp  fileStamp
	files  []*os.File // of the parts, when they are in a folder
	at     int64      // where Read goes on
	stream io.ReadCloser
	left   int64 // bytes of the stream's part that are still to come
}

// fileStamp is another for every state of the files of a package, see blob.Stamp.
type fileStamp [sha256.Size]byte

// OpenPackage opens the bytes of a package. Reading them ends with ctx.
func (s *Store) OpenPackage(ctx context.Context, id models.ID) (*Content, error) {
	p, err := s.Package(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.contentOf(ctx, p)
}

// openPackage is OpenPackage for verbs that have asked for the right that fits them.
func (s *Store) openPackage(ctx context.Context, id models.ID) (*Content, error) {
	p, err := db.First[models.Package](ctx, s.db.Read.Select("id", "sha256", "size", "format", "damage").Where("id = ?", id))
	if p, err = db.One(p, err, noPackage()); err != nil {
		return nil, err
	}
	return s.contentOf(ctx, p)
}

// contentOf opens a package whose file is as it should be, as far as shows without reading it. Whoever sends it to somebody waits for Compare
// before the end.
func (s *Store) contentOf(ctx context.Context, p models.Package) (*Content, error) {
	if p.Damage.Hidden() {
		return nil, damaged(p.Damage)
	}
	c := &Content{PackageID: p.ID, SHA256: p.SHA256, Size: p.Size, Format: p.Format, ctx: ctx, store: s, damage: p.Damage}
	err := c.openParts()
	if err == nil {
		return c, nil
	}
	if d := damageOf(err); d != "" && d != p.Damage {
		err = errors.Join(err, s.noteDamage(ctx, p, d))
	}
	return nil, errors.Join(fmt.Errorf("open package %s: %w", p.ID, err), c.Close())
}

// openParts opens the files of a folder, and compares the sizes of all.
func (c *Content) openParts() (err error) {
	if err := c.store.db.Rows(c.ctx).Where("package_id = ?", c.PackageID).Order("number").Find(&c.parts).Error; err != nil {
		return err
	}
	if len(c.parts) == 0 {
		return damaged(models.DamageMissing)
	}
	var objects map[string]blob.Object
	for _, part := range c.parts {
		var stamp blob.Stamp
		f, err := c.store.packages.File(part.Key)
		switch {
		case err != nil:
			return unopened(err)
		case f != nil:
			c.files = append(c.files, f)
			stamp, err = checkFile(f, part.Size, len(c.parts) == 1)
		default:
			if objects == nil {
				if objects, err = c.store.packages.Objects(c.ctx, uploadOf(part.Key)); err != nil {
					return err
				}
			}
			stamp, err = checkObject(objects, part)
		}
		if err != nil {
			return err
		}
		c.stamp = sha256.Sum256(fmt.Appendf(c.stamp[:], "%s %s", part.Key, stamp))
	}
	return nil
}

// checkFile compares the size of a part's file. One of several may be longer: a process that was killed left bytes that it had not
// acknowledged, and nobody reads them. One that is the whole package is sent as it is.
func checkFile(f *os.File, size int64, whole bool) (blob.Stamp, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", damaged(models.DamageUnreadable)
	case info.Size() < size || whole && info.Size() > size:
		return "", damaged(models.DamageSize)
	}
	return blob.StampOf(info), nil
}

func checkObject(objects map[string]blob.Object, part models.PackagePart) (blob.Stamp, error) {
	o, there := objects[part.Key]
	switch {
	case !there:
		return "", damaged(models.DamageMissing)
	case o.Size != part.Size:
		return "", damaged(models.DamageSize)
	}
	return o.Stamp, nil
}

// File is the file that holds the whole package, which the kernel can send by itself; nil when there is none.
func (c *Content) File() *os.File {
	if len(c.files) != 1 {
		return nil
	}
	return c.files[0]
}

// Close ends reading.
func (c *Content) Close() error {
	errs := []error{c.rewind(0)}
	for _, f := range c.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// ReadAt reads a range.
func (c *Content) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		i, inside := c.part(off + int64(n))
		if i < 0 {
			return n, io.EOF
		}
		length := min(int64(len(p)-n), c.parts[i].Size-inside)
		m, err := c.readPart(i, p[n:n+int(length)], inside)
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// readPart fills p from inside a part. Files of a folder are open already: a package that came in several pieces is read as
// fast as one that came whole.
func (c *Content) readPart(i int, p []byte, inside int64) (int, error) {
	if c.files != nil {
		return io.ReadFull(io.NewSectionReader(c.files[i], inside, int64(len(p))), p)
	}
	r, err := c.store.packages.Read(c.ctx, c.parts[i].Key, inside, int64(len(p)))
	if err != nil {
		return 0, err
	}
	n, err := io.ReadFull(r, p)
	return n, errors.Join(err, r.Close())
}

// Read reads on. It keeps one stream open, so that a large package is not asked for piece by piece.
func (c *Content) Read(p []byte) (int, error) {
	if c.stream == nil {
		i, inside := c.part(c.at)
		if i < 0 {
			return 0, io.EOF
		}
		c.left = c.parts[i].Size - inside
		r, err := c.open(i, inside)
		if err != nil {
			return 0, err
		}
		c.stream = r
	}
	n, err := c.stream.Read(p)
	c.at, c.left = c.at+int64(n), c.left-int64(n)
	switch {
	case c.left == 0:
		return n, c.rewind(c.at)
	case err == io.EOF:
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// open streams the rest of a part.
func (c *Content) open(i int, inside int64) (io.ReadCloser, error) {
	if c.files != nil {
		return io.NopCloser(io.NewSectionReader(c.files[i], inside, c.left)), nil
	}
	return c.store.packages.Read(c.ctx, c.parts[i].Key, inside, c.left)
}

// Seek moves to where Read goes on.
func (c *Content) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += c.at
	case io.SeekEnd:
		offset += c.Size
	}
	if offset < 0 {
		return c.at, errors.New("seek before the beginning of a package")
	}
	if offset == c.at {
		return offset, nil
	}
	return offset, c.rewind(offset)
}

// rewind ends the open stream and goes to a place.
func (c *Content) rewind(at int64) error {
	c.at = at
	if c.stream == nil {
		return nil
	}
	err := c.stream.Close()
	c.stream = nil
	return err
}

// part finds the part that holds a byte and where in it; -1 behind the end.
func (c *Content) part(off int64) (int, int64) {
	for i := range c.parts {
		if off < c.parts[i].Size {
			return i, off
		}
		off -= c.parts[i].Size
	}
	return -1, 0
}
