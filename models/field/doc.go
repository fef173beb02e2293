// Package field is the one way Appdepot asks questions: a Field describes a question, a Form holds what was typed, Values
// what was accepted, Errors every reason why something was not. Everything here is arithmetic on plain values.
//
// Start in field.go, with Field, Section and Step. Then:
//
//   - form.go: what was typed; defaults, and the fields that are asked (Asked, WithDefaults, Merge)
//   - visible.go: what nobody sees is taken out of whatever is typed (Visible)
//   - decode.go and text.go: from what was typed to values, with the controls and their limits (Decode)
//   - values.go: what was accepted, and back into a form (Encode)
//   - moment.go: moments, which are typed in a time zone and kept in UTC
//   - table.go: questions whose answer is a table of rows
//   - fill.go: what a package or a catalog answers (Known, Fill, Unfill, Refill)
//   - condition.go: conditions on other answers
//
// Nothing here knows an app type, a page or the database.
package field
