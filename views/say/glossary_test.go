package say_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// term is a word of the product in English, and in Dutch with the forms it takes. The glossary's third column quotes where
// the source document says it.
type term struct {
	english *regexp.Regexp
	name    string
	forms   []string
}

func glossary(t *testing.T) (terms []term) {
	t.Helper()
	content, err := os.ReadFile("testdata/glossary.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if len(columns) != 3 {
			t.Fatalf("glossary.tsv: %q has not three columns", line)
		}
		terms = append(terms, term{
			english: regexp.MustCompile(`(?i)(^|[^\w/-])` + regexp.QuoteMeta(columns[0]) + `($|[^\w-])`),
			name:    columns[0], forms: strings.Split(columns[1], ", "),
		})
	}
	return terms
}

// TestDutchHasTheTermsOfTheSourceDocument: where a text says a term of the glossary, its Dutch says the source document's word.
func TestDutchHasTheTermsOfTheSourceDocument(t *testing.T) {
	po := readPO(t, dutch)
	for _, term := range glossary(t) {
		said := false
		for s, translations := range po.entries {
			if !term.english.MatchString(s.text) {
				continue
			}
			said = true
			for _, text := range translations {
				text = strings.ReplaceAll(text, "\u00ad", "") // where a long word may break
				has := func(form string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(form)) }
				if text != "" && !slices.ContainsFunc(term.forms, has) {
					t.Errorf("%q is %q in Dutch, without %q for %q", s.text, text, term.forms[0], term.name)
				}
			}
		}
		if !said {
			t.Errorf("no text says %q; take it out of the glossary", term.name)
		}
	}
}
