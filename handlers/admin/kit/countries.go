package kit

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"appdepot/models/connect/lookup"
	"appdepot/views/ui"
)

// Countries are those with an App Store, by their names in a language.
func Countries(tag string) []ui.Option {
	names := display.Regions(language.Make(tag))
	var list []ui.Option
	for _, code := range lookup.Countries() {
		list = append(list, ui.Option{Value: code, Label: names.Name(language.MustParseRegion(strings.ToUpper(code)))})
	}
	slices.SortFunc(list, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return list
}
