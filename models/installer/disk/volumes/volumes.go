package volumes

import (
	"bytes"
	"errors"
	"io"

	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/apfs"
	"appdepot/models/installer/disk/hfsplus"
)

// Volume is a file system in a disk image.
type Volume interface {
	// List gives what a folder holds.
	List(folder uint64) ([]disk.Entry, error)
	// Read gives the beginning of a file that List found in a folder, at most limit bytes.
	Read(folder uint64, file disk.Entry, limit int) ([]byte, error)
}

// Found is what was found on a disk.
type Found struct {
	Readable    []Volume
	Names       []string // of the readable ones
	Encrypted   bool
	Unsupported []string // file systems that are not read here, as people call them
}

// Find opens the file systems on a disk.
func Find(r io.ReaderAt, size int64) (found Found, err error) {
	for _, part := range disk.Partitions(r, size) {
		if err := found.add(part); err != nil {
			return Found{}, err
		}
	}
	return found, nil
}

func (f *Found) add(part *io.SectionReader) error {
	v, err := hfsplus.Open(part, part.Size())
	switch {
	case err == nil:
		f.Readable, f.Names = append(f.Readable, v), append(f.Names, v.Name)
		return nil
	case errors.Is(err, hfsplus.ErrClassic):
		f.Unsupported = append(f.Unsupported, "HFS")
		return nil
	case !errors.Is(err, hfsplus.ErrNone):
		return err
	}
	c, err := apfs.Open(part, part.Size())
	if errors.Is(err, apfs.ErrNone) {
		if name := unsupportedFileSystem(part); name != "" {
			f.Unsupported = append(f.Unsupported, name)
		}
		return nil
	}
	if err != nil {
		return err
	}
	all, err := c.Volumes()
	for _, v := range all {
		f.Readable, f.Names = append(f.Readable, v), append(f.Names, v.Name)
	}
	if errors.Is(err, apfs.ErrEncrypted) {
		f.Encrypted = true
	} else if len(all) == 0 {
		return err
	}
	return nil
}

// unsupportedFileSystem names the other file systems that Macs open.
func unsupportedFileSystem(r io.ReaderAt) string {
	for _, mark := range []struct {
		at         int64
		text, name string
	}{
		{3, "EXFAT   ", "exFAT"}, {3, "NTFS    ", "NTFS"}, {82, "FAT32   ", "FAT"}, {54, "FAT1", "FAT"},
		{32769, "CD001", "ISO 9660"}, {34817, "NSR0", "UDF"}, {36865, "NSR0", "UDF"},
	} {
		b := make([]byte, len(mark.text))
		if n, _ := r.ReadAt(b, mark.at); n == len(b) && bytes.Equal(b, []byte(mark.text)) {
			return mark.name
		}
	}
	return ""
}
