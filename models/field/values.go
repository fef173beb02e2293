package field

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"appdepot/models"
)

// Values are accepted answers in stored form, by field key. What has no answer is absent.
type Values map[string]string

// Flag reports whether a yes-or-no question was answered with yes.
func (v Values) Flag(key string) bool { return v[key] == "true" }

// List is the answer to a question with several answers.
func (v Values) List(key string) []string {
	if v[key] == "" {
		return nil
	}
	return strings.Split(v[key], ",")
}

// Rows are the rows of a Table.
func (v Values) Rows(key string) []Values { return rowsOf(v[key]) }

// Into copies values into the fields of a struct that are tagged with a key, as in `field:"productCode"`. The struct's
// fields are strings, bools, int64s or lists of strings; what has no value, or none that fits, becomes the zero value. Anything
// else is a mistake in the program, and panics.
func (v Values) Into(target any) {
	s := reflect.ValueOf(target).Elem()
	for i := range s.NumField() {
		key := s.Type().Field(i).Tag.Get("field")
		if key == "" {
			continue
		}
		switch to := s.Field(i).Addr().Interface().(type) {
		case *string:
			*to = v[key]
		case *bool:
			*to = v.Flag(key)
		case *int64:
			*to, _ = strconv.ParseInt(v[key], 10, 64)
		case *[]string:
			*to = v.List(key)
		default:
			panic(fmt.Sprintf("field: %s of %s has type %T", key, s.Type(), to))
		}
	}
}

// Encode turns values back into a form, to be shown and changed.
func Encode(fields []Field, values Values) Form {
	form := Form{}
	for _, f := range fields {
		switch {
		case f.Control == Table:
			f.setRows(form, f.stored(values[f.Key]))
		case values[f.Key] == "":
		case f.Control == Choices:
			form[f.Key] = values.List(f.Key)
		default:
			form.Set(f.Key, values[f.Key])
		}
	}
	return form
}

// Changes lists what differs between old and new values, by field key and in page order. Of a secret it tells only that it changed.
func Changes(fields []Field, old, new Values) []models.Change {
	var changes []models.Change
	for _, f := range fields {
		before, after := old[f.Key], new[f.Key]
		if before == after {
			continue
		}
		if f.Secret {
			before, after = HideSecret(before), HideSecret(after)
		}
		changes = append(changes, models.Change{Field: f.Key, Old: before, New: after})
	}
	return changes
}

// HideSecret is what is written instead of a secret: it tells only whether there is one.
func HideSecret(secret string) string {
	return strings.Repeat("•", cmp.Compare(len(secret), 0)*8)
}
