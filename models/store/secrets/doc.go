// Package secrets is the part of the store that keeps secrets sealed, see models/secret: what was written in clear by an earlier version is
// sealed when the database is opened (clear.go), everything is sealed anew with another data key (rotate.go), data keys are wrapped by another
// outer key (rewrap.go), and what was sealed with a lost key is given up (reset.go). All of it goes through the columns of
// models/secret.Columns in small transactions (cells.go), while servers run, and goes on where it was after a crash.
//
// Start at Store, which store.Store embeds.
package secrets
