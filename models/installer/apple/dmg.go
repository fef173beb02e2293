package apple

import (
	"errors"
	"io"

	"appdepot/models/installer/disk/udif"
	"appdepot/models/installer/disk/volumes"
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/reason"
)

const partDisk = "disk image"

// IsDMG tells a disk image by its end or, one that is not packed, by the volumes on it.
func IsDMG(src *input.Source) bool {
	if udif.IsEncrypted(src, src.Size) {
		return true
	}
	if _, err := udif.ReadTrailer(src, src.Size); !errors.Is(err, udif.ErrNone) {
		return true
	}
	found, err := volumes.Find(src, src.Size)
	return err == nil && (len(found.Readable) > 0 || found.Encrypted)
}

// InspectDMG reads a disk image for Macs.
func InspectDMG(src *input.Source) (facts.Report, error) {
	image, err := openImage(src)
	if err != nil {
		return facts.Report{}, err
	}
	content, size := io.ReaderAt(src), src.Size
	if image != nil {
		content, size = image, image.Size()
	}
	found, err := volumes.Find(content, size)
	if err != nil {
		return facts.Report{}, input.Damaged(partDisk, err)
	}
	r, err := reportVolumes(found)
	if err == nil && image != nil {
		err = describeDMGSigner(&r, src, image.Trailer)
	}
	return r, err
}

// reportVolumes describes the first volume that holds an app or a package.
func reportVolumes(f volumes.Found) (facts.Report, error) {
	var r facts.Report
	switch {
	case len(f.Readable) > 0:
	case f.Encrypted:
		return facts.Report{}, noteEncrypted
	case len(f.Unsupported) > 0:
		r.Warn(reason.VolumeUnreadable.Of(f.Unsupported[0]))
		return r, nil
	default:
		return facts.Report{}, reason.ImageWithoutVolume.Invalid()
	}
	for i, v := range f.Readable {
		search := appSearch{Volume: v, name: f.Names[i]}
		if err := search.run(); err != nil {
			return facts.Report{}, input.Damaged(partDisk, err)
		}
		if len(search.apps)+len(search.packages) > 0 || i == len(f.Readable)-1 {
			search.describe(&r)
			break
		}
	}
	return r, nil
}

var noteEncrypted = reason.ImageEncrypted.Invalid()

// openImage gives the disk that is packed in a file, nil when the file is the disk itself.
func openImage(src *input.Source) (*udif.Image, error) {
	image, err := udif.Open(src, src.Size)
	switch {
	case err == nil:
		return image, nil
	case errors.Is(err, udif.ErrNone):
		return nil, nil
	case errors.Is(err, udif.ErrEncrypted):
		return nil, noteEncrypted
	case errors.Is(err, udif.ErrSegment):
		return nil, reason.ImageIsPart.Invalid()
	}
	return nil, input.Damaged(partDisk, err)
}
