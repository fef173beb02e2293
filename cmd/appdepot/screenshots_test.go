package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"appdepot/handlers/browsertest"
	"appdepot/models"
	"appdepot/views/link"
)

// mostPictures is how large the screenshots of README.md may be together, in bytes.
const mostPictures = 600_000

// TestScreenshots takes the screenshots of README.md: it is what make screenshots runs.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("APPDEPOT_SCREENSHOTS")
	if folder == "" {
		t.Skip("make screenshots")
	}
	s, total := demoSiteIn(t, t.TempDir()), int64(0)
	for _, shot := range []struct {
		name, path    string
		role          models.Role
		width, height int
		scale         float64
	}{
		{"all-apps.png", link.Apps(), models.Administrator, 1440, 900, 1},
		{"company-portal.png", link.Company(), models.PortalUser, 390, 844, 2},
	} {
		p := browsertest.New(t, s.url)
		enter(p, s.cookie(shot.role))
		p.SetSize(shot.width, shot.height)
		p.Open(shot.path)
		p.WaitFor(`[...document.images].every(i => i.complete || i.getBoundingClientRect().top > innerHeight)`) // those below are loaded later
		file := filepath.Join(folder, shot.name)
		p.Window(file, shot.width, shot.height, shot.scale)
		s.must(compress(file))
		info, err := os.Stat(file)
		s.must(err)
		total += info.Size()
	}
	if total > mostPictures {
		t.Errorf("the screenshots have %d bytes", total)
	}
}

// compress writes a PNG file anew, as small as it gets.
func compress(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, picture); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}
