package recode

import "github.com/pressly/goose/v3"

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
		goose.NewGoMigration(55, &goose.GoFunc{RunTx: m.noticeBodies}, nil),
	}
}

// migration knows the type that columns with JSON have.
type migration struct{ json string }
