package secrets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"appdepot/models"
	"appdepot/models/activity"
	"appdepot/models/field"
	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// What is known to be sealed in a database, as a setting: a fingerprint of Columns and Answers. Where it is another one, a column or a
// question has become secret with this version, and what it has in clear is sealed.
const sealedSetting = "secrets.sealed"

// expungeSetting is there from when something in clear was replaced until nothing is left of it in the database's files.
const expungeSetting = "secrets.expunge"

func (s *Store) sealClear(ctx context.Context) error {
	wanted := s.fingerprint()
	known, err := s.db.Setting(ctx, sealedSetting)
	if err != nil || known == wanted {
		return err
	}
	total := 0
	for _, c := range secret.Columns {
		n, err := rewrite(ctx, s.db, c, "", s.sealCell(c), func(t *db.Tx) error { return t.SaveSetting(expungeSetting, "due") })
		if total += n; err != nil {
			return fmt.Errorf("seal secrets: %w", err)
		}
	}
	due, err := s.db.Setting(ctx, expungeSetting)
	if err != nil {
		return err
	}
	if due != "" {
		s.log.InfoContext(ctx, "secrets of an earlier version are sealed now; what is left of them in the database's files is removed", "rows", total)
		if err := s.db.Expunge(ctx, tables()...); err != nil {
			return fmt.Errorf("remove what is left of secrets in clear: %w", err)
		}
	}
	return s.db.Change(ctx, func(t *db.Tx) error {
		return errors.Join(t.SaveSetting(expungeSetting, ""), t.SaveSetting(sealedSetting, wanted))
	})
}

func (s *Store) fingerprint() string {
	b, _ := json.Marshal(s.answers) // maps are written in the order of their keys
	sum := sha256.Sum256(fmt.Appendf(b, "%v %v", secret.Columns, sealedFields()))
	return hex.EncodeToString(sum[:8])
}

// sealedFields are the fields that the audit log has sealed.
func sealedFields() (names []string) {
	for _, o := range activity.Objects() {
		for _, f := range o.Fields {
			if f.Sealed {
				names = append(names, o.Kind+"."+f.Key)
			}
		}
	}
	return names
}

func tables() (names []string) {
	for _, c := range secret.Columns {
		names = append(names, c.Table)
	}
	return names
}

// sealCell seals what a cell has in clear.
func (s *Store) sealCell(c secret.Column) func(*db.Tx, cell) (string, error) {
	return func(t *db.Tx, found cell) (string, error) {
		seal := func(text *string) (err error) {
			if _, sealed := secret.NumberOf(*text); !sealed {
				*text, err = t.Seal(c.At(found.ID), *text)
			}
			return err
		}
		switch c {
		case secret.AppAnswers, secret.VersionAnswers:
			return sealIn(found.Text, func(values map[string]string) error { return sealKeys(values, s.answers[found.Kind], seal) })
		case secret.DraftForm:
			return sealIn(found.Text, func(form map[string][]string) error { return sealForm(form, s.answers[found.Kind], seal) })
		case secret.DraftFound:
			return sealIn(found.Text, func(f *models.Found) error {
				if f.Download == nil {
					return nil
				}
				return seal(&f.Download.URL)
			})
		case secret.TaskArgs:
			return sealDocument(found.Text, seal)
		case secret.EventChanges:
			about := activity.ObjectOf(found.Kind)
			return sealIn(found.Text, func(changes []models.Change) error {
				if about.HasType {
					s.hideAnswers(changes)
				}
				return sealFields(changes, about, seal)
			})
		}
		text := found.Text
		return text, seal(&text)
	}
}

// sealIn is a JSON document with some of its texts sealed; nothing about it changes when none is.
func sealIn[T any](text string, seal func(T) error) (string, error) {
	var doc T
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return text, err
	}
	before, err := json.Marshal(doc)
	if err == nil {
		err = seal(doc)
	}
	if err != nil {
		return text, err
	}
	after, err := json.Marshal(doc)
	if err != nil || string(before) == string(after) {
		return text, err
	}
	return string(after), nil
}

// sealDocument is a whole JSON document sealed, as a JSON text. One that is a text is sealed already.
func sealDocument(text string, seal func(*string) error) (string, error) {
	if json.Unmarshal([]byte(text), new(string)) == nil {
		return text, nil
	}
	if err := seal(&text); err != nil {
		return text, err
	}
	b, err := json.Marshal(text)
	return string(b), err
}

func sealKeys(values map[string]string, keys []string, seal func(*string) error) error {
	for _, key := range keys {
		text, said := values[key]
		if !said {
			continue
		}
		if err := seal(&text); err != nil {
			return err
		}
		values[key] = text
	}
	return nil
}

func sealForm(form map[string][]string, keys []string, seal func(*string) error) error {
	for _, key := range keys {
		for i := range form[key] {
			if err := seal(&form[key][i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// hideAnswers takes answers out of the audit log that were written before their question became secret, in whichever app type.
func (s *Store) hideAnswers(changes []models.Change) {
	for i, c := range changes {
		for _, keys := range s.answers {
			if slices.Contains(keys, c.Field) {
				changes[i].Old, changes[i].New = field.HideSecret(c.Old), field.HideSecret(c.New)
			}
		}
	}
}

func sealFields(changes []models.Change, about activity.Object, seal func(*string) error) error {
	for i := range changes {
		if f, _ := about.Field(changes[i].Field); f.Sealed {
			if err := errors.Join(seal(&changes[i].Old), seal(&changes[i].New)); err != nil {
				return err
			}
		}
	}
	return nil
}
