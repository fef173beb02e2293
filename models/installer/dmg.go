package installer

import (
	"errors"
	"io"

	"appdepot/models"
	"appdepot/models/installer/disk/udif"
)

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
