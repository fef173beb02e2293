package db

import (
	"database/sql"
	"errors"

	"gorm.io/gorm"

	"appdepot/models"
)

// One turns "no rows" into a NotFound with words for people.
func One[T any](v T, err error, notFound error) (T, error) {
	if None(err) || errors.Is(err, sql.ErrNoRows) {
		var zero T
		return zero, notFound
	}
	return v, err
}

// None reports that a query found nothing, where that is only said after asking for the right to know.
func None(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }

// Duplicate reports whether a write broke a unique rule.
func Duplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }

// ChangedMeanwhile is the answer to a write whose version no longer matches.
func ChangedMeanwhile(what string) error {
	return models.Conflict("%s changed while you were editing. Your input is still here. Reload to see the latest version.", what)
}
