package recode

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/pressly/goose/v3"
)

// Migrations are the migrations that need more than SQL, for SQLite or for Postgres.
func Migrations(d goose.Dialect) []*goose.Migration {
	m := migration{json: "text"}
	if d == goose.DialectPostgres {
		m.json = "jsonb"
	}
	return []*goose.Migration{
		goose.NewGoMigration(23, &goose.GoFunc{RunTx: m.installReasons}, nil),
		goose.NewGoMigration(24, &goose.GoFunc{RunTx: m.packageReasons}, nil),
		goose.NewGoMigration(25, &goose.GoFunc{RunTx: m.noticeReasons}, nil),
	}
}

// migration knows the type that columns with JSON have.
type migration struct{ json string }

// installReasons puts the reasons of install states into columns of their own.
func (m migration) installReasons(ctx context.Context, tx *sql.Tx) error {
	return m.textColumn(ctx, tx, "installs", "reason")
}

// packageReasons does so for why uploads were refused, and gives codes to what is odd about packages and their signatures.
func (m migration) packageReasons(ctx context.Context, tx *sql.Tx) error {
	return errors.Join(
		m.textColumn(ctx, tx, "uploads", "problem"),
		inPlace(ctx, tx, "packages", "warnings", warnings),
		inPlace(ctx, tx, "packages", "signers", signers),
		inPlace(ctx, tx, "drafts", "replaced", replaced))
}

// noticeReasons gives codes to the notices that wait for the next page of a session.
func (m migration) noticeReasons(ctx context.Context, tx *sql.Tx) error {
	return inPlace(ctx, tx, "sessions", "notices", notices)
}

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
		args, err := r.Args.Value()
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO recoded (stored, code, args) VALUES ($1, $2, $3)", text, string(r.Code), args); err != nil {
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
