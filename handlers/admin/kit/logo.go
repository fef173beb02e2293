package kit

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"appdepot/handlers/web"
	"appdepot/models"
	"appdepot/models/store"
)

// UploadedLogo keeps the picture in the form, if there is one. A picture that is refused is no reason to lose the rest.
func UploadedLogo(c echo.Context, s *store.Store) (models.ID, models.Text, error) {
	header, err := c.FormFile("logo")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return "", models.Text{}, nil
	}
	if err != nil {
		return "", models.Text{}, err
	}
	f, err := header.Open()
	if err != nil {
		return "", models.Text{}, err
	}
	defer f.Close()
	img, err := s.AddLogo(c.Request().Context(), f)
	if e := web.UserError(err); e != nil {
		return "", e.Text, nil
	}
	return img.ID, models.Text{}, err
}
