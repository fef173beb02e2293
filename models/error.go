package models

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// Kind says what sort of failure an Error is; one table in handlers/web maps kinds to status codes.
type Kind int

// The kinds of failure.
const (
	KindInternal        Kind = iota // our fault; people see a general sentence
	KindInvalid                     // the input cannot be accepted; Fields says where
	KindNotFound                    // no such thing, or not visible to this actor
	KindConflict                    // it changed meanwhile, or it is in use
	KindForbidden                   // the actor lacks the right
	KindUnauthenticated             // nobody is signed in
	KindTooLarge                    // above a limit
	KindTooMany                     // too often; try later
	KindUnavailable                 // something we depend on does not answer
	KindTimeout                     // the request did not arrive in time
)

// Error is a failure with words for people. Text says what happened, why, and what to do next; Fields holds one sentence
// per form field; Err is the cause, for the log only.
type Error struct {
	Kind   Kind
	Text   Text
	Fields map[string]Text
	Err    error
}

// Error is for logs; people are shown Text and Fields.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Text.String())
	for _, k := range slices.Sorted(maps.Keys(e.Fields)) {
		b.WriteString(" [" + k + ": " + e.Fields[k].String() + "]")
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Naming fills the last verb of the sentence as Text.Naming does.
func (e *Error) Naming(names ...string) *Error {
	e.Text = e.Text.Naming(names...)
	return e
}

// Because adds the cause for the log.
func (e *Error) Because(err error) *Error {
	e.Err = err
	return e
}

// Invalid refuses input as a whole.
func Invalid(source string, args ...any) *Error {
	return &Error{Kind: KindInvalid, Text: T(source, args...)}
}

// InvalidField refuses one field of a form.
func InvalidField(field, source string, args ...any) *Error {
	return &Error{Kind: KindInvalid, Fields: map[string]Text{field: T(source, args...)}}
}

// Invalid refuses input for this reason.
func (r Reason) Invalid() *Error { return &Error{Kind: KindInvalid, Text: r.Text()} }

// TooLarge refuses what is above a limit, for this reason.
func (r Reason) TooLarge() *Error { return &Error{Kind: KindTooLarge, Text: r.Text()} }

// Conflict refuses a change for this reason.
func (r Reason) Conflict() *Error { return &Error{Kind: KindConflict, Text: r.Text()} }

// Unavailable says for this reason that something we depend on does not answer.
func (r Reason) Unavailable() *Error { return &Error{Kind: KindUnavailable, Text: r.Text()} }

// ReasonOf is the reason of an error; it is empty for an error that says something else.
func ReasonOf(err error) Reason {
	if e, ok := errors.AsType[*Error](err); ok && e.Text.Reason != nil {
		return *e.Text.Reason
	}
	return Reason{}
}

// NotFound says that a thing does not exist.
func NotFound(source string, args ...any) *Error {
	return &Error{Kind: KindNotFound, Text: T(source, args...)}
}

// Conflict says that the state of things forbids the change.
func Conflict(source string, args ...any) *Error {
	return &Error{Kind: KindConflict, Text: T(source, args...)}
}

// Forbidden says that the actor may not do this.
func Forbidden(source string, args ...any) *Error {
	return &Error{Kind: KindForbidden, Text: T(source, args...)}
}

// Unauthenticated says that somebody has to sign in first.
func Unauthenticated(source string, args ...any) *Error {
	return &Error{Kind: KindUnauthenticated, Text: T(source, args...)}
}

// TooLarge says that a limit was passed.
func TooLarge(source string, args ...any) *Error {
	return &Error{Kind: KindTooLarge, Text: T(source, args...)}
}

// TooMany says that something was tried too often.
func TooMany(source string, args ...any) *Error {
	return &Error{Kind: KindTooMany, Text: T(source, args...)}
}

// Unavailable says that something we depend on does not answer.
func Unavailable(source string, args ...any) *Error {
	return &Error{Kind: KindUnavailable, Text: T(source, args...)}
}

// Timeout says that the request did not arrive in time.
func Timeout(source string, args ...any) *Error {
	return &Error{Kind: KindTimeout, Text: T(source, args...)}
}

// KindOf tells the kind of any error; an error that is not ours is internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return KindInternal
}
