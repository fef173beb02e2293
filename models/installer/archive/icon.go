package archive

import (
	"appdepot/models/installer/facts"
	"appdepot/models/installer/input"
	"appdepot/models/installer/picture"
)

// Icon takes the first path that is a bitmap. Icons drawn in XML and paths that lead nowhere are passed over.
func (a *Archive) Icon(paths []string) (*facts.Icon, error) {
	for _, path := range paths[:min(len(paths), picture.MaxTries)] {
		f, err := a.File(path)
		if err != nil || f == nil {
			continue
		}
		b, err := a.Read(f, picture.MaxBytes)
		if err := a.Source.Fatal(err); err != nil {
			return nil, err
		}
		b = picture.PlainPNG(b)
		if media := picture.MediaType(b); err == nil && media != "" {
			return &facts.Icon{Media: media, Source: input.CleanText(path, input.MaxText), Data: b}, nil
		}
	}
	return nil, nil
}
