package cmd_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unwanted are words that have no place in the product, written so that this file does not hold them.
var unwanted = []struct {
	words *regexp.Regexp
	why   string
}{
	{regexp.MustCompile(`/wor[k]/|/tm[p]/[a-z]|/roo[t]/|/hom[e]/[a-z]`), "a path of one machine"},
	{regexp.MustCompile(`(//|#|--|/\*).*\b(TOD[O]|FIXM[E]|XX[X])\b`), "what is not built is not shown, and not announced"},
	{regexp.MustCompile(`(?i)coming soo[n]|not implemente[d]|lorem ipsu[m]`), "what is not built is not shown"},
	{regexp.MustCompile(`(?i)\bissue #?[0-9]|\bpull reques[t]`), "the code speaks of the product, not of how it was made"},
}

// texts are the kinds of file that people write.
var texts = []string{".go", ".templ", ".sql", ".css", ".js", ".md", ".yaml", ".yml", ".po", ".svg", ".html", ""}

func TestWordsThatHaveNoPlaceHere(t *testing.T) {
	for _, name := range files(t) {
		if !slices.Contains(texts, path.Ext(name)) || path.Base(name) == "LICENSE" || strings.Contains(name, "/testdata/") {
			continue
		}
		content := read(t, name)
		for _, u := range unwanted {
			for _, at := range u.words.FindAllStringIndex(content, -1) {
				line := 1 + strings.Count(content[:at[0]], "\n")
				t.Errorf("%s:%d says %q: %s", name, line, content[at[0]:at[1]], u.why)
			}
		}
	}
}
