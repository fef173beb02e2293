package link_test

import (
	"testing"

	"appdepot/views/link"
)

func TestSegmentsAreEscaped(t *testing.T) {
	if got, want := link.AppSection("a/b", "x?y"), "/apps/a%2Fb/x%3Fy"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestQueryLeavesOutEmptyValues(t *testing.T) {
	if got, want := link.Query(link.Apps(), "q", "a&b", "sort", ""), "/apps?q=a%26b"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := link.Query(link.Apps(), "q", ""); got != "/apps" {
		t.Errorf("got %s, want the bare address", got)
	}
}
