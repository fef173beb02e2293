package say

import (
	"context"
	"fmt"
	"strings"
	"time"

	"appdepot/models"
	"appdepot/models/apptype"
	"appdepot/models/checkin"
	"appdepot/models/installer"
	"appdepot/models/reason"
	"appdepot/models/remedy"
)

// words are what is said about one code. Every text takes the code's values in their order, or only the first of them.
type words struct {
	Short    string           // for tables: at most 40 characters with its values, no period
	Full     string           // for administrators: a sentence or two
	File     installer.Format // the last value of Full is the name of the type that takes files of this format as they are; empty for none
	Personal string           // for a person in the Company Portal; empty for what is never shown there
}

// Reason puts a reason into words for administrators; it is empty when there is none.
func Reason(ctx context.Context, r models.Reason) string {
	return about(ctx, r, func(w words) string { return w.Full })
}

// Short is a reason in a few words, for a cell of a table. Of an error that is known it is what went wrong, not its code.
func Short(ctx context.Context, r models.Reason) string {
	if code, ok := reason.ErrorOf(r); ok && !remedy.Short(code).Empty() {
		return Text(ctx, remedy.Short(code))
	}
	return about(ctx, r, func(w words) string { return w.Short })
}

// Failure is a reason for administrators without the error code in it: what went wrong and what the device does next. The code, which
// belongs behind Details, is empty when the device reported none.
func Failure(ctx context.Context, r models.Reason) (text, code string) {
	number, ok := reason.ErrorOf(r)
	if !ok {
		return Reason(ctx, r), ""
	}
	means := T(ctx, "The device reported an error.")
	if remedy.Known(number) {
		means = Text(ctx, remedy.Of(number).Means)
	}
	next := T(ctx, "The device retries at its next check-in.")
	if r.Code == reason.DeviceError.Code {
		next = T(ctx, "The device retries at its first check-in after %s, or when you select Retry.", shown(ctx, r)[1])
	}
	return T(ctx, "%s %s", means, next), ErrorCode(r)
}

// ErrorCode is the code that a device reported with a reason, for behind Details; empty when it reported none.
func ErrorCode(r models.Reason) string {
	if number, ok := reason.ErrorOf(r); ok {
		return checkin.Code(number)
	}
	return ""
}

// Personal is a reason for somebody who is no administrator and looks at their own device. No error code is in it.
func Personal(ctx context.Context, r models.Reason) string {
	if cause := personalCause(ctx, r); cause != "" {
		return cause
	}
	return about(ctx, reason.WithoutCode(r), func(w words) string {
		if w.Personal == "" {
			return w.Full
		}
		return w.Personal
	})
}

// personalCause is an error that a person understands or can mend, and what their device does next. It is empty for every other error.
func personalCause(ctx context.Context, r models.Reason) string {
	code, _ := reason.ErrorOf(r)
	cause := remedy.Personal(code)
	if cause.Empty() {
		return ""
	}
	next := T(ctx, "Your device retries at its next check-in.")
	if r.Code == reason.DeviceError.Code {
		next = T(ctx, "Your device retries after %s.", shown(ctx, r)[1])
	}
	return T(ctx, "%s %s", Text(ctx, cause), next)
}

type personKey struct{}

// ForPerson says that what is said is read in the Company Portal, so that reasons among the texts have personal words.
func ForPerson(ctx context.Context) context.Context { return context.WithValue(ctx, personKey{}, true) }

// explained is a reason among other texts.
func explained(ctx context.Context, r models.Reason) string {
	if ctx.Value(personKey{}) != nil {
		return Personal(ctx, r)
	}
	return Reason(ctx, r)
}

func about(ctx context.Context, r models.Reason, choose func(words) string) string {
	if r.Empty() {
		return ""
	}
	w, known := wordsOf(r.Code)
	if !known { // stored by a newer version that runs beside this one
		return T(ctx, "Details are not available.")
	}
	text := choose(w)
	values := shown(ctx, r)
	if w.File != "" {
		values = append(values, Text(ctx, models.Text{Source: apptype.AnyPackageName(w.File)}))
	}
	said := T(ctx, text, values[:min(len(values), strings.Count(strings.ReplaceAll(text, "%%", ""), "%s"))]...)
	return strings.Replace(said, " ()", "", 1) // a kind of file without an ending of its own
}

// wordsOf finds the words of a code.
func wordsOf(code models.Code) (words, bool) {
	for _, t := range tables {
		if w, ok := t[code]; ok {
			return w, true
		}
	}
	return words{}, false
}

// shown are the values of a reason as this reader reads them.
func shown(ctx context.Context, r models.Reason) []any {
	kinds, _ := reason.Kinds(r.Code)
	values := make([]any, len(kinds))
	for i, kind := range kinds {
		values[i] = ""
		if i < len(r.Args) {
			if list, ok := r.Args[i].([]string); ok && (r.Code == reason.WrongArchitecture.Code || r.Code == reason.WrongWindowsArchitecture.Code) {
				values[i] = alternatives(ctx, list)
				continue
			}
			values[i] = value(ctx, kind, r.Args[i])
		}
	}
	return values
}

// alternatives joins a list whose last element is after "or".
func alternatives(ctx context.Context, list []string) string {
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	before := strings.Join(list[:last], ", ")
	if last > 1 {
		return T(ctx, "%s, or %s", before, list[last])
	}
	return T(ctx, "%s or %s", before, list[last])
}

func value(ctx context.Context, kind reason.Kind, arg any) string {
	switch v := arg.(type) {
	case []string:
		return strings.Join(v, ", ")
	case int64:
		switch kind {
		case reason.Size:
			return Size(ctx, v)
		case reason.ErrorCode:
			return checkin.Code(int32(v))
		}
		return Number(ctx, v)
	case string:
		if at, err := time.Parse(time.RFC3339, v); err == nil && kind == reason.Time {
			return When(ctx, at)
		} else if err == nil && kind == reason.Day {
			return Day(ctx, at, time.Time{})
		}
	}
	return fmt.Sprint(arg)
}
