package installer

import (
	"bytes"
	"errors"
	"io"

	"appdepot/models"
	"appdepot/models/installer/disk"
	"appdepot/models/installer/disk/apfs"
	"appdepot/models/installer/disk/hfsplus"
	"appdepot/models/installer/disk/udif"
)

// volume is a file system in a disk image.
type volume interface {
	// List gives what a folder holds.
	List(folder uint64) ([]disk.Entry, error)
	// Read gives the beginning of a file that List found in a folder, at most limit bytes.
	Read(folder uint64, file disk.Entry, limit int) ([]byte, error)
}

// volumes are what was found on a disk.
type volumes struct {
	readable  []volume
	names     []string // of the readable ones
	encrypted bool
	foreign   []string // file systems that are not read here, as people call them
}

const partDisk = "disk image"

// isDMG tells a disk image by its end or, one that is not packed, by the volumes on it.
func isDMG(src *source) bool {
	if udif.IsEncrypted(src, src.size) {
		return true
	}
	if _, err := udif.ReadTrailer(src, src.size); !errors.Is(err, udif.ErrNone) {
		return true
	}
	found, err := findVolumes(src, src.size)
	return err == nil && (len(found.readable) > 0 || found.encrypted)
}

func inspectDMG(src *source) (Report, error) {
	image, err := openImage(src)
	if err != nil {
		return Report{}, err
	}
	content, size := io.ReaderAt(src), src.size
	if image != nil {
		content, size = image, image.Size()
	}
	found, err := findVolumes(content, size)
	if err != nil {
		return Report{}, damaged(partDisk, err)
	}
	r, err := found.report()
	if err == nil && image != nil {
		err = describeDMGSigner(&r, src, image.Trailer)
	}
	return r, err
}

// report describes the first volume that holds an app or a package.
func (f volumes) report() (Report, error) {
	var r Report
	switch {
	case len(f.readable) > 0:
	case f.encrypted:
		return Report{}, noteEncrypted
	case len(f.foreign) > 0:
		r.warn(models.T("The volume in the disk image is of the kind %s, which cannot be read here. Enter the apps on it yourself.", f.foreign[0]))
		return r, nil
	default:
		return Report{}, models.Invalid("The disk image holds no volume that Macs could open. Upload it again, or get a new copy from its maker.")
	}
	for i, v := range f.readable {
		search := appSearch{volume: v, name: f.names[i]}
		if err := search.run(); err != nil {
			return Report{}, damaged(partDisk, err)
		}
		if len(search.apps)+len(search.packages) > 0 || i == len(f.readable)-1 {
			search.describe(&r)
			break
		}
	}
	return r, nil
}

var noteEncrypted = models.Invalid("The disk image is encrypted, so that only its password opens it. Make one without encryption, or ask its maker for one.")

// openImage gives the disk that is packed in a file, nil when the file is the disk itself.
func openImage(src *source) (*udif.Image, error) {
	image, err := udif.Open(src, src.size)
	switch {
	case err == nil:
		return image, nil
	case errors.Is(err, udif.ErrNone):
		return nil, nil
	case errors.Is(err, udif.ErrEncrypted):
		return nil, noteEncrypted
	case errors.Is(err, udif.ErrSegment):
		return nil, models.Invalid("The file is one of several parts of a disk image. Join them to one image and upload that.")
	}
	return nil, damaged(partDisk, err)
}

// findVolumes opens the file systems on a disk.
func findVolumes(r io.ReaderAt, size int64) (found volumes, err error) {
	for _, part := range disk.Partitions(r, size) {
		if err := found.add(part); err != nil {
			return volumes{}, err
		}
	}
	return found, nil
}

func (f *volumes) add(part *io.SectionReader) error {
	v, err := hfsplus.Open(part, part.Size())
	switch {
	case err == nil:
		f.readable, f.names = append(f.readable, v), append(f.names, v.Name)
		return nil
	case errors.Is(err, hfsplus.ErrClassic):
		f.foreign = append(f.foreign, "HFS")
		return nil
	case !errors.Is(err, hfsplus.ErrNone):
		return err
	}
	c, err := apfs.Open(part, part.Size())
	if errors.Is(err, apfs.ErrNone) {
		if name := foreignVolume(part); name != "" {
			f.foreign = append(f.foreign, name)
		}
		return nil
	}
	if err != nil {
		return err
	}
	all, err := c.Volumes()
	for _, v := range all {
		f.readable, f.names = append(f.readable, v), append(f.names, v.Name)
	}
	if errors.Is(err, apfs.ErrEncrypted) {
		f.encrypted = true
	} else if len(all) == 0 {
		return err
	}
	return nil
}

// foreignVolume names the other file systems that Macs open.
func foreignVolume(r io.ReaderAt) string {
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
