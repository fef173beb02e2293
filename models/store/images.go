package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	_ "image/gif" // the formats a picture may have
	_ "image/jpeg"
	_ "image/png"
	"io"

	_ "golang.org/x/image/webp"
	"gorm.io/gorm/clause"

	"appdepot/models"
	"appdepot/models/access"
	"appdepot/models/installer/picture"
	"appdepot/models/store/db"
)

// AddImage keeps a picture as it is: PNG, JPEG, GIF or WebP by content, within the limits of a picture. The same picture is kept
// once.
func (s *Store) AddImage(ctx context.Context, r io.Reader) (models.Image, error) {
	return s.addImage(ctx, r, func(_ image.Image, data []byte) []byte { return data })
}

// AddLogo keeps the picture that a person chose for an app. What AddImage takes becomes a square that is no larger than need be.
func (s *Store) AddLogo(ctx context.Context, r io.Reader) (models.Image, error) {
	return s.addImage(ctx, r, picture.Cropped)
}

func (s *Store) addImage(ctx context.Context, r io.Reader, shape func(image.Image, []byte) []byte) (img models.Image, err error) {
	if err := db.May(ctx, access.ManageApps, access.Object{}); err != nil {
		return models.Image{}, err
	}
	data, err := io.ReadAll(io.LimitReader(r, models.MaxImageBytes+1))
	if err != nil {
		return models.Image{}, models.Invalid("The image upload is incomplete. Choose the image again.").Because(err)
	}
	drawn, err := decodeImage(data)
	if err != nil {
		return models.Image{}, err
	}
	if img, err = imageOf(shape(drawn, data)); err != nil {
		return models.Image{}, err
	}
	err = s.change(ctx, func(t *tx) error {
		img.ID, err = t.addImage(img)
		return err
	})
	return img, err
}

// Image is one picture. Everyone who is signed in may see it.
func (s *Store) Image(ctx context.Context, id models.ID) (models.Image, error) {
	if err := db.May(ctx, access.UsePortal, access.Object{}); err != nil {
		return models.Image{}, err
	}
	img, err := db.First[models.Image](ctx, s.db.Read.Where("id = ?", id))
	return db.One(img, err, models.NotFound("This image no longer exists. Reload the page."))
}

// addImage gives the ID under which a picture is kept.
func (t *tx) addImage(img models.Image) (models.ID, error) {
	img.ID = models.NewID()
	err := t.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "sha256"}}, DoNothing: true}).Create(&img).Error
	if err != nil {
		return "", err
	}
	kept, err := db.First[models.Image](t.Ctx, t.Select("id").Where("sha256 = ?", img.SHA256))
	return kept.ID, err
}

// readImage looks at a picture and decodes it whole, so that what is kept can be shown.
func readImage(data []byte) (models.Image, error) {
	if _, err := decodeImage(data); err != nil {
		return models.Image{}, err
	}
	return imageOf(data)
}

// decodeImage draws a picture that is within the limits.
func decodeImage(data []byte) (image.Image, error) {
	if len(data) > models.MaxImageBytes {
		return nil, models.TooLarge("The image is larger than %s MB. Save a smaller PNG or WebP file and choose it again.", models.MaxImageBytes>>20)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil && bytes.Contains(data[:min(len(data), 1024)], []byte("<svg")):
		return nil, models.Invalid("SVG images are not supported. Save the image as PNG or WebP and choose it again.")
	case err != nil:
		return nil, models.Invalid("Choose a PNG, JPEG, GIF, or WebP file.").Because(err)
	case c.Width < 1 || c.Height < 1 || c.Width > models.MaxImageSide || c.Height > models.MaxImageSide:
		return nil, models.TooLarge("The image is %s by %s pixels. Use %s by %s pixels or fewer.",
			c.Width, c.Height, models.MaxImageSide, models.MaxImageSide)
	}
	drawn, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, models.Invalid("The image is damaged. Choose another copy.").Because(err)
	}
	return drawn, nil
}

// imageOf is a picture as it is kept.
func imageOf(data []byte) (models.Image, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	sum := sha256.Sum256(data)
	return models.Image{
		SHA256: hex.EncodeToString(sum[:]), Media: "image/" + format, Width: c.Width, Height: c.Height, Data: data,
	}, err
}
