package say_test

import (
	"cmp"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// catalog is a .po file: its head, and the translations of each text; two for a text with a plural.
type catalog struct {
	head    []string
	entries map[source][]string
}

// readPO reads a .po file of the form that write makes: one line a string.
func readPO(t *testing.T, file string) catalog {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := catalog{entries: map[source][]string{}}
	blocks := strings.Split(strings.TrimSpace(string(content)), "\n\n")
	c.head = strings.Split(blocks[0], "\n")
	for _, block := range blocks[1:] {
		var s source
		var translations []string
		for line := range strings.Lines(block) {
			word, quoted, _ := strings.Cut(strings.TrimSpace(line), " ")
			text, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatalf("%s: cannot read %q: %v", file, line, err)
			}
			switch {
			case word == "msgctxt":
				s.context = text
			case word == "msgid":
				s.text = text
			case word == "msgid_plural":
				s.plural = text
			case strings.HasPrefix(word, "msgstr"):
				translations = append(translations, text)
			default:
				t.Fatalf("%s: cannot read %q", file, line)
			}
		}
		if c.entries[s] != nil {
			t.Errorf("%s has %q twice", file, s.text)
		}
		c.entries[s] = translations
	}
	return c
}

// String is the catalog as the file has it, sorted by text.
func (c catalog) String() string {
	var b strings.Builder
	b.WriteString(strings.Join(c.head, "\n") + "\n")
	for _, s := range slices.SortedFunc(maps.Keys(c.entries), order) {
		b.WriteString("\n")
		line := func(word, text string) { b.WriteString(word + " " + quote(text) + "\n") }
		if s.context != "" {
			line("msgctxt", s.context)
		}
		line("msgid", s.text)
		if s.plural == "" {
			line("msgstr", c.entries[s][0])
			continue
		}
		line("msgid_plural", s.plural)
		for i, text := range c.entries[s] {
			line("msgstr["+strconv.Itoa(i)+"]", text)
		}
	}
	return b.String()
}

func order(a, b source) int {
	return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.context, b.context), cmp.Compare(a.plural, b.plural))
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
