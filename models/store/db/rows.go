package db

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// First reads the first row that q finds; none is gorm.ErrRecordNotFound.
func First[T any](ctx context.Context, q *gorm.DB) (row T, err error) {
	err = q.WithContext(ctx).First(&row).Error
	return row, err
}

// Find reads all rows that q finds.
func Find[T any](ctx context.Context, q *gorm.DB) (rows []T, err error) {
	err = q.WithContext(ctx).Find(&rows).Error
	return rows, err
}

// Each gives scan the rows that q finds, one at a time: where they are many, or what GORM does for each costs too much.
func Each(q *gorm.DB, scan func(*sql.Rows) error) error {
	rows, err := q.Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return recognizeDown(rows.Err()) // GORM does not see it
}

// Count counts the rows that q finds.
func Count[T any](ctx context.Context, q *gorm.DB) (n int64, err error) {
	err = q.WithContext(ctx).Model(new(T)).Count(&n).Error
	return n, err
}

// Create writes one new row.
func Create[T any](ctx context.Context, q *gorm.DB, row *T) error {
	return q.WithContext(ctx).Create(row).Error
}

// Delete removes the rows that q finds, and says how many.
func Delete[T any](ctx context.Context, q *gorm.DB) (int, error) {
	done := q.WithContext(ctx).Delete(new(T))
	return int(done.RowsAffected), done.Error
}

// Update changes one column of the rows that q finds, and says how many.
func Update[T any](ctx context.Context, q *gorm.DB, column string, value any) (int, error) {
	done := q.WithContext(ctx).Model(new(T)).Update(column, value)
	return int(done.RowsAffected), done.Error
}

// Updates writes the columns that q selects into the rows that q finds, and says how many. Without Select, zero values are
// left out.
func Updates[T any](ctx context.Context, q *gorm.DB, row T) (int, error) {
	done := q.WithContext(ctx).Model(new(T)).Updates(row)
	return int(done.RowsAffected), done.Error
}

// RowsAtOnce keeps one INSERT below the most values that SQLite takes.
const RowsAtOnce = 1000
