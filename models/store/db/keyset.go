package db

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"appdepot/models"
)

const usualPage = 50

// LargestPage is the most rows that one page of a list has.
const LargestPage = 200

// Column is one way to sort a list: the expression in SQL and its value in a row, a string, an integer or a time. It must
// not be NULL. Ties are broken by the id, so the order is total.
type Column[T any] struct {
	expr string
	of   func(T) any
}

// SortBy is a way to sort a list: by an expression in SQL, and its value in a row.
func SortBy[T any](expr string, of func(T) any) Column[T] { return Column[T]{expr, of} }

// Keyset reads one page of q in the order of a column and an id expression, without OFFSET: it asks for one row more than
// fits, and from the other side when going back.
func Keyset[T any](q *gorm.DB, c Column[T], id string, idOf func(T) models.ID, desc bool, p models.Page) (models.Listing[T], error) {
	size := sizeOf(p)
	back := p.Before != ""
	cursor := p.After + p.Before
	direction, compare := "ASC", ">"
	if desc != back {
		direction, compare = "DESC", "<"
	}
	if cursor != "" {
		var zero T
		value, at, err := readCursor(cursor, c.of(zero))
		if err != nil {
			return models.Listing[T]{}, err
		}
		q = q.Where(fmt.Sprintf("(%s, %s) %s (?, ?)", c.expr, id, compare), value, at)
	}
	var rows []T
	if err := q.Order(fmt.Sprintf("%s %s, %s %s", c.expr, direction, id, direction)).Limit(size + 1).Find(&rows).Error; err != nil {
		return models.Listing[T]{}, err
	}
	more := len(rows) > size
	rows = rows[:min(size, len(rows))]
	if back {
		slices.Reverse(rows)
	}
	return page(rows, p, more, func(row T) string { return writeCursor(c.of(row), idOf(row)) }), nil
}

func sizeOf(p models.Page) int {
	if p.Size > 0 {
		return min(p.Size, LargestPage)
	}
	return usualPage
}

// page is what was read with the cursors of its neighbors. More tells that there is something beyond it in the direction of reading.
func page[T any](rows []T, p models.Page, more bool, at func(T) string) models.Listing[T] {
	l, back := models.Listing[T]{Items: rows}, p.Before != ""
	if len(rows) == 0 {
		return l
	}
	if back && more || !back && p.After != "" {
		l.Previous = at(rows[0])
	}
	if !back && more || back {
		l.Next = at(rows[len(rows)-1])
	}
	return l
}

// Newest makes one page of the pages of several lists that were read for the same request, each by time and id, the newest first.
func Newest[T any](p models.Page, at func(T) time.Time, id func(T) models.ID, lists ...models.Listing[T]) models.Listing[T] {
	var rows []T
	more, size := false, sizeOf(p)
	for _, l := range lists {
		rows = append(rows, l.Items...)
		more = more || p.Before != "" && l.Previous != "" || p.Before == "" && l.Next != ""
	}
	slices.SortFunc(rows, func(a, b T) int { return cmp.Or(at(b).Compare(at(a)), cmp.Compare(id(b), id(a))) })
	if len(rows) > size {
		more = true
		if p.Before != "" {
			rows = rows[len(rows)-size:]
		} else {
			rows = rows[:size]
		}
	}
	return page(rows, p, more, func(row T) string { return writeCursor(at(row), id(row)) })
}

// Mapped is a page with its rows made into something else.
func Mapped[A, B any](l models.Listing[A], of func(A) B) models.Listing[B] {
	m := models.Listing[B]{Next: l.Next, Previous: l.Previous}
	for _, row := range l.Items {
		m.Items = append(m.Items, of(row))
	}
	return m
}

type cursor struct {
	Text string     `json:"t,omitempty"`
	Int  *int64     `json:"i,omitempty"`
	Time *time.Time `json:"a,omitempty"`
	ID   models.ID  `json:"id"`
}

func writeCursor(v any, id models.ID) string {
	c := cursor{ID: id}
	switch v := v.(type) {
	case string:
		c.Text = v
	case int:
		n := int64(v)
		c.Int = &n
	case time.Time:
		c.Time = &v
	default:
		panic(fmt.Sprintf("store: a list cannot be sorted by a %T", v))
	}
	b, _ := json.Marshal(c)
	return base64.RawURLEncoding.EncodeToString(b)
}

// readCursor reads a cursor of a column whose values are like the sample. Cursors come from addresses that people keep and
// change: one that this column cannot have written is Invalid.
func readCursor(s string, sample any) (value any, at models.ID, err error) {
	bad := models.Invalid("This page of the list no longer exists. Go back to the first page.")
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil, "", bad.Because(err)
	}
	var c cursor
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, "", bad.Because(err)
	}
	if at, err = models.ParseID(string(c.ID)); err != nil {
		return nil, "", bad.Because(err)
	}
	switch sample.(type) {
	case int:
		if c.Int != nil && *c.Int == int64(int32(*c.Int)) { // what every database's integers hold
			return *c.Int, at, nil
		}
	case time.Time:
		if c.Time != nil {
			return c.Time.UTC(), at, nil
		}
	default:
		if c.Int == nil && c.Time == nil && !strings.ContainsRune(c.Text, 0) {
			return c.Text, at, nil
		}
	}
	return nil, "", bad
}
