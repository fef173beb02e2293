// Package list is the one component of lists: a list is described once, by its columns, filters and readers, and the page, its
// order and filters, the counts of the filters, the commands for selected rows and the CSV file are readings of that description.
//
// list.go is the description and answers requests, page.go makes the page, export.go the file, selected.go finds the rows that a command
// is about, columns.go has the usual kinds of columns.
package list
