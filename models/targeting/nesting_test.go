package targeting

import (
	"fmt"
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

// Europe contains Benelux and France, Benelux contains Netherlands; Sales contains Netherlands too.
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

func TestAncestorsAndDescendants(t *testing.T) {
	if diff := cmp.Diff(set("Netherlands", "Benelux", "Europe", "Sales"), europe.Ancestors(ids{"Netherlands"})); diff != "" {
		t.Errorf("ancestors:\n%s", diff)
	}
	if diff := cmp.Diff(set("France", "Europe", "Finance"), europe.Ancestors(ids{"France", "Finance"})); diff != "" {
		t.Errorf("ancestors of two:\n%s", diff)
	}
	if diff := cmp.Diff(set("Europe", "Benelux", "Netherlands", "France"), europe.Descendants("Europe")); diff != "" {
		t.Errorf("descendants:\n%s", diff)
	}
}

func TestExpand(t *testing.T) {
	got := Expand(map[models.ID][]models.ID{"Netherlands": {"ann"}, "Europe": {"bob"}, "Sales": {"ann", "cy"}}, europe)
	want := map[models.ID]map[models.ID]bool{
		"Netherlands": set("ann"), "Benelux": set("ann"), "Europe": set("ann", "bob"), "Sales": set("ann", "cy"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
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
		if below := n.Descendants(a)[b]; below != (path != nil) || below != n.Ancestors(ids{b})[a] {
			t.Fatalf("%s in %s: descendants %t, path %v, ancestors %v", b, a, below, path, n.Ancestors(ids{b}))
		}
		for i := range max(0, len(path)-1) {
			if n.Path(path[i], path[i+1]) == nil || len(n.Path(path[i], path[i+1])) != 2 {
				t.Fatalf("%s is no child of %s", path[i+1], path[i])
			}
		}
		all := Expand(map[models.ID][]models.ID{b: {"member"}}, n)
		if all[a]["member"] != n.Descendants(a)[b] {
			t.Fatalf("a member of %s is in %s: %t", b, a, all[a]["member"])
		}
	})
}

func TestDeepNestingEnds(t *testing.T) {
	n := Nesting{}
	const depth = 100_000
	for i := range depth {
		n[models.ID(fmt.Sprint(i))] = ids{models.ID(fmt.Sprint((i + 1) % depth))}
	}
	if got := len(n.Ancestors(ids{"0"})); got != depth {
		t.Errorf("%d ancestors in a ring of %d", got, depth)
	}
	if got := len(n.Path("1", "0")); got != depth {
		t.Errorf("a path of %d around a ring of %d", got, depth)
	}
}
