package store

import "context"

// ExecRaw writes into the database past every verb, as an earlier version or whoever has a copy would.
func (s *Store) ExecRaw(ctx context.Context, sql string, args ...any) error {
	return s.change(ctx, func(t *tx) error { return t.Exec(sql, args...).Error })
}

// RawText is a text of the database as it is stored.
func (s *Store) RawText(ctx context.Context, sql string, args ...any) (text string, err error) {
	err = s.db.Rows(ctx).Raw(sql, args...).Scan(&text).Error
	return text, err
}
