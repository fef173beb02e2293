package checkin

import (
	"cmp"
	"strings"
)

// CompareVersions compares dotted versions part by part as numbers of any length; missing parts are 0, so "2" equals
// "2.0.0". A part that is no number is older than any number and compared as text with its like: "1.0.rc" is older than
// "1.0". It returns -1, 0 or 1.
func CompareVersions(a, b string) int {
	for a != "" || b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if c := comparePart(x, y); c != 0 {
			return c
		}
	}
	return 0
}

func comparePart(x, y string) int {
	nx, xIsNumber := number(x)
	ny, yIsNumber := number(y)
	switch {
	case xIsNumber && yIsNumber:
		return cmp.Or(cmp.Compare(len(nx), len(ny)), strings.Compare(nx, ny))
	case xIsNumber:
		return 1
	case yIsNumber:
		return -1
	}
	return strings.Compare(x, y)
}

// number strips the leading zeros of a decimal, so that longer is larger; an empty part counts as 0.
func number(s string) (string, bool) {
	if strings.Trim(s, "0123456789") != "" {
		return s, false
	}
	return strings.TrimLeft(s, "0"), true
}
