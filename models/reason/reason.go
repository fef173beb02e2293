package reason

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"appdepot/models"
)

// Kind says what a value of a reason is, and so how it is shown.
type Kind string

// The kinds of values, with the Go type that makes them.
const (
	Text      Kind = "text"      // string: a name, a version, a path
	List      Kind = "list"      // []string
	Number    Kind = "number"    // int
	Size      Kind = "size"      // Bytes
	Time      Kind = "time"      // time.Time, stored in RFC 3339 and UTC
	Day       Kind = "day"       // Date, stored as a time
	ErrorCode Kind = "errorCode" // DeviceCode
)

// Bytes is a size.
type Bytes int64

// Date is a time of which only the day matters.
type Date time.Time

// DeviceCode is an error code as devices report it.
type DeviceCode int32

// Value is what a reason can be told with.
type Value interface {
	string | []string | int | Bytes | time.Time | Date | DeviceCode
}

// kinds are the values that each declared code takes.
var kinds = map[models.Code][]Kind{}

// Codes lists every declared code, sorted.
func Codes() []models.Code { return slices.Sorted(maps.Keys(kinds)) }

// Kinds are the kinds of a code's values in their order; known is false for a code that this version does not declare.
func Kinds(code models.Code) (list []Kind, known bool) {
	list, known = kinds[code]
	return list, known
}

func declare(code models.Code, takes ...Kind) models.Code {
	if _, twice := kinds[code]; twice {
		panic(fmt.Sprintf("the reason %s is declared twice", code))
	}
	kinds[code] = takes
	return code
}

// plain declares a code without values.
func plain(code models.Code) models.Reason { return models.Reason{Code: declare(code)} }

// With1 is a code with one value.
type With1[A Value] struct{ Code models.Code }

func with1[A Value](code models.Code) With1[A] { return With1[A]{declare(code, kindOf[A]())} }

// Of makes the reason.
func (w With1[A]) Of(a A) models.Reason {
	return models.Reason{Code: w.Code, Args: models.Args{stored(a)}}
}

// With2 is a code with two values.
type With2[A, B Value] struct{ Code models.Code }

func with2[A, B Value](code models.Code) With2[A, B] {
	return With2[A, B]{declare(code, kindOf[A](), kindOf[B]())}
}

// Of makes the reason.
func (w With2[A, B]) Of(a A, b B) models.Reason {
	return models.Reason{Code: w.Code, Args: models.Args{stored(a), stored(b)}}
}

// With3 is a code with three values.
type With3[A, B, C Value] struct{ Code models.Code }

func with3[A, B, C Value](code models.Code) With3[A, B, C] {
	return With3[A, B, C]{declare(code, kindOf[A](), kindOf[B](), kindOf[C]())}
}

// Of makes the reason.
func (w With3[A, B, C]) Of(a A, b B, c C) models.Reason {
	return models.Reason{Code: w.Code, Args: models.Args{stored(a), stored(b), stored(c)}}
}

// With4 is a code with four values.
type With4[A, B, C, D Value] struct{ Code models.Code }

func with4[A, B, C, D Value](code models.Code) With4[A, B, C, D] {
	return With4[A, B, C, D]{declare(code, kindOf[A](), kindOf[B](), kindOf[C](), kindOf[D]())}
}

// Of makes the reason.
func (w With4[A, B, C, D]) Of(a A, b B, c C, d D) models.Reason {
	return models.Reason{Code: w.Code, Args: models.Args{stored(a), stored(b), stored(c), stored(d)}}
}

func kindOf[A Value]() Kind {
	var a A
	switch any(a).(type) {
	case []string:
		return List
	case int:
		return Number
	case Bytes:
		return Size
	case time.Time:
		return Time
	case Date:
		return Day
	case DeviceCode:
		return ErrorCode
	default:
		return Text
	}
}

// stored is a value as models.Args has it.
func stored[A Value](a A) any {
	switch v := any(a).(type) {
	case int:
		return int64(v)
	case Bytes:
		return int64(v)
	case DeviceCode:
		return int64(v)
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case Date:
		return time.Time(v).UTC().Format(time.RFC3339)
	default:
		return v
	}
}
