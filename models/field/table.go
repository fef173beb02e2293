package field

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"appdepot/models"
)

// Rows says what the rows of a Table are. In a Form the answer to the table's own key is the number of its rows, and that
// to a question in a row has the key that Key gives.
type Rows struct {
	Fields    []Field           // their conditions, options and checks see the answers of their own row
	Name      string            // what one row is, such as "Return code"
	AddLabel  string            // what the button says that adds one, such as "Add return code"
	Min       int               // rows; fewer are refused with the field's Ask
	Max       int               // rows; 0 means maxRows
	FirstNote string            // what the first of several rows is beyond the others; rows can then be moved. Empty when their order says nothing
	Separator string            // the word between two rows, such as "and"; empty when they do not belong together
	Summary   func(Form) string // a row in short, to tell it from others; nil is what was typed in it
}

const (
	maxRows     = 100  // that are accepted, unless the table says otherwise
	maxKeptRows = 1000 // that are kept as typed: more than any table accepts
)

// Limit is the number of rows that are accepted.
func (r *Rows) Limit() int {
	if r.Max > 0 {
		return r.Max
	}
	return maxRows
}

// RowKey is the key of the answer to a question in a row.
func RowKey(table string, row int, key string) string {
	return table + "." + strconv.Itoa(row) + "." + key
}

// hasRow reports whether the key is one of an answer in a row of the field, or of a row.
func (f Field) hasRow(key string) bool {
	_, _, ok := f.inRow(key)
	return ok
}

// inRow takes the key of an answer in a row of the field apart.
func (f Field) inRow(key string) (row int, inner string, ok bool) {
	if f.Control != Table || len(key) <= len(f.Key) || key[len(f.Key)] != '.' || key[:len(f.Key)] != f.Key {
		return 0, "", false
	}
	number, inner, _ := strings.Cut(key[len(f.Key)+1:], ".")
	row, err := strconv.Atoi(number)
	return row, inner, err == nil
}

// RowCount is the number of rows in a form, also when there are more than are accepted; false when nobody has said it.
func (f Field) RowCount(form Form) (int, bool) {
	n, err := strconv.Atoi(form.Get(f.Key))
	return min(max(n, 0), maxKeptRows), err == nil
}

// Row is the form of one row, by the keys of its questions.
func (f Field) Row(form Form, row int) Form {
	part, prefix := Form{}, RowKey(f.Key, row, "")
	for key, answers := range form {
		if inner, ok := strings.CutPrefix(key, prefix); ok {
			part[inner] = answers
		}
	}
	return part
}

// setRows makes these the rows of the form.
func (f Field) setRows(form Form, rows []Form) {
	maps.DeleteFunc(form, func(key string, _ []string) bool { return f.hasRow(key) })
	form[f.Key] = []string{strconv.Itoa(len(rows))}
	for i, row := range rows {
		for key, answers := range row {
			form[RowKey(f.Key, i, key)] = answers
		}
	}
}

// rows are the forms of all rows.
func (f Field) rows(form Form) []Form {
	n, _ := f.RowCount(form)
	rows := make([]Form, n)
	for i := range rows {
		rows[i] = Form{}
	}
	for key, answers := range form {
		if i, inner, ok := f.inRow(key); ok && i >= 0 && i < n {
			rows[i][inner] = answers
		}
	}
	return rows
}

// withDefaultRows completes a table: the rows of its default when nobody has said anything, and the defaults in each row.
func (f Field) withDefaultRows(form Form) {
	n, said := f.RowCount(form)
	if !said {
		rows := f.stored(f.Default)
		n = len(rows)
		f.setRows(form, rows)
	}
	maps.DeleteFunc(form, func(key string, _ []string) bool {
		row, _, ok := f.inRow(key)
		return ok && row >= n
	})
	form[f.Key] = []string{strconv.Itoa(n)}
	for i := range n {
		addDefaults(f.Rows.Fields, form, RowKey(f.Key, i, ""))
	}
}

// stored reads rows from their stored form; what is none has no rows.
func (f Field) stored(value string) []Form {
	var rows []Form
	for _, v := range rowsOf(value) {
		rows = append(rows, Encode(f.Rows.Fields, v))
	}
	return rows
}

