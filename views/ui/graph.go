package ui

import (
	"fmt"
	"strconv"
	"strings"
)

// Graph is boxes in columns with arrows between them, as a picture whose boxes are links.
type Graph struct {
	Title  string // what the picture shows, read aloud before it
	Nodes  []GraphNode
	Arrows []GraphArrow
}

// GraphNode is a box. Columns count from left to right and may start below zero; boxes of one column stand below each other.
type GraphNode struct {
	ID, Name, Sub string
	URL           string // empty for the one that the picture is about
	Column        int
}

// GraphArrow leads from one box to another. Kind is the class of its line; Label stands beside it, so that the line does not
// have to be told by its look.
type GraphArrow struct {
	From, To, Label, Kind string
}

// Measures of the picture, in pixels.
const (
	graphBoxWidth  = 224
	graphBoxHeight = 56
	graphAcross    = 148 // between columns: room for the words
	graphDown      = 20
	graphMargin    = 12
	graphLane      = 26 // for an arrow that passes over a column
	graphCorner    = 8
)

// graphBox is a placed box.
type graphBox struct {
	GraphNode
	x, y int
}

// What a box has room for: so much of a name, and of the smaller line below it.
const (
	graphLetters      = 25
	graphSmallLetters = 33
)

// truncate is a text, cut where the box ends.
func truncate(text string, letters int) string {
	if r := []rune(text); len(r) > letters {
		return strings.TrimSpace(string(r[:letters-1])) + "…"
	}
	return text
}

func (b graphBox) centerY() int { return b.y + graphBoxHeight/2 }

// graphLine is a placed arrow: the path, and where its words stand.
type graphLine struct {
	GraphArrow
	Path string
	X, Y int
}

// graphPlan is the whole picture.
type graphPlan struct {
	Boxes         []graphBox
	Lines         []graphLine
	Width, Height int
}

// plan places everything. Arrows that pass over a column, or lead back, get a lane above the boxes.
func (g Graph) plan() graphPlan {
	first, last, tallest, count := 0, 0, 0, map[int]int{}
	for _, n := range g.Nodes {
		first, last = min(first, n.Column), max(last, n.Column)
		count[n.Column]++
		tallest = max(tallest, count[n.Column])
	}
	column := map[string]int{}
	for _, n := range g.Nodes {
		column[n.ID] = n.Column
	}
	lanes := 0
	for _, a := range g.Arrows {
		if d := column[a.To] - column[a.From]; d != 0 && d != 1 {
			lanes++
		}
	}
	high := func(boxes int) int { return boxes*(graphBoxHeight+graphDown) - graphDown }
	p := graphPlan{
		Width:  2*graphMargin + (last-first+1)*(graphBoxWidth+graphAcross) - graphAcross,
		Height: 2*graphMargin + lanes*graphLane + high(tallest),
	}
	boxes, placed := map[string]graphBox{}, map[int]int{}
	for _, n := range g.Nodes {
		b := graphBox{GraphNode: n, x: graphMargin + (n.Column-first)*(graphBoxWidth+graphAcross)}
		b.y = graphMargin + lanes*graphLane + (high(tallest)-high(count[n.Column]))/2 + high(placed[n.Column]+1) - graphBoxHeight
		placed[n.Column]++
		boxes[n.ID] = b
		p.Boxes = append(p.Boxes, b)
	}
	p.Width += g.bulge(column, last)
	lane := graphMargin
	for _, a := range g.Arrows {
		line := graphLine{GraphArrow: a}
		from, to := boxes[a.From], boxes[a.To]
		switch to.Column - from.Column {
		case 1:
			line.across(from, to)
		case 0:
			line.aside(from, to)
		default:
			line.over(from, to, lane)
			lane += graphLane
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

// bulge is the room that arrows within the last column need beside it.
func (g Graph) bulge(column map[string]int, last int) int {
	for _, a := range g.Arrows {
		if column[a.From] == last && column[a.To] == last {
			return graphAcross
		}
	}
	return 0
}

// across leads to the next column. The words stand where arrows are furthest apart: away from the box in the middle.
func (l *graphLine) across(from, to graphBox) {
	x1, y1, x2, y2 := from.x+graphBoxWidth, from.centerY(), to.x, to.centerY()
	bend := (x1 + x2) / 2
	l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, bend, y1, bend, y2, x2-1, y2)
	l.X, l.Y = x1+(x2-x1)*9/20, y1+(y2-y1)*9/20
	switch {
	case from.Column >= 0:
		l.X, l.Y = x1+(x2-x1)*11/20, y1+(y2-y1)*3/4
	case to.Column <= 0:
		l.X, l.Y = x1+(x2-x1)*9/20, y1+(y2-y1)/4
	}
}

// aside leads to another box of the same column.
func (l *graphLine) aside(from, to graphBox) {
	x := from.x + graphBoxWidth
	l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, from.centerY()+10, x+64, from.centerY()+10, x+64, to.centerY()-10, x+1, to.centerY()-10)
	l.X, l.Y = x+56, (from.centerY()+to.centerY())/2
}

// over leads above the boxes.
func (l *graphLine) over(from, to graphBox, lane int) {
	x1, x2, turn := from.x+graphBoxWidth*2/3, to.x+graphBoxWidth/3, graphCorner
	if x2 < x1 {
		turn = -graphCorner
	}
	l.Path = fmt.Sprintf("M%d %dV%dQ%d %d %d %dH%dQ%d %d %d %dV%d", x1, from.y, lane+graphCorner, x1, lane, x1+turn, lane,
		x2-turn, x2, lane, x2, lane+graphCorner, to.y-1)
	l.X, l.Y = (x1+x2)/2, lane
}

func px(n int) string { return strconv.Itoa(n) }
