package store

import (
	"context"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/field"
)

// ChooseFound makes an app of a catalog the one that a draft is about. What the catalog says answers the questions that
// nobody answered; answers that were just what it said about the app chosen before are taken back first. The picture becomes
// the draft's when it has none of its own; it may be empty. Content that the catalog points to is downloaded in the background.
func (s *Store) ChooseFound(ctx context.Context, id models.ID, version int, found models.Found, picture models.ID) (models.Draft, error) {
	var replaced models.ID
	var forgotten []models.ID
	d, err := s.changeDraft(ctx, id, version, func(t *tx, d *models.Draft) (err error) {
		def, ok := apptype.Get(d.Type)
		if !ok || string(def.Lookup) != found.Source {
			return models.Invalid("This catalog does not offer apps of this type. Go back to the draft and search again.")
		}
		d.Form = def.Unfill(d.Form, field.Known{Facts: d.Found.Facts})
		if d.Found.ID != "" || d.LogoID == "" {
			d.LogoID = picture
		}
		d.Found = found
		if def.Fetched() {
			if replaced, forgotten, err = t.fetchContent(d); err != nil {
				return err
			}
		}
		file, err := draftFile(t.DB, *d)
		if err != nil {
			return err
		}
		d.Form, _ = def.Fill(d.Form, file.Known(*d))
		return nil
	})
	if err != nil {
		return d, err
	}
	s.deleteOwn(ctx, forgotten...)
	return d, s.dropUpload(ctx, replaced)
}
