// Package field is the one way Appdepot asks questions: a Field describes a question, a Form holds what was typed, Values
// what was accepted, Errors every reason why something was not. Everything here is arithmetic on plain values.
package field
