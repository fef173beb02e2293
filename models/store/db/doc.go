// Package db is what every area of the store stands on. Open gives a Database on SQLite or Postgres whose schema is up to date
// (database.go, driver.go, migrate.go with the SQL of both in migrations, and recode for what needs more than SQL).
//
// Migrations have numbers, SQL and Go in one row. The numbers say the order and nothing else, so gaps are harmless: goose runs those
// that a database lacks, lowest first, and looks for no number in between. The gaps are from changes that were made side by side, each with a range of its own. What
// would do harm is a number below one that has landed (a database that ran the later one refuses to start), and an edit of one that has landed
// (it would never be run again); testdata/migrations.sha256 and its test keep both from happening.
//
// A verb runs in Database.Change: the Tx it gets carries the context, the actor and the time, records lines of the audit log,
// takes locks and enqueues background work, which River works off (tx.go, lock.go, queue.go). What devices write runs in
// ChangeTogether, where those that come at once share a commit (together.go); what a power cut may take back runs in
// ChangeSyncedLater, which does not wait for the disk (later.go). A verb that spans areas hands its Tx on. Readers start at
// Database.Visible, which asks access first, or at Rows; Keyset reads one page of a list. The generic functions of rows.go read and
// write rows of one type; they do what gorm's own generics (gorm.G) do, which cost the compiler about a second for every type that
// they are used with.
//
// A database that does not answer or cannot be written is told from other faults in down.go.
//
// Only packages below models/store may use this one: GORM and its handles go no further.
package db
