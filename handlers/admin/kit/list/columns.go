package list

import (
	"context"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"appdepot/views/say"
	"appdepot/views/ui"
)

// Moment is a column of moments: on the page as people say them, in the file in UTC. The zero time was never.
func Moment[T any](now time.Time, col Column[T], at func(T) time.Time) Column[T] {
	col.Cell = func(t T) templ.Component { return ui.Time(at(t), now) }
	col.Text = func(t T) string {
		if at(t).IsZero() {
			return ""
		}
		return at(t).UTC().Format(time.RFC3339)
	}
	return col
}

// YesNoText is what a column of yes and no says.
func YesNoText(ctx context.Context, yes bool) string {
	if yes {
		return say.T(ctx, "Yes")
	}
	return say.T(ctx, "No")
}

// YesOrNo are the options of a filter of one thing that is so or not.
func YesOrNo(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "yes", Label: say.T(ctx, "Yes")}, {Value: "no", Label: say.T(ctx, "No")}}
}

// Number is a column of whole numbers: on the page as the reader writes them, in the file as programs do.
func Number[T any](col Column[T], of func(T) int) Column[T] {
	col.Number = true
	col.Cell = func(t T) templ.Component { return ui.Number(of(t)) }
	col.Text = func(t T) string { return strconv.Itoa(of(t)) }
	return col
}
