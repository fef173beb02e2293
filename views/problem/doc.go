// Package problem shows what went wrong: one page for every status (page.templ), with a heading for each (title.go). What happened and
// what to do next is in the error that it is given; handlers/web decides which status an error is.
package problem
