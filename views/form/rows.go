package form

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"appdepot/models/field"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// position is which row it is, from 0, of how many.
type position struct{ row, of int }

// row is the state of one row of a table.
func (s State) row(f field.Field, full field.Form, i int) State {
	s.Form, s.full, s.prefix = f.Row(full, i), true, field.RowKey(s.prefix+f.Key, i, "")
	return s
}

// changeAttrs are the attributes of a control that shows the questions anew, without the rest of the page: at the event, or when
// pressed for "".
func (s State) changeAttrs(command, event string) templ.Attributes {
	values, _ := json.Marshal(map[string]string{Command: command}) // strings only
	a := templ.Attributes{
		"hx-post": s.Post, "hx-include": "closest form", "hx-vals": string(values), "hx-target": "#" + Part, "hx-swap": "outerMorph",
	}
	if event != "" {
		a["hx-trigger"] = event
	}
	return a
}

// askAttrs are the attributes of the button that asks for the yes of a question, in a dialog.
func (s State) askAttrs(f field.Field) templ.Attributes {
	a := s.changeAttrs(field.AskFirst+" "+f.Key, "")
	a["hx-target"], a["hx-swap"] = "#confirm", "outerHTML"
	return a
}

// inLine reports whether the rows are short enough for their questions to stand side by side.
func inLine(f field.Field) bool {
	return len(f.Rows.Fields) <= 3 && !slices.ContainsFunc(f.Rows.Fields, func(f field.Field) bool {
		return f.When != nil || f.Variants != nil || f.Control == field.LongText || f.Control == field.Script || f.Control == field.XML || f.Control == field.Choices
	})
}

// kind is the answer that says what kind of row it is: that of its first choice; "" when it has none.
func kind(ctx context.Context, f field.Field, row field.Form) string {
	for _, q := range field.Asked(f.Rows.Fields, row) {
		if q.Control == field.Choice {
			return Answer(ctx, q, field.WithDefaults(f.Rows.Fields, row).Get(q.Key))
		}
	}
	return ""
}

// rowSummary is a row in short: what the table says, or what was typed in it.
func rowSummary(ctx context.Context, f field.Field, row field.Form) string {
	if f.Rows.Summary != nil {
		return f.Rows.Summary(Readable(ctx, f.Rows.Fields, row))
	}
	var parts []string
	for _, q := range field.Asked(f.Rows.Fields, row) {
		if a := strings.TrimSpace(row.Get(q.Key)); a != "" && (q.Control == field.Text || q.Control == field.Version || q.Control == field.Number) {
			parts = append(parts, a)
		}
	}
	return strings.Join(parts, " ")
}

// errorCount counts what is wrong in a row.
func errorCount(errors field.Errors, prefix string) int {
	n := 0
	for key := range errors {
		if strings.HasPrefix(key, prefix) {
			n++
		}
	}
	return n
}

// rowName names a row by its number.
func rowName(ctx context.Context, f field.Field, i int) string {
	return say.T(ctx, "%s %s", text(ctx, f.Rows.Name), say.Number(ctx, i+1))
}

// rowErrors lists what is wrong in the rows, in page order.
func rowErrors(ctx context.Context, f field.Field, s State) []ui.FieldError {
	var errs []ui.FieldError
	for i := range lastRow(f, s.Errors) + 1 {
		for _, q := range field.Asked(f.Rows.Fields, f.Row(s.Form, i)) {
			if inLine(f) {
				q = inRow(q)
			}
			q.Key = field.RowKey(f.Key, i, q.Key)
			for _, m := range fieldErrors(ctx, q, s) {
				m.Text = rowName(ctx, f, i) + ", " + m.Text
				errs = append(errs, m)
			}
		}
	}
	return errs
}

// lastRow is the number of the last row with a mistake, -1 when there is none.
func lastRow(f field.Field, errors field.Errors) int {
	last := -1
	for key := range errors {
		if rest, ok := strings.CutPrefix(key, f.Key+"."); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil {
				last = max(last, n)
			}
		}
	}
	return last
}

// rowsText is a table as one text: each row with its answers.
func rowsText(ctx context.Context, f field.Field, form field.Form) string {
	n, _ := f.RowCount(form)
	lines := make([]string, n)
	for i := range lines {
		lines[i] = rowText(ctx, f, f.Row(form, i))
	}
	return strings.Join(lines, "\n")
}

func rowText(ctx context.Context, f field.Field, row field.Form) string {
	var parts []string
	for _, q := range field.Asked(f.Rows.Fields, row) {
		switch answer := answerText(ctx, q, row); {
		case answer == "":
		case q.Control == field.Script || q.Control == field.XML:
			parts = append(parts, fmt.Sprintf("%s: …", text(ctx, q.Label)))
		case q.Control == field.Choice || len(f.Rows.Fields) <= 2:
			parts = append(parts, answer)
		default:
			parts = append(parts, fmt.Sprintf("%s: %s", text(ctx, q.Label), answer))
		}
	}
	return strings.Join(parts, ", ")
}

// The commands of the buttons around rows.
func addCommand(f field.Field) string { return field.AddRow + " " + f.Key }

func removeCommand(state State, i int) string {
	return fmt.Sprintf("%s %s %d", field.RemoveRow, tableOf(state, i), i)
}

func moveCommand(state State, i, to int) string {
	return fmt.Sprintf("%s %s %d %d", field.MoveRow, tableOf(state, i), i, to)
}

// tableOf is the key of the table that has the row.
func tableOf(state State, i int) string {
	table, _, _ := strings.Cut(state.prefix, "."+strconv.Itoa(i)+".")
	return table
}

// lockedIf locks the questions of a table that is locked itself.
func lockedIf(locked bool, f field.Field) field.Field {
	if locked {
		f.Locked = field.Always
	}
	return f
}
