package models

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code names a reason. It is stored and sent, so it never changes and never gets another meaning.
type Code string

// Reason says why something is as it is: why an app is in its state on a device, why a file was refused, why an
// assignment does not apply. It is a code and the values that its words need, in an order that the code fixes. Package
// models/reason declares every code and makes the reasons; views/say has the words.
type Reason struct {
	Code Code `json:"code"`
	Args Args `json:"args,omitempty"`
}

// Empty reports whether there is no reason.
func (r Reason) Empty() bool { return r.Code == "" }

// String is for logs and tests: the code and its values, as in deviceError(1603, 2026-11-30T12:00:00Z).
func (r Reason) String() string {
	if len(r.Args) == 0 {
		return string(r.Code)
	}
	var values []string
	for _, a := range r.Args {
		values = append(values, fmt.Sprint(a))
	}
	return string(r.Code) + "(" + strings.Join(values, ", ") + ")"
}

// JSON is the reason where only a text can be stored: in the values of the audit log.
func (r Reason) JSON() string {
	b, err := json.Marshal(r)
	if err != nil {
		return string(r.Code)
	}
	return string(b)
}

// Text is what is said about the reason, where sentences are wanted: see Text.
func (r Reason) Text() Text {
	if r.Empty() {
		return Text{}
	}
	return Text{Reason: &r}
}

// Args are the values of a reason as JSON has them: a string (a text, or a time in RFC 3339), an int64 (a count, a number
// of bytes, an error code) or a []string.
type Args []any

// Value is the JSON that the database stores; it is never null.
func (a Args) Value() (driver.Value, error) {
	if len(a) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]any(a))
	return string(b), err
}

// Scan reads what Value stored.
func (a *Args) Scan(stored any) error {
	switch v := stored.(type) {
	case string:
		return a.UnmarshalJSON([]byte(v))
	case []byte:
		return a.UnmarshalJSON(v)
	}
	return fmt.Errorf("the arguments of a reason are JSON, not %T", stored)
}

// UnmarshalJSON gives every value the type that it has in Args.
func (a *Args) UnmarshalJSON(b []byte) error {
	if string(b) == "[]" { // most have none
		*a = nil
		return nil
	}
	var list []any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&list); err != nil {
		return err
	}
	*a = nil
	for _, v := range list {
		arg, err := argument(v)
		if err != nil {
			return err
		}
		*a = append(*a, arg)
	}
	return nil
}

func argument(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.Int64()
	case []any:
		texts := make([]string, len(v))
		if slices.ContainsFunc(v, func(each any) bool { _, is := each.(string); return !is }) {
			return nil, errors.New("a list among the arguments of a reason has something else than texts")
		}
		for i, each := range v {
			texts[i], _ = each.(string)
		}
		return texts, nil
	}
	return nil, fmt.Errorf("the arguments of a reason are texts, whole numbers and lists of texts, not %T", v)
}
