package form

import (
	"context"
	"strings"

	"appdepot/models"
)

// Place is where an answer was read: a part of the file by its name in it, or in words; empty when it is the file as a whole.
func Place(ctx context.Context, v models.FactValue) string {
	if v.Source == "package" {
		return ""
	}
	if inside, part, nested := strings.Cut(v.Source, ": "); nested {
		return inside + ": " + text(ctx, part)
	}
	return text(ctx, v.Source)
}
