package targeting

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"appdepot/models"
)

type ids = []models.ID

func set(members ...models.ID) map[models.ID]bool {
	s := map[models.ID]bool{}
	for _, m := range members {
		s[m] = true
	}
	return s
}

// In europe, Europe contains Benelux and France, Benelux contains Netherlands; Sales contains Netherlands too.
var europe = Nesting{"Europe": {"Benelux", "France"}, "Benelux": {"Netherlands"}, "Sales": {"Netherlands"}}

func TestPath(t *testing.T) {
	tests := []struct {
		from, to models.ID
		want     ids
	}{
		{"Europe", "Netherlands", ids{"Europe", "Benelux", "Netherlands"}},
		{"Europe", "France", ids{"Europe", "France"}},
		{"France", "France", ids{"France"}},
		{"Netherlands", "Europe", nil},
		{"nowhere", "Europe", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, europe.Path(tt.from, tt.to)); diff != "" {
			t.Errorf("from %s to %s (-want +got):\n%s", tt.from, tt.to, diff)
		}
	}
}

func TestPathIsTheShortest(t *testing.T) {
	n := Nesting{"a": {"b", "d"}, "b": {"c"}, "c": {"d"}}
	if diff := cmp.Diff(ids{"a", "d"}, n.Path("a", "d")); diff != "" {
		t.Error(diff)
	}
}

func TestContainersAndInside(t *testing.T) {
	if diff := cmp.Diff(set("Netherlands", "Benelux", "Europe", "Sales"), europe.Containers().Of(ids{"Netherlands"})); diff != "" {
		t.Errorf("containers:\n%s", diff)
	}
	if diff := cmp.Diff(set("France", "Europe", "Finance"), europe.Containers().Of(ids{"France", "Finance"})); diff != "" {
		t.Errorf("containers of two:\n%s", diff)
	}
	if diff := cmp.Diff(ids{"Benelux", "Europe", "France", "Netherlands"}, europe.Inside("Europe")); diff != "" {
		t.Errorf("inside:\n%s", diff)
	}
}

func drawNesting(t *rapid.T) (Nesting, ids) {
	var groups ids
	for i := range rapid.IntRange(1, 7).Draw(t, "groups") {
		groups = append(groups, models.ID(fmt.Sprint("g", i)))
	}
	n := Nesting{}
	for range rapid.IntRange(0, 14).Draw(t, "edges") {
		parent := rapid.SampledFrom(groups).Draw(t, "parent")
		n[parent] = append(n[parent], rapid.SampledFrom(groups).Draw(t, "child"))
	}
	return n, groups
}

// On any nesting, cycles included: the ways of asking agree with each other, and every step of a path is real.
func TestNestingAgreesWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, groups := drawNesting(t)
		a, b := rapid.SampledFrom(groups).Draw(t, "a"), rapid.SampledFrom(groups).Draw(t, "b")
		path := n.Path(a, b)
		if below := slices.Contains(n.Inside(a), b); below != (path != nil) || below != n.Containers().Of(ids{b})[a] {
			t.Fatalf("%s in %s: inside %t, path %v, containers %v", b, a, below, path, n.Containers().Of(ids{b}))
		}
		for i := range max(0, len(path)-1) {
			if n.Path(path[i], path[i+1]) == nil || len(n.Path(path[i], path[i+1])) != 2 {
				t.Fatalf("%s is no child of %s", path[i+1], path[i])
			}
		}
	})
}

func TestDeepNestingEnds(t *testing.T) {
	n := Nesting{}
	const depth = 100_000
	for i := range depth {
		n[models.ID(fmt.Sprint(i))] = ids{models.ID(fmt.Sprint((i + 1) % depth))}
	}
	if got := len(n.Containers().Of(ids{"0"})); got != depth {
		t.Errorf("%d containers in a ring of %d", got, depth)
	}
	if got := len(n.Path("1", "0")); got != depth {
		t.Errorf("a path of %d around a ring of %d", got, depth)
	}
}
