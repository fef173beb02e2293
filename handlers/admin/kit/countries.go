package kit

import (
	"context"

	"appdepot/models/connect/lookup"
	"appdepot/views/say"
	"appdepot/views/ui"
)

// Countries are those with an App Store, by their names in the reader's language.
func Countries(ctx context.Context) []ui.Option {
	var list []ui.Option
	for _, code := range lookup.Countries() {
		list = append(list, ui.Option{Value: code, Label: say.CountryName(ctx, code)})
	}
	say.Sort(list, func(o ui.Option) string { return o.Label })
	return list
}
