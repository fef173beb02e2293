package ui

import (
	"context"
	"math"
	"strconv"

	"appdepot/views/say"
)

// Part is one share of a whole. Kind picks the color; "line" and "accent" are colors too.
type Part struct {
	Kind  Kind
	Label string
	Count int
	URL   string // the list of these; empty for none
	Set   bool   // the list below shows these
}

func total(parts []Part) int {
	sum := 0
	for _, p := range parts {
		sum += p.Count
	}
	return sum
}

// slice is where a part begins and how long it is, in the unit of the whole.
type slice struct {
	Kind        Kind
	Start, Size float64
}

// slices lays parts out over a length, each at least least long, so that one in a thousand can still be seen. Parts of
// nothing are left out.
func slices(parts []Part, length, least float64) []slice {
	sum := total(parts)
	var out []slice
	used := 0.0
	for _, p := range parts {
		if p.Count > 0 {
			size := math.Max(least, length*float64(p.Count)/float64(sum))
			out, used = append(out, slice{Kind: p.Kind, Size: size}), used+size
		}
	}
	start := 0.0
	for i := range out {
		out[i].Start, out[i].Size = start, out[i].Size*length/used
		start += out[i].Size
	}
	return out
}

// round writes a number for an attribute of a picture, to a hundredth.
func round(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) }

// share writes a part of a whole in percent, with one decimal.
func share(ctx context.Context, count, sum int) string {
	if count == 0 || sum == 0 {
		return "–"
	}
	return say.Percent(ctx, count, sum)
}
