package ui

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestColumnsLeaveWhenTheMainOneWouldGetTooNarrow(t *testing.T) {
	name, kind, seen := Column{Label: "Name"}, Column{Width: "col-lg", Priority: "2"}, Column{Width: "col-xl", Priority: "3"}
	for _, c := range []struct {
		columns []Column
		want    tableWidths
	}{
		{[]Column{name}, tableWidths{200, 200, 200, 200, 200}},
		{[]Column{name, kind}, tableWidths{360, 360, 360, 360, 200}},
		{[]Column{name, kind, seen}, tableWidths{560, 560, 560, 360, 200}},
		{[]Column{name, kind, seen, {Width: "col-md", Priority: "4"}}, tableWidths{720, 720, 560, 360, 200}},
		{[]Column{{Select: true, Width: "check"}, name, {Width: "col-md"}, {Width: "col-act"}}, tableWidths{400, 400, 400, 400, 320}},
		// The name of a list's rows is never narrow, and what a person added leaves first.
		{[]Column{{Select: true, Width: "check"}, {Name: true}, {Width: "col-md", Priority: "2"}, {Width: "col-md", Priority: "5"}}, tableWidths{560, 440, 440, 440, 280}},
		// A name, a status and a button fit on a phone, 356 pixels of table.
		{[]Column{name, {Width: "col-lg"}, {Width: "col-md"}}, tableWidths{480, 480, 480, 480, 320}},
	} {
		if got := widthLevels(c.columns); got != c.want {
			t.Errorf("%v need %+v, want %+v", c.columns, got, c.want)
		}
	}
}

func TestStyleSheetKnowsEveryStepOfATable(t *testing.T) {
	css, err := os.ReadFile("../../static/css/ui/table-width.css")
	if err != nil {
		t.Fatal(err)
	}
	for room := minTableWidth; room <= maxTableWidth; room += tableWidthStep {
		for _, attribute := range []string{"p5", "p4", "p3", "p2", "least"} {
			if rule := "[data-" + attribute + `="` + strconv.Itoa(room) + `"]`; !strings.Contains(string(css), rule) {
				t.Errorf("table-width.css has no rule for %s", rule)
			}
		}
	}
}

func TestWidthsOfColumnsAreThoseOfTheStyleSheet(t *testing.T) {
	css, err := os.ReadFile("../../static/css/ui/table.css")
	if err != nil {
		t.Fatal(err)
	}
	for class, width := range columnWidths {
		if class == "check" {
			class = "table .check"
		}
		if rule := "." + class + " {\n    inline-size: " + strconv.Itoa(width) + "px;"; !strings.Contains(string(css), rule) {
			t.Errorf("table.css does not say %q", rule)
		}
	}
}
