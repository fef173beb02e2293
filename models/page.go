package models

// Page asks for one page of a list: the rows after or before a cursor that an earlier Listing gave, or the first ones.
type Page struct {
	After  string
	Before string
	Size   int // rows; 0 means the usual 50
}

// Sort orders a list by one named column; the list decides which names it knows.
type Sort struct {
	By   string
	Desc bool
}

// Listing is one page of a list with the cursors of its neighbors; an empty cursor means there is none.
type Listing[T any] struct {
	Items    []T
	Next     string
	Previous string
}
