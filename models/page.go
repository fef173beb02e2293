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

// Total is how many rows a list has in all. With More there are more than Count: beyond a limit nobody counts.
type Total struct {
	Count int
	More  bool
}

// ListView is how a person wants to see one list: its columns by their keys, nil for the usual ones, and the rows of a page, 0 for the usual number.
type ListView struct {
	Columns []string `json:"columns,omitempty"`
	Size    int      `json:"size,omitempty"`
}
