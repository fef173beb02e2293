package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// columnWidths are in pixels, as static/css/ui/table.css has them.
var columnWidths = map[string]int{
	"check": 40, "col-act": 44, "col-xs": 84, "col-sm": 108, "col-md": 132, "col-lg": 164, "col-control": 172, "col-xl": 212, "col-xxl": 300,
}

const (
	nameWidth      = 240 // the least that the name of a list's rows gets
	restWidth      = 176 // the least that a column without a width of its own gets
	narrowRest     = 144 // the same in a narrow table
	narrowColumn   = 106 // the most that col-md, col-lg and col-xl get in a narrow table
	narrowTable    = 620 // a table up to this width is narrow
	tableWidthStep = 40  // static/css/ui/table-width.css has a rule for each of these steps
	minTableWidth  = 200
	maxTableWidth  = 1600
)

// tableWidths says how wide a table has to be to show its columns of priority 5, of 4, of 3 and of 2, and those that stay always. A
// narrower table drops columns, and in the end it scrolls sideways.
type tableWidths struct{ five, four, three, two, least int }

func widthLevels(columns []Column) tableWidths {
	r := tableWidths{widthOf(columns, "5"), widthOf(columns, "4"), widthOf(columns, "3"), widthOf(columns, "2"), widthOf(columns, "")}
	if r.least <= narrowTable {
		r.least = max(minTableWidth, sumOf(columns, "", true)/tableWidthStep*tableWidthStep)
	}
	return r
}

// widthOf is the width of the columns whose priority is at most this one, rounded up to a step.
func widthOf(columns []Column, priority string) int {
	steps := (sumOf(columns, priority, false) + tableWidthStep - 1) / tableWidthStep
	return min(max(minTableWidth, steps*tableWidthStep), maxTableWidth)
}

func sumOf(columns []Column, priority string, narrow bool) int {
	sum := 0
	for _, c := range columns {
		if c.Priority <= priority {
			sum += c.minWidth(narrow)
		}
	}
	return sum
}

func (c Column) minWidth(narrow bool) int {
	width := columnWidths[c.Width]
	switch {
	case c.Name:
		return nameWidth
	case width == 0 && narrow:
		return narrowRest
	case width == 0:
		return restWidth
	case narrow && (c.Width == "col-md" || c.Width == "col-lg" || c.Width == "col-xl"):
		return narrowColumn
	}
	return width
}

// attrs are what the style sheet chooses by.
func (r tableWidths) attrs() templ.Attributes {
	return templ.Attributes{
		"data-p5": strconv.Itoa(r.five), "data-p4": strconv.Itoa(r.four), "data-p3": strconv.Itoa(r.three), "data-p2": strconv.Itoa(r.two), "data-least": strconv.Itoa(r.least),
	}
}
