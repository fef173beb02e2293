package recode

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// sentence is a line of sentences.tsv: English source text, code, and how each of its values is read.
type sentence struct {
	code  string
	reads []string
}

//go:embed sentences.tsv
var table string

var sentences = parse(table)

func parse(table string) map[string]sentence {
	all := map[string]sentence{}
	for line := range strings.Lines(table) {
		columns := strings.Split(strings.TrimRight(line, "\n"), "\t")
		all[columns[0]] = sentence{columns[1], strings.Fields(columns[2])}
	}
	return all
}

// oldText is how earlier versions stored a text.
type oldText struct {
	Source string    `json:"source"`
	Args   []string  `json:"args"`
	More   []oldText `json:"more"`
}

// coded is a reason as it is stored: a code and its values.
type coded struct {
	Code string `json:"code"`
	Args []any  `json:"args,omitempty"`
}

// other keeps the words of a text that nobody knows.
func other(t oldText) coded { return coded{Code: "other", Args: []any{t.english()}} }

// reasonOf is the reason that a stored text stands for; empty for an empty text.
func reasonOf(t oldText) coded { return reasonIn(sentences, t) }

func reasonIn(sentences map[string]sentence, t oldText) coded {
	if t.Source == "" {
		return coded{}
	}
	s, known := sentences[t.Source]
	if !known || len(t.More) > 0 || len(t.Args) != strings.Count(t.Source, "%s") {
		return other(t)
	}
	r := coded{Code: s.code}
	args := t.Args
	for _, kind := range s.reads {
		if list, constant := strings.CutPrefix(kind, "="); constant { // what the sentence itself says
			r.Args = append(r.Args, strings.Split(list, ","))
			continue
		}
		v, ok := readers[kind](args[0])
		args = args[1:]
		if !ok {
			return other(t)
		}
		r.Args = append(r.Args, v)
	}
	return r
}

// english is the whole text in English, as it was shown.
func (t oldText) english() string {
	text := t.Source
	if len(t.Args) > 0 {
		args := make([]any, len(t.Args))
		for i, a := range t.Args {
			args[i] = a
		}
		text = fmt.Sprintf(text, args...)
	}
	for _, m := range t.More {
		text += " " + m.english()
	}
	return text
}

// readers turn the values of a text, which were written for people, into those of a reason.
var readers = map[string]func(string) (any, bool){
	"text":   func(s string) (any, bool) { return s, true },
	"list":   func(s string) (any, bool) { return strings.Split(s, ", "), true },
	"number": number,
	"bytes":  number,
	"units":  units,
	"moment": moment("2006-01-02 15:04 UTC"),
	"error":  errorCode,
}

func number(s string) (any, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// units reads a size such as 1.5 GB or 500 bytes.
func units(s string) (any, bool) {
	n, unit, _ := strings.Cut(s, " ")
	size, known := map[string]float64{"bytes": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}[unit]
	v, err := strconv.ParseFloat(n, 64)
	return int64(v * size), err == nil && known
}

func moment(layout string) func(string) (any, bool) {
	return func(s string) (any, bool) {
		at, err := time.Parse(layout, s)
		return at.Format(time.RFC3339), err == nil
	}
}

// errorCode reads 1603 as well as 0x87D5501F, which is how negative codes were written.
func errorCode(s string) (any, bool) {
	if digits, hex := strings.CutPrefix(s, "0x"); hex {
		n, err := strconv.ParseUint(digits, 16, 32)
		return int64(int32(uint32(n))), err == nil
	}
	return number(s)
}
