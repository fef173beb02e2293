package installer

import (
	"bytes"
	"image"
	_ "image/jpeg" // formats an icon may have
	_ "image/png"

	_ "golang.org/x/image/webp"
)

const (
	maxIconSide  = 2048
	maxIconTries = 16
)

// icon takes the first path that is a bitmap. Icons drawn in XML and paths that lead nowhere are passed over.
func (a *archive) icon(paths []string) (*Icon, error) {
	for _, path := range paths[:min(len(paths), maxIconTries)] {
		f, err := a.file(path)
		if err != nil || f == nil {
			continue
		}
		b, err := a.read(f, maxIcon)
		if err := a.src.fatal(err); err != nil {
			return nil, err
		}
		b = plainPNG(b)
		if media := bitmap(b); err == nil && media != "" {
			return &Icon{Media: media, Source: clean(path, maxFact), Data: b}, nil
		}
	}
	return nil, nil
}

// bitmap gives the media type of a picture by its header, "" when it is none or too large to show.
func bitmap(b []byte) string {
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxIconSide || c.Height > maxIconSide {
		return ""
	}
	return "image/" + format
}
