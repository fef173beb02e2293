package recode

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
)

// textColumn replaces a column that holds a text by two that hold a code and its values. Rows share few texts, so each text is
// read once and the rows are brought over by the database.
func (m migration) textColumn(ctx context.Context, tx *sql.Tx, table, column string) error {
	if err := m.execute(ctx, tx, table, column,
		`CREATE TEMPORARY TABLE recoded (stored text PRIMARY KEY, code text NOT NULL, args text NOT NULL)`,
		`ALTER TABLE {table} ADD COLUMN {column}_code text NOT NULL DEFAULT ''`,
		`ALTER TABLE {table} ADD COLUMN {column}_args {json} NOT NULL DEFAULT '[]'`,
	); err != nil {
		return err
	}
	stored, err := texts(ctx, tx, fmt.Sprintf("SELECT DISTINCT CAST(%s AS text) FROM %s", column, table))
	if err != nil {
		return err
	}
	for _, text := range stored {
		var old oldText
		if err := json.Unmarshal([]byte(text), &old); err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
		r := reasonOf(old)
		args, err := json.Marshal(append([]any{}, r.Args...))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO recoded (stored, code, args) VALUES ($1, $2, $3)", text, r.Code, string(args)); err != nil {
			return err
		}
	}
	return m.execute(ctx, tx, table, column,
		`UPDATE {table} SET {column}_code = (SELECT code FROM recoded WHERE stored = CAST({column} AS text)),
			{column}_args = (SELECT CAST(args AS {json}) FROM recoded WHERE stored = CAST({column} AS text))`,
		`DROP TABLE recoded`,
		`ALTER TABLE {table} DROP COLUMN {column}`,
	)
}

// execute runs statements about one column of a table.
func (m migration) execute(ctx context.Context, tx *sql.Tx, table, column string, statements ...string) error {
	for _, s := range statements {
		s = strings.NewReplacer("{table}", table, "{column}", column, "{json}", m.json).Replace(s)
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

func texts(ctx context.Context, tx *sql.Tx, query string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}

// inPlace rewrites the JSON in a column, row by row. A change that gives nil leaves the row alone.
func inPlace(ctx context.Context, tx *sql.Tx, table, column string, change func([]byte) (any, error)) error {
	ids, err := texts(ctx, tx, fmt.Sprintf("SELECT id FROM %s WHERE CAST(%s AS text) NOT IN ('[]', '{}')", table, column))
	if err != nil {
		return err
	}
	for _, id := range ids {
		var stored string
		row := tx.QueryRowContext(ctx, fmt.Sprintf("SELECT CAST(%s AS text) FROM %s WHERE id = $1", column, table), id)
		if err := row.Scan(&stored); err != nil {
			return err
		}
		now, err := change([]byte(stored))
		if err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
		if now == nil {
			continue
		}
		b, err := json.Marshal(now)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("UPDATE %s SET %s = $1 WHERE id = $2", table, column), string(b), id); err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
	}
	return nil
}
