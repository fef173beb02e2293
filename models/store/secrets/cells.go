package secrets

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"appdepot/models/secret"
	"appdepot/models/store/db"
)

// rowsAtOnce keeps a transaction short: others write between two of them.
const rowsAtOnce = 100

// cell is what a row has in a column.
type cell struct{ ID, Kind, Text string }

// rewrite goes through the cells of a column in which a text is found, in transactions of a few rows, and writes what change makes of them.
// It gives how many were changed. After says what else belongs into a transaction that changed something; nil for nothing.
func rewrite(ctx context.Context, d *db.Database, c secret.Column, holding string, change func(*db.Tx, cell) (string, error), after func(*db.Tx) error) (changed int, err error) {
	last := ""
	for more := true; more; {
		var here int
		err := d.Change(ctx, func(t *db.Tx) error {
			here = 0
			cells, err := read(t, c, holding, last)
			if err != nil {
				return err
			}
			more = len(cells) == rowsAtOnce
			for _, found := range cells {
				last = found.ID
				now, err := change(t, found)
				if err != nil {
					return fmt.Errorf("%s of %s: %w", c, found.ID, err)
				}
				if now == found.Text {
					continue
				}
				if err := write(t, c, found.ID, now); err != nil {
					return err
				}
				here++
			}
			if here > 0 && after != nil {
				return after(t)
			}
			return nil
		})
		if err != nil {
			return changed, err
		}
		changed += here
	}
	return changed, nil
}

func read(t *db.Tx, c secret.Column, holding, last string) (cells []cell, err error) {
	kind := c.Kind
	if kind == "" {
		kind = "''"
	}
	err = having(t.Clauses(clause.Locking{Strength: "UPDATE"}), c, holding).
		Select(fmt.Sprintf("%s AS id, %s AS kind, CAST(%s AS text) AS text", c.Row, kind, c.Name)).
		Where(c.Row+" > ?", last).Order(c.Row).Limit(rowsAtOnce).Find(&cells).Error
	return cells, err
}

// having chooses the rows of a column in which a text is found.
func having(q *gorm.DB, c secret.Column, text string) *gorm.DB {
	q = q.Table(c.Table).Where(fmt.Sprintf("CAST(%s AS text) LIKE ?", c.Name), "%"+text+"%")
	if c.Only != "" {
		q = q.Where(c.Row+" = ?", c.Only)
	}
	return q
}

func count(q *gorm.DB, c secret.Column, text string) (int, error) {
	var n int64
	err := having(q, c, text).Count(&n).Error
	return int(n), err
}

func write(t *db.Tx, c secret.Column, id, text string) error {
	value := "?"
	if c.JSON && t.Name() == "postgres" {
		value = "CAST(? AS jsonb)"
	}
	return t.Exec(fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s = ?", c.Table, c.Name, value, c.Row), text, id).Error
}

// eachSealed is a cell's text with every sealed value in it replaced.
func eachSealed(c secret.Column, text string, replace func(string) (string, error)) (string, error) {
	if !c.JSON {
		if _, sealed := secret.NumberOf(text); !sealed {
			return text, nil
		}
		return replace(text)
	}
	var doc any
	read := json.NewDecoder(bytes.NewReader([]byte(text)))
	read.UseNumber()
	if err := read.Decode(&doc); err != nil {
		return text, err
	}
	changed := false
	doc, err := inDocument(doc, func(s string) (string, error) {
		if _, sealed := secret.NumberOf(s); !sealed {
			return s, nil
		}
		now, err := replace(s)
		changed = changed || now != s
		return now, err
	})
	if err != nil || !changed {
		return text, err
	}
	b, err := json.Marshal(doc)
	return string(b), err
}

// inDocument replaces every text in a JSON document.
func inDocument(doc any, replace func(string) (string, error)) (any, error) {
	var err error
	switch at := doc.(type) {
	case string:
		return replace(at)
	case []any:
		for i := range at {
			if at[i], err = inDocument(at[i], replace); err != nil {
				return doc, err
			}
		}
	case map[string]any:
		for key := range at {
			if at[key], err = inDocument(at[key], replace); err != nil {
				return doc, err
			}
		}
	}
	return doc, nil
}
