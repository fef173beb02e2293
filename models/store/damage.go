package store

import (
	"context"
	"errors"
	"syscall"

	"appdepot/models"
	"appdepot/models/blob"
	"appdepot/models/reason"
	"appdepot/models/store/db"
)

// damageError says what is wrong with a stored file.
type damageError struct{ models.Damage }

func (e *damageError) Error() string { return "the stored file is damaged: " + string(e.Damage) }

// damaged refuses a package whose stored file is damaged. It may be repaired: devices ask again later.
func damaged(d models.Damage) error { return reason.FileDamaged.Unavailable().Because(&damageError{d}) }

// unopened is what an error of opening a file says to be wrong with it. That too many files are open, or there is no memory, is not about it.
func unopened(err error) error {
	switch {
	case blob.Missing(err):
		return damaged(models.DamageMissing)
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE), errors.Is(err, syscall.ENOMEM):
		return err
	}
	return damaged(models.DamageUnreadable)
}

// damageOf is what an error says to be wrong with a stored file, empty when it is about something else.
func damageOf(err error) models.Damage {
	if e, ok := errors.AsType[*damageError](err); ok {
		return e.Damage
	}
	return ""
}

// noteDamage keeps what is wrong with the file of a package, or that nothing is any more, and when that was found out. A package whose file
// was brought anew meanwhile stays as it is.
func (s *Store) noteDamage(ctx context.Context, p models.Package, d models.Damage) error {
	now := s.db.Now()
	if d != "" && d != p.Damage {
		s.log.ErrorContext(ctx, "a stored package file is damaged", "package", p.ID, "damage", d)
	}
	return s.change(context.WithoutCancel(ctx), func(t *tx) error {
		_, err := db.Updates[models.Package](t.Ctx, t.DB.Where("id = ? AND damage = ?", p.ID, p.Damage).
			Select("CheckedAt", "Damage"), models.Package{CheckedAt: &now, Damage: d})
		return err
	})
}

// dropParts takes the damaged file from a package that gets another one with the same bytes, and gives the keys of what it was.
func (t *tx) dropParts(id models.ID) (keys []string, err error) {
	if err := t.Model(&models.PackagePart{}).Where("package_id = ?", id).Pluck("key", &keys).Error; err != nil {
		return nil, err
	}
	if _, err := db.Delete[models.PackagePart](t.Ctx, t.DB.Where("package_id = ?", id)); err != nil {
		return nil, err
	}
	_, err = db.Updates[models.Package](t.Ctx, t.DB.Where("id = ?", id).Select("CheckedAt", "Damage"), models.Package{CheckedAt: &t.Now})
	return keys, err
}
