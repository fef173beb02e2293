package archive

import (
	"io"
	"slices"

	"appdepot/models/installer/facts"
	"appdepot/models/installer/picture"
)

// IconFile is a file that may be the picture of an app, and how good a picture of so many pixels would be there; nil for
// picture.Rank.
type IconFile struct {
	Path string
	Rank func(side int) int
}

// Icon takes the best of the files that are bitmaps; of equal ones the first. Icons drawn in XML and paths that lead nowhere are
// passed over.
func (a *Archive) Icon(files []IconFile) (*facts.Icon, error) {
	type sized struct {
		*Entry
		rank int
	}
	var found []sized
	for _, file := range files[:min(len(files), maxSized)] {
		f, err := a.File(file.Path)
		if err != nil || f == nil {
			continue
		}
		side, err := a.side(f)
		if err != nil {
			return nil, err
		}
		if file.Rank == nil {
			file.Rank = picture.Rank
		}
		if side > 0 {
			found = append(found, sized{f, file.Rank(side)})
		}
	}
	slices.SortStableFunc(found, func(x, y sized) int { return y.rank - x.rank })
	for _, f := range found[:min(len(found), picture.MaxTries)] {
		b, err := a.Read(f.Entry, picture.MaxBytes)
		if err := a.Source.Fatal(err); err != nil {
			return nil, err
		}
		if err != nil {
			continue
		}
		if icon := facts.NewIcon(picture.PlainPNG(b), f.Name); icon != nil {
			return icon, nil
		}
	}
	return nil, nil
}

// maxSized is how many pictures are asked how large they are.
const maxSized = 64

// side is how large a picture is, 0 for a file that is none.
func (a *Archive) side(f *Entry) (int, error) {
	in, err := a.Open(f)
	if err == nil {
		head := make([]byte, min(f.Size, picture.HeadBytes))
		var n int
		n, err = io.ReadFull(in, head)
		if side := picture.Side(head[:n]); side > 0 {
			return side, nil
		}
	}
	return 0, a.Source.Fatal(err)
}
