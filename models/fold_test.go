package models

import (
	"strings"
	"testing"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// The quick way of plain names comes to the same as the long one.
func TestFoldingPlainNamesIsFoldingThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(rapid.RuneFrom([]rune("aZ9-. \t\u00a0éÉßﬁ"))).Draw(t, "name")
		if got, want := Fold(name), cases.Fold().String(norm.NFKC.String(strings.Join(strings.Fields(name), " "))); got != want {
			t.Fatalf("%q is folded to %q, want %q", name, got, want)
		}
	})
}
