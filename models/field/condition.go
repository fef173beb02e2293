package field

import "slices"

// Condition is a question about the other answers, defaults included.
type Condition func(Form) bool

// Always is true whatever the answers are.
func Always(Form) bool { return true }

// Is is true when the answer to key is one of the values.
func Is(key string, values ...string) Condition {
	return func(form Form) bool {
		return slices.ContainsFunc(form[key], func(v string) bool { return slices.Contains(values, v) })
	}
}

// Not turns a condition around.
func Not(c Condition) Condition { return func(form Form) bool { return !c(form) } }