func rowsOf(value string) []Values {
	var list []Values
	if value != "" && json.Unmarshal([]byte(value), &list) != nil {
		return nil
	}
	return list
}

// EncodeRows writes rows in stored form.
func EncodeRows(rows []Values) string {
	if len(rows) == 0 {
		return ""
	}
	b, err := json.Marshal(rows)
	if err != nil {
		panic(err) // maps of strings
	}
	return string(b)
}

// decodeRows accepts all rows of a form that has all defaults, or says what is wrong with each answer, and with their number.
func (f Field) decodeRows(full Form) (string, Errors) {
	errs, rows := Errors{}, []Values{}
	for i, row := range f.rows(full) {
		values, wrong := decodeFull(f.Rows.Fields, row)
		for key, problem := range wrong {
			errs[RowKey(f.Key, i, key)] = problem
		}
		rows = append(rows, values)
	}
	switch least, most := f.Rows.Min, f.Rows.Limit(); {
	case len(rows) < max(least, 1) && f.Required:
		errs[f.Key] = f.ask()
	case len(rows) < least:
		errs[f.Key] = models.T("Add at least %s.", least)
	case len(rows) > most:
		errs[f.Key] = models.T("The maximum is %s, but there are %s. Remove some.", most, len(rows))
	}
	value := EncodeRows(rows)
	if len(errs) == 0 && f.Valid != nil {
		if problem := f.Valid(value); !problem.Empty() {
			errs[f.Key] = problem
		}
	}
	return value, errs
}

// mergeRows merges posted rows into those kept so far.
func (f Field) mergeRows(taken, posted Form) {
	if _, sent := f.RowCount(posted); !sent {
		return
	}
	kept, rows := f.rows(taken), f.rows(posted)
	for i := range rows {
		var before Form
		if i < len(kept) {
			before = kept[i]
		}
		rows[i] = Merge(f.Rows.Fields, before, rows[i])
	}
	f.setRows(taken, rows)
}

// The commands of ApplyCommand.
const (
	AddRow    = "add"    // followed by the table's key
	RemoveRow = "remove" // followed by the table's key and the number of the row, from 0
	MoveRow   = "move"   // followed by the table's key, the number of the row and that of the row whose place it takes
	Refresh   = "refresh"
)

// AskFirst is the command of a button that asks for the yes of a field; its key follows.
const AskFirst = "ask"

// ToConfirm is the field that a command asks for the yes of.
func ToConfirm(fields []Field, command string) (Field, bool) {
	key, is := strings.CutPrefix(command, AskFirst+" ")
	f, found := ByKey(fields, key)
	return f, is && found && f.Confirm != nil
}

// ApplyCommand does what a button on a page of questions asks for: a row more, a row less, a row elsewhere, or nothing, because the
// answers alone change what is asked. The command is words with spaces between them. What makes no sense does nothing.
func ApplyCommand(fields []Field, form Form, command string) Form {
	words := strings.Fields(command)
	if len(words) < 2 {
		return form
	}
	f, ok := ByKey(fields, words[1])
	if !ok || f.Control != Table || f.Key != words[1] {
		return form
	}
	changed := form.clone()
	f.withDefaultRows(changed)
	f.setRows(changed, f.changeRows(f.rows(changed), words[0], words[2:]))
	return changed
}

// changeRows is the rows after a command; numbers are those of rows.
func (f Field) changeRows(rows []Form, command string, numbers []string) []Form {
	var at []int
	for _, number := range numbers {
		i, err := strconv.Atoi(number)
		if err != nil || i < 0 || i >= len(rows) {
			return rows
		}
		at = append(at, i)
	}
	switch {
	case command == AddRow && len(rows) < f.Rows.Limit():
		return append(rows, WithDefaults(f.Rows.Fields, Form{}))
	case command == RemoveRow && len(at) == 1:
		return slices.Delete(rows, at[0], at[0]+1)
	case command == MoveRow && len(at) == 2:
		moved := rows[at[0]]
		return slices.Insert(slices.Delete(rows, at[0], at[0]+1), at[1], moved)
	}
	return rows
}
