package store_test

import (
	"bytes"
	"testing"

	"appdepot/models"
	"appdepot/models/store/storetest"
)

func TestPictureIsKeptOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		logo := picture(t, 64, 32, 200)
		first, err := f.AddImage(ctx, bytes.NewReader(logo))
		if err != nil {
			t.Fatal(err)
		}
		second, err := f.AddImage(ctx, bytes.NewReader(logo))
		if err != nil || second.ID != first.ID {
			t.Errorf("kept as %s and %s, %v", first.ID, second.ID, err)
		}
		got, err := f.Image(ctx, first.ID)
		if err != nil || got.Width != 64 || got.Height != 32 || got.Media != "image/png" || !bytes.Equal(got.Data, logo) {
			t.Errorf("%d by %d %s, %v", got.Width, got.Height, got.Media, err)
		}
	})
}

func TestALogoIsASquare(t *testing.T) {
	storetest.Each(t, func(t *testing.T, f storetest.Fixture) {
		ctx := storetest.System(t)
		wide := picture(t, 900, 600, 200)
		made, err := f.AddLogo(ctx, bytes.NewReader(wide))
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Image(ctx, made.ID)
		if err != nil || got.Width != 512 || got.Height != 512 || got.Media != "image/png" {
			t.Errorf("%d by %d %s, %v", got.Width, got.Height, got.Media, err)
		}
		square := picture(t, 64, 64, 200)
		if kept, err := f.AddLogo(ctx, bytes.NewReader(square)); err != nil || !bytes.Equal(kept.Data, square) {
			t.Errorf("a square is kept as %d by %d, %v", kept.Width, kept.Height, err)
		}
	})
}

func TestPictureIsRefused(t *testing.T) {
	f := storetest.New(t)
	whole := picture(t, 64, 64, 1)
	for name, c := range map[string]struct {
		data []byte
		kind models.Kind
	}{
		"SVG":       {[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), models.KindInvalid},
		"a text":    {[]byte("hello"), models.KindInvalid},
		"nothing":   {nil, models.KindInvalid},
		"truncated": {whole[:len(whole)-20], models.KindInvalid},
		"too wide":  {picture(t, 2049, 1, 1), models.KindTooLarge},
		"too big":   {append(whole, make([]byte, models.MaxImageBytes)...), models.KindTooLarge},
	} {
		if _, err := f.AddImage(storetest.System(t), bytes.NewReader(c.data)); models.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryoneSignedInSeesPictures(t *testing.T) {
	f := storetest.New(t)
	img, err := f.AddImage(storetest.System(t), bytes.NewReader(picture(t, 1, 1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	user := f.As(t, models.PortalUser)
	if _, err := f.Image(user, img.ID); err != nil {
		t.Error(err)
	}
	if _, err := f.Image(t.Context(), img.ID); models.KindOf(err) != models.KindUnauthenticated {
		t.Errorf("nobody sees it: %v", err)
	}
	if _, err := f.AddImage(user, bytes.NewReader(picture(t, 1, 1, 2))); models.KindOf(err) != models.KindForbidden {
		t.Errorf("a portal user adds one: %v", err)
	}
}
