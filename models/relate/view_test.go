package relate

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appdepot/models"
)

// ranks are the apps of a view by their place.
func ranks(v View) map[models.ID]int {
	m := map[models.ID]int{}
	for _, n := range v.Nodes {
		m[n.ID] = n.Rank
	}
	return m
}

func TestAround(t *testing.T) {
	g := shelf("Suite needs Editor", "Editor needs Runtime", "Runtime needs Libraries", "Libraries needs Drivers",
		"Editor replaces Old editor", "Editor 2 replaces Editor", "Viewer needs Runtime", "Alone")
	v := g.Around("Editor", 2, 5)
	want := map[models.ID]int{"Editor": 0, "Suite": -1, "Editor 2": -1, "Runtime": 1, "Old editor": 1, "Libraries": 2}
	if diff := cmp.Diff(want, ranks(v)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if v.Nodes[0].ID != "Editor" || len(v.Arrows) != 5 || v.More != 2 { // Drivers and Viewer
		t.Errorf("%s is in the middle, %d arrows, %d more", v.Nodes[0].ID, len(v.Arrows), v.More)
	}
	if v := g.Around("Alone", 2, 5); len(v.Nodes) != 1 || v.More != 0 {
		t.Errorf("an app without relations: %+v", v)
	}
}

func TestAroundHasRoom(t *testing.T) {
	var lines []string
	for i := range 9 {
		lines = append(lines, fmt.Sprintf("Editor needs Part %d", i), fmt.Sprintf("Part %d needs Core", i))
	}
	v := shelf(lines...).Around("Editor", 2, 4)
	got := map[int]int{}
	for _, n := range v.Nodes {
		got[n.Rank]++
	}
	if diff := cmp.Diff(map[int]int{0: 1, 1: 4, 2: 1}, got); diff != "" || v.More != 5 {
		t.Errorf("%d more, -want +got\n%s", v.More, diff)
	}
	for _, a := range v.Arrows {
		if r := ranks(v); r[a.OtherID] != r[a.AppID]+1 {
			t.Errorf("%s is no neighbor of %s", a.OtherID, a.AppID)
		}
	}
}
