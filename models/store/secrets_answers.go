package store

import (
	"context"
	"errors"
	"maps"
	"slices"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/secret"
)

// Secret answers (Field.Secret) are sealed in every row, and in apps and versions as they are read: pages, exports and logs show none,
// because they have none. A verb that decodes a form opens them first; what writes a row seals them. Drafts are opened as they are read:
// every page of the wizard checks their form, and repeats no secret.

// replacing seals a value for a place, or opens it there: tx.Seal, tx.OpenSealed, Store.opening.
type replacing func(secret.Place, string) (string, error)

// opening opens values outside a transaction.
func (s *Store) opening(ctx context.Context) replacing {
	return func(at secret.Place, text string) (string, error) { return s.db.OpenSealed(ctx, at, text) }
}

// openingOrEmpty is opening for what people enter again when it was damaged: it is empty then, as after its key was lost, and the log says so.
func (s *Store) openingOrEmpty(ctx context.Context) replacing {
	return func(at secret.Place, text string) (string, error) {
		plain, err := s.opening(ctx)(at, text)
		if errors.Is(err, secret.ErrNotSealed) {
			s.log.ErrorContext(ctx, "a secret cannot be opened and has to be entered again", "error", err)
			return "", nil
		}
		return plain, err
	}
}

// orEmpty makes what cannot be opened empty: it is about to be replaced or removed.
func orEmpty(open replacing) replacing {
	return func(at secret.Place, text string) (string, error) {
		plain, err := open(at, text)
		if errors.Is(err, secret.ErrNotSealed) {
			return "", nil
		}
		return plain, err
	}
}

// withAnswers are the values of an app of this type with the secret ones replaced, in a copy; without secret ones the very same values.
func withAnswers(kind string, values map[string]string, at secret.Place, replace replacing) (map[string]string, error) {
	def, ok := apptype.Get(kind)
	if !ok || len(def.Secrets()) == 0 {
		return values, nil
	}
	values = maps.Clone(values)
	for _, key := range def.Secrets() {
		if values[key] == "" {
			continue
		}
		text, err := replace(at, values[key])
		if err != nil {
			return nil, err
		}
		values[key] = text
	}
	return values, nil
}

// withApp is an app with its secret answers replaced.
func withApp(app models.App, replace replacing) (_ models.App, err error) {
	app.Values, err = withAnswers(app.Type, app.Values, secret.AppAnswers.At(string(app.ID)), replace)
	return app, err
}

// withVersion is a version of an app of this type with its secret answers replaced.
func withVersion(kind string, v models.AppVersion, replace replacing) (_ models.AppVersion, err error) {
	v.Values, err = withAnswers(kind, v.Values, secret.VersionAnswers.At(string(v.ID)), replace)
	return v, err
}

// withDraft is a draft with its secret answers replaced, and the address that its content is downloaded from.
func withDraft(d models.Draft, replace replacing) (_ models.Draft, err error) {
	if def, ok := apptype.Get(d.Type); ok && len(def.Secrets()) > 0 {
		d.Form = maps.Clone(d.Form)
		for _, key := range def.Secrets() {
			if len(d.Form[key]) == 0 {
				continue
			}
			d.Form[key] = slices.Clone(d.Form[key])
			for i, text := range d.Form[key] {
				if d.Form[key][i], err = replace(secret.DraftForm.At(string(d.ID)), text); err != nil {
					return d, err
				}
			}
		}
	}
	if d.Found.Download != nil {
		download := *d.Found.Download
		d.Found.Download = &download
		download.URL, err = replace(secret.DraftFound.At(string(d.ID)), download.URL)
	}
	return d, err
}
