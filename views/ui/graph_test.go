package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// chart is a graph of boxes such as "Editor 0", in columns, with an arrow for each pair of their letters.
func chart(arrows []string, boxes ...string) Graph {
	g := Graph{Title: "Apps"}
	for _, b := range boxes {
		n := GraphNode{Sub: "1.0", URL: "/apps"}
		if _, err := fmt.Sscanf(b, "%s %d", &n.ID, &n.Column); err != nil {
			panic(err)
		}
		n.Name = n.ID
		g.Nodes = append(g.Nodes, n)
	}
	for _, a := range arrows {
		g.Arrows = append(g.Arrows, GraphArrow{From: a[:1], To: a[1:], Label: "needs"})
	}
	return g
}

func TestBoxesHaveRoom(t *testing.T) {
	p := chart([]string{"AB", "BC", "BD", "CD", "AD", "DA", "EE"}, "A -1", "B 0", "C 1", "D 1", "E 2").plan()
	if len(p.Boxes) != 5 || len(p.Lines) != 7 {
		t.Fatalf("%d boxes and %d lines", len(p.Boxes), len(p.Lines))
	}
	for i, a := range p.Boxes {
		if a.x < 0 || a.y < 0 || a.x+graphBoxWidth > p.Width || a.y+graphBoxHeight > p.Height {
			t.Errorf("%s stands at %d, %d, outside %d by %d", a.Name, a.x, a.y, p.Width, p.Height)
		}
		for _, b := range p.Boxes[:i] {
			if a.x == b.x && a.y < b.y+graphBoxHeight && b.y < a.y+graphBoxHeight {
				t.Errorf("%s stands on %s", a.Name, b.Name)
			}
		}
	}
	for _, l := range p.Lines {
		if l.X < 0 || l.Y < 0 || l.X > p.Width || l.Y > p.Height {
			t.Errorf("the words of %s%s stand at %d, %d, outside %d by %d", l.From, l.To, l.X, l.Y, p.Width, p.Height)
		}
	}
	if p.Boxes[0].x >= p.Boxes[1].x || p.Boxes[1].x >= p.Boxes[2].x {
		t.Error("columns do not follow each other from left to right")
	}
}

// What passes over a column stands above all boxes, each arrow on a line of its own.
func TestLongArrowsPassAboveTheBoxes(t *testing.T) {
	p := chart([]string{"AC", "CA"}, "A -1", "B 0", "C 1").plan()
	if p.Lines[0].Y == p.Lines[1].Y {
		t.Error("two long arrows lie on each other")
	}
	for _, l := range p.Lines {
		for _, b := range p.Boxes {
			if l.Y >= b.y {
				t.Errorf("an arrow passes %s at %d, and the box begins at %d", b.Name, l.Y, b.y)
			}
		}
	}
}

func TestLongNamesAreCut(t *testing.T) {
	long := strings.Repeat("Länge ", 9)
	var b strings.Builder
	g := Graph{Title: "Apps", Nodes: []GraphNode{{ID: "a", Name: long, URL: "/apps/a"}}}
	if err := GraphPicture(g).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, "<title>"+long+"</title>") || !strings.Contains(s, "Länge Länge Länge Länge…</text>") {
		t.Error(s)
	}
}
