package store

import (
	"strings"
	"unicode"

	"appdepot/models"
)

// typedLine makes one line of what somebody typed: valid UTF-8 without control characters (Postgres refuses some of them),
// white space collapsed.
func typedLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// complaints collect one sentence per field of a form.
type complaints map[string]models.Text

// err is nil when there is nothing to complain about.
func (c complaints) err() error {
	if len(c) == 0 {
		return nil
	}
	return &models.Error{Kind: models.KindInvalid, Fields: c}
}
