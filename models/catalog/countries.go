package catalog

import (
	_ "embed"
	"strings"
)

// countriesFile holds the countries and regions that have an App Store; its first lines name its source.
//
//go:embed data/app-store-countries.txt
var countriesFile string

// Countries lists the countries and regions that have an App Store, as two letters in lower case, in alphabetical order.
func Countries() []string {
	var codes []string
	for line := range strings.Lines(countriesFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			codes = append(codes, strings.Fields(line)...)
		}
	}
	return codes
}
